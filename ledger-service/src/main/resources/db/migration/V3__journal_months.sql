-- What only the owner can do to the journal's partitions, as functions that the sink may call.

-- Makes the partitions that these months need. What is before 2000 or after 2099 shares one each, so that a clock
-- that is far off can't make partitions without end.
create function journal_months(months date[]) returns integer
    language plpgsql security definer set search_path = millrace, pg_temp set timezone = 'UTC' as $$
declare
    month date;
    name text;
    low text;
    high text;
    made integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('millrace.journal_months'));
    foreach month in array months loop
        if month < date '2000-01-01' then
            name := 'journal_before'; low := 'minvalue'; high := quote_literal('2000-01-01 00:00:00+00');
        elsif month >= date '2100-01-01' then
            name := 'journal_after'; low := quote_literal('2100-01-01 00:00:00+00'); high := 'maxvalue';
        else
            month := date_trunc('month', month)::date;
            name := 'journal_' || to_char(month, 'YYYYMM');
            low := quote_literal(month || ' 00:00:00+00');
            high := quote_literal((month + interval '1 month')::date || ' 00:00:00+00');
        end if;
        if to_regclass('millrace.' || name) is null then
            -- Attached rather than created in place: readers and writers go on meanwhile.
            execute format('create table %I (like journal including defaults including constraints '
                           'including indexes)', name);
            execute format('alter table %I enable row level security', name);
            execute format('alter table %I force row level security', name);
            execute format('alter table journal attach partition %I for values from (%s) to (%s)', name, low, high);
            made := made + 1;
        end if;
    end loop;
    return made;
end $$;
revoke all on function journal_months(date[]) from public;
grant execute on function journal_months(date[]) to ${sink};

-- The owner's own look at the journal, for the sums of what is detached and for nothing else.
create policy owner_sums on journal for select to current_user using (true);
create policy owner_sums on journal_base to current_user using (true) with check (true);

-- Detaches the months before a day, keeping what they add up to. Their tables stay, out of everybody's sight, until an
-- operator archives and drops them. Answers how many.
create function journal_detach(before date) returns integer
    language plpgsql security definer set search_path = millrace, pg_temp set timezone = 'UTC' as $$
declare
    part record;
    gone integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('millrace.journal_months'));
    for part in
        select child.relname as name
        from pg_inherits
        join pg_class child on child.oid = inhrelid
        where inhparent = 'millrace.journal'::regclass and child.relname ~ '^journal_[0-9]{6}$'
          and to_date(substr(child.relname, 9), 'YYYYMM') + interval '1 month' <= before
        order by 1
    loop
        insert into journal_base as base
            select tenant_id, kafka_partition, sum(free_change), sum(reserved_change), sum(damaged_change),
                   sum(quarantined_change), sum(in_transit_change), sum(on_order_change)
            from journal
            where occurred_at >= (to_date(substr(part.name, 9), 'YYYYMM'))::timestamptz
              and occurred_at < (to_date(substr(part.name, 9), 'YYYYMM') + interval '1 month')::timestamptz
            group by 1, 2
            on conflict (tenant_id, kafka_partition) do update set
                free = base.free + excluded.free, reserved = base.reserved + excluded.reserved,
                damaged = base.damaged + excluded.damaged, quarantined = base.quarantined + excluded.quarantined,
                in_transit = base.in_transit + excluded.in_transit, on_order = base.on_order + excluded.on_order;
        execute format('alter table journal detach partition %I', part.name);
        execute format('alter table %I rename to %I', part.name,
                       'detached_' || part.name || '_' || to_char(clock_timestamp(), 'YYYYMMDDHH24MISS'));
        gone := gone + 1;
    end loop;
    return gone;
end $$;
revoke all on function journal_detach(date) from public;
grant execute on function journal_detach(date) to ${sink};

-- Empties history, so that the sink writes all of it again from the topics.
create function history_reset() returns void
    language plpgsql security definer set search_path = millrace, pg_temp as $$
begin
    truncate journal, position, demand_day, outcome, alert, item, ledger_proof, history_check, journal_base,
        sink_offset;
end $$;
revoke all on function history_reset() from public;
grant execute on function history_reset() to ${sink};
