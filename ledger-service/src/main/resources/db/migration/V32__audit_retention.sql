-- The owner's own look at both, to forget what is over and for nothing else. A tenant's limits may say how long its audit
-- is kept; else it is as the installation says.
create policy owner_reads on tenant for select to current_user using (true);
create policy owner_reads on audit for select to current_user using (true);
create policy owner_forgets on audit for delete to current_user using (true);

-- Forgets what is over: months that are over for every tenant as a whole, of the others the rows of those tenants for
-- which they are. Answers how many partitions it dropped.
create function audit_forget(standard_months int, today timestamptz) returns integer
    language plpgsql security definer set search_path = millrace, pg_temp set timezone = 'UTC' as
$$
declare
    longest int := greatest(standard_months, (select max((limits ->> 'auditMonths')::int) from tenant));
    part    record;
    gone    integer := 0;
begin
    if standard_months < 1 then
        raise exception 'the audit is kept for a month at least, not for %', standard_months;
    end if;
    perform pg_advisory_xact_lock(hashtext('audit_months'));
    for part in
        select child.relname as name
        from pg_inherits
        join pg_class child on child.oid = inhrelid
        where inhparent = 'millrace.audit'::regclass and child.relname ~ '^audit_[0-9]{4}_[0-9]{2}$'
          and to_date(substr(child.relname, 7), 'YYYY_MM') + interval '1 month' <= today - make_interval(months => longest)
    loop
        execute format('drop table %I', part.name);
        gone := gone + 1;
    end loop;
    delete from audit
        where at < today - make_interval(months => coalesce(
            (select (limits ->> 'auditMonths')::int from tenant own where own.tenant_id = audit.tenant_id), standard_months));
    return gone;
end
$$;

revoke all on function audit_forget(int, timestamptz) from public;
grant execute on function audit_forget(int, timestamptz) to ${sink};
