-- Who belongs to which tenant. A person is the same everywhere; what they may do is told for each tenant.
create table membership (
    tenant_id  text        not null,
    subject    text        not null check (subject <> ''),
    roles      text[]      not null check (cardinality(roles) > 0 and not 'operator' = any (roles)),
    locations  text[],
    version    int         not null check (version > 0),
    added_by   text        not null,
    added_at   timestamptz not null,
    changed_by text        not null,
    changed_at timestamptz not null,
    primary key (tenant_id, subject)
);
create index membership_subject on membership (subject, tenant_id);

alter table membership enable row level security;
alter table membership force row level security;
create policy tenant on membership to ${app}
    using (tenant_id = current_setting('millrace.tenant', true))
    with check (tenant_id = current_setting('millrace.tenant', true));
-- Of one person the memberships in all tenants, for looking only: to know whose data they may ask for.
create policy subject on membership for select to ${app}
    using (subject = current_setting('millrace.subject', true));
grant select, insert, delete, update (roles, locations, version, changed_by, changed_at) on membership to ${app};

comment on table membership is 'Who belongs to which tenant, and what they may do there.';
comment on column membership.tenant_id is 'The tenant.';
comment on column membership.subject is 'Who it is, as the issuer of tokens calls them (sub).';
comment on column membership.roles is 'What they may do in the tenant; never operator.';
comment on column membership.locations is 'Where; absent for everywhere.';
comment on column membership.version is 'Counts the changes.';
comment on column membership.added_by is 'Who made them a member.';
comment on column membership.added_at is 'When that was.';
comment on column membership.changed_by is 'Who changed it last.';
comment on column membership.changed_at is 'When that was.';
