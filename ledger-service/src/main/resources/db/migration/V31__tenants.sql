-- The tenants of the installation, for whoever runs it. A tenant that is not here has the installation's limits.
create table tenant (
    tenant_id  text        not null primary key check (tenant_id <> '' and tenant_id <> '_installation'),
    name       text        not null,
    state      text        not null check (state in ('active', 'suspended')),
    limits     jsonb       not null,
    version    int         not null check (version > 0),
    created_by text        not null,
    created_at timestamptz not null,
    changed_by text        not null,
    changed_at timestamptz not null
);

alter table tenant enable row level security;
alter table tenant force row level security;
-- A tenant sees itself, and can't change what it is allowed.
create policy tenant on tenant for select to ${app}
    using (tenant_id = current_setting('millrace.tenant', true));
create policy operator on tenant to ${app}
    using (current_setting('millrace.operator', true) = 'true')
    with check (current_setting('millrace.operator', true) = 'true');
grant select, insert, update (state, limits, version, changed_by, changed_at) on tenant to ${app};

comment on table tenant is 'The tenants of the installation.';
comment on column tenant.tenant_id is 'The tenant.';
comment on column tenant.name is 'What people call it.';
comment on column tenant.state is 'Whether it may be used: active or suspended.';
comment on column tenant.limits is 'What it may use, as JSON; what is not named is as the configuration says.';
comment on column tenant.version is 'Counts the changes.';
comment on column tenant.created_by is 'Who made it.';
comment on column tenant.created_at is 'When that was.';
comment on column tenant.changed_by is 'Who changed it last.';
comment on column tenant.changed_at is 'When that was.';
