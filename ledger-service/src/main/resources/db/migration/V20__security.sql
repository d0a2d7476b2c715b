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

-- Who did or tried what. The application adds to it and reads its tenant's part; it can change and remove nothing.
create table audit (
    tenant_id  text        not null,
    at         timestamptz not null,
    request_id uuid        not null,
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
        end if;
    end loop;
end
$$;

revoke all on function audit_months(int) from public;
grant execute on function audit_months(int) to ${app};
select audit_months(3);
