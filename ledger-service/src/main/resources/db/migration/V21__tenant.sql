-- What a tenant says about itself: its words for things, what it has switched on, which attributes its records have.
create table tenant_configuration (
    tenant_id  text        not null primary key,
    version    int         not null check (version > 0),
    body       jsonb       not null,
    changed_by text        not null,
    changed_at timestamptz not null
);

alter table tenant_configuration enable row level security;
alter table tenant_configuration force row level security;
create policy tenant on tenant_configuration to ${app}
    using (tenant_id = current_setting('millrace.tenant', true))
    with check (tenant_id = current_setting('millrace.tenant', true));
grant select, insert, update on tenant_configuration to ${app};

comment on table tenant_configuration is 'What a tenant says about itself.';
comment on column tenant_configuration.tenant_id is 'The tenant.';
comment on column tenant_configuration.version is 'Counts its changes.';
comment on column tenant_configuration.body is 'Its words for things, its switches and its attributes, as JSON.';
comment on column tenant_configuration.changed_by is 'Who changed it last.';
comment on column tenant_configuration.changed_at is 'When that was.';
