-- Keys of tills and services. Of a key itself only the SHA-256 is here.
create table api_key (
    tenant_id    text        not null,
    id           text        not null,
    name         text        not null,
    roles        text[]      not null,
    locations    text[],
    hash         bytea       not null check (length(hash) = 32),
    created_by   text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    primary key (tenant_id, id)
);

alter table api_key enable row level security;
alter table api_key force row level security;
create policy tenant on api_key to ${app}
    using (tenant_id = current_setting('millrace.tenant', true))
    with check (tenant_id = current_setting('millrace.tenant', true));
grant select, insert, update (revoked_at, last_used_at) on api_key to ${app};

comment on table api_key is 'Keys of tills and services. The key itself is not kept, only its SHA-256.';
comment on column api_key.tenant_id is 'The tenant.';
comment on column api_key.id is 'The public part of the key.';
comment on column api_key.name is 'What people call it.';
comment on column api_key.roles is 'What its holder may do.';
comment on column api_key.locations is 'Where; absent for everywhere.';
comment on column api_key.hash is 'The SHA-256 of the key.';
comment on column api_key.created_by is 'Who made it.';
comment on column api_key.created_at is 'When it was made.';
comment on column api_key.expires_at is 'When it ends by itself; absent if it does not.';
comment on column api_key.revoked_at is 'When somebody ended it; absent if nobody did.';
comment on column api_key.last_used_at is 'When it was used last, to the minute or so; absent if it never was.';

-- Who did or tried what. The application adds to it and reads its tenant's part; it can change and remove nothing.
create table audit (
    tenant_id  text        not null,
    at         timestamptz not null,
    request_id text        collate "C" not null,
    subject    text        not null,
    key_id     text,
    source     text        not null,
    action     text        not null,
    target     text        not null,
    status     int         not null,
    problem    text,
    before     jsonb,
    after      jsonb,
    primary key (tenant_id, at, request_id)
) partition by range (at);

create table audit_other partition of audit default;

alter table audit enable row level security;
alter table audit force row level security;
create policy tenant on audit to ${app}
    using (tenant_id = current_setting('millrace.tenant', true))
    with check (tenant_id = current_setting('millrace.tenant', true));
grant select, insert on audit to ${app};
alter table audit_other enable row level security;
alter table audit_other force row level security;

comment on table audit is 'Who did or tried what. A partition a month; what fits none is in audit_other.';
comment on column audit.tenant_id is 'The tenant.';
comment on column audit.at is 'When the request ended.';
comment on column audit.request_id is 'The request, as its answer said in X-Request-Id.';
comment on column audit.subject is 'Who it was.';
comment on column audit.key_id is 'The API key, or the key the token was signed with; absent if there was none.';
comment on column audit.source is 'The address it came from.';
comment on column audit.action is 'The operation, by its operationId.';
comment on column audit.target is 'The path.';
comment on column audit.status is 'What was answered.';
comment on column audit.problem is 'The kind of refusal; absent if it was done.';
comment on column audit.before is 'What was there before, where that is known.';
comment on column audit.after is 'What is there since, where that is known.';

-- A partition for this month and each of the next; what fits none goes into audit_other. The application calls it and
-- may do nothing else to tables.
create function audit_months(months int) returns void
    language plpgsql security definer set search_path = millrace, pg_temp as
$$
declare
    month date;
    name  text;
begin
    perform pg_advisory_xact_lock(hashtext('audit_months'));
    for i in 0 .. least(greatest(months, 0), 24) loop
        month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => i))::date;
        name := 'audit_' || to_char(month, 'YYYY_MM');
        if to_regclass('millrace.' || name) is null
            and not exists (select from audit_other
                            where at >= month::timestamp at time zone 'UTC'
                              and at < (month + interval '1 month') at time zone 'UTC')
        then
            execute format('create table %I partition of audit for values from (%L) to (%L)', name,
                           month::timestamp at time zone 'UTC',
                           (month + interval '1 month') at time zone 'UTC');
            execute format('alter table %I enable row level security', name);
            execute format('alter table %I force row level security', name);
        end if;
    end loop;
end
$$;

revoke all on function audit_months(int) from public;
grant execute on function audit_months(int) to ${app};
select audit_months(3);
