-- Forecasts: what was expected on which day, how it turned out, and the runs that made it. Kept for whoever works on
-- them, by the months of the days they are about.

create table forecast (
    tenant_id text collate "C" not null,
    location_id text collate "C" not null,
    item_id text collate "C" not null,
    data_up_to date not null,
    made_at timestamptz not null,
    kafka_partition integer not null,
    source_offset bigint not null,
    run_id text,
    method text collate "C" not null,
    method_version text not null,
    version bigint not null,
    data_version bigint,
    first_day date not null,
    mean real[] not null,
    q50 real[],
    q90 real[],
    q95 real[],
    q99 real[],
    primary key (tenant_id, location_id, item_id, data_up_to, made_at)
) partition by range (data_up_to);
comment on table forecast is 'Every forecast that was served, one row each: what was expected of each day, in arrays. A partition is a month of data_up_to.';
comment on column forecast.tenant_id is 'The tenant.';
comment on column forecast.location_id is 'The location.';
comment on column forecast.item_id is 'The item.';
comment on column forecast.data_up_to is 'The last day whose demand it has seen.';
comment on column forecast.made_at is 'When it was made.';
comment on column forecast.kafka_partition is 'The partition it was told in.';
comment on column forecast.source_offset is 'The record that told it.';
comment on column forecast.run_id is 'The run it was made in.';
comment on column forecast.method is 'The method that made it.';
comment on column forecast.method_version is 'The version of the method.';
comment on column forecast.version is 'Counts the forecasts of the series.';
comment on column forecast.data_version is 'How much of the demand it has seen.';
comment on column forecast.first_day is 'The day that the first value of each array is about; each further one is about the day after.';
comment on column forecast.mean is 'What is expected, without what planners changed.';
comment on column forecast.q50 is 'What demand stays at or below with a probability of 0.5.';
comment on column forecast.q90 is 'The same for 0.9.';
comment on column forecast.q95 is 'The same for 0.95.';
comment on column forecast.q99 is 'The same for 0.99.';

create table forecast_accuracy (
    tenant_id text collate "C" not null,
    location_id text collate "C" not null,
    item_id text collate "C" not null,
    business_date date not null,
    method text collate "C" not null,
    kafka_partition integer not null,
    source_offset bigint not null,
    served boolean not null,
    run_id text,
    data_up_to date not null,
    days_ahead integer not null,
    actual double precision not null,
    mean double precision not null,
    loss50 double precision,
    loss90 double precision,
    loss95 double precision,
    loss99 double precision,
    scale_square double precision not null,
    scale_absolute double precision not null,
    demand_version bigint not null,
    scored_at timestamptz not null,
    primary key (tenant_id, location_id, item_id, business_date, method)
) partition by range (business_date);
comment on table forecast_accuracy is 'How each forecast of a day turned out, of what was served and of what was only compared. A partition is a month of business_date.';
comment on column forecast_accuracy.tenant_id is 'The tenant.';
comment on column forecast_accuracy.location_id is 'The location.';
comment on column forecast_accuracy.item_id is 'The item.';
comment on column forecast_accuracy.business_date is 'The day that was forecast.';
comment on column forecast_accuracy.method is 'The method, or the source of forecasts from elsewhere.';
comment on column forecast_accuracy.kafka_partition is 'The partition it was told in.';
comment on column forecast_accuracy.source_offset is 'The record that told it; an older one never overwrites it.';
comment on column forecast_accuracy.served is 'Whether it was served; else it was made to be compared.';
comment on column forecast_accuracy.run_id is 'The run it was made in.';
comment on column forecast_accuracy.data_up_to is 'The last day whose demand it had seen.';
comment on column forecast_accuracy.days_ahead is 'How many days ahead the day was.';
comment on column forecast_accuracy.actual is 'What came.';
comment on column forecast_accuracy.mean is 'What was expected.';
comment on column forecast_accuracy.loss50 is 'The pinball loss of the quantile 0.5, in units.';
comment on column forecast_accuracy.loss90 is 'The same for 0.9.';
comment on column forecast_accuracy.loss95 is 'The same for 0.95.';
comment on column forecast_accuracy.loss99 is 'The same for 0.99.';
comment on column forecast_accuracy.scale_square is 'The mean squared difference of one day''s demand from the day''s before, which squared errors are divided by.';
comment on column forecast_accuracy.scale_absolute is 'The mean absolute difference, which losses are divided by.';
comment on column forecast_accuracy.demand_version is 'The version of the demand day.';
comment on column forecast_accuracy.scored_at is 'When it was found.';

create table forecast_run (
    tenant_id text collate "C" not null,
    run_id text collate "C" not null,
    kafka_partition integer not null,
    source_offset bigint not null,
    reason text not null,
    actor text,
    state text not null,
    method text not null,
    horizon_days integer not null,
    started_at timestamptz not null,
    changed_at timestamptz not null,
    finished_at timestamptz,
    series integer not null,
    forecasts integer not null,
    jobs integer not null,
    problem text,
    primary key (tenant_id, run_id)
);
comment on table forecast_run is 'The runs that made forecasts.';
comment on column forecast_run.tenant_id is 'The tenant.';
comment on column forecast_run.run_id is 'The run.';
comment on column forecast_run.kafka_partition is 'The partition it was told in.';
comment on column forecast_run.source_offset is 'The record that told it; an older one never overwrites it.';
comment on column forecast_run.reason is 'Why it was started.';
comment on column forecast_run.actor is 'Who asked for it.';
comment on column forecast_run.state is 'How far it is: RUNNING, DONE, FAILED or CANCELLED.';
comment on column forecast_run.method is 'The method whose forecasts are served.';
comment on column forecast_run.horizon_days is 'How many days ahead are forecast.';
comment on column forecast_run.started_at is 'When it was started.';
comment on column forecast_run.changed_at is 'When something of it was done last.';
comment on column forecast_run.finished_at is 'When it ended.';
comment on column forecast_run.series is 'How many series it is about.';
comment on column forecast_run.forecasts is 'How many of them have forecasts of this run.';
comment on column forecast_run.jobs is 'How many jobs it was split into.';
comment on column forecast_run.problem is 'Why it failed, in words.';

do $$
declare
    name text;
begin
    foreach name in array array['forecast', 'forecast_accuracy', 'forecast_run'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy tenant on %I for select to ${app} '
                       'using (tenant_id = current_setting(''millrace.tenant'', true))', name);
        execute format('create policy sink on %I to ${sink} using (true) with check (true)', name);
        execute format('grant select on %I to ${app}', name);
        execute format('grant select, insert, update on %I to ${sink}', name);
    end loop;
end $$;

-- Makes the partitions that these months need, of a table that is partitioned by a day. As journal_months does.
create function day_months(parent text, months date[]) returns integer
    language plpgsql security definer set search_path = millrace, pg_temp as $$
declare
    month date;
    name text;
    low text;
    high text;
    made integer := 0;
begin
    if parent not in ('forecast', 'forecast_accuracy') then
        raise exception '% is not partitioned by a day', parent;
    end if;
    perform pg_advisory_xact_lock(hashtext('millrace.day_months'));
    foreach month in array months loop
        if month < date '2000-01-01' then
            name := parent || '_before'; low := 'minvalue'; high := quote_literal('2000-01-01');
        elsif month >= date '2100-01-01' then
            name := parent || '_after'; low := quote_literal('2100-01-01'); high := 'maxvalue';
        else
            month := date_trunc('month', month)::date;
            name := parent || '_' || to_char(month, 'YYYYMM');
            low := quote_literal(month);
            high := quote_literal((month + interval '1 month')::date);
        end if;
        if to_regclass('millrace.' || name) is null then
            execute format('create table %I (like %I including defaults including constraints including indexes)',
                           name, parent);
            execute format('alter table %I enable row level security', name);
            execute format('alter table %I force row level security', name);
            execute format('alter table %I attach partition %I for values from (%s) to (%s)', parent, name, low, high);
            made := made + 1;
        end if;
    end loop;
    return made;
end $$;
revoke all on function day_months(text, date[]) from public;
grant execute on function day_months(text, date[]) to ${sink};

create policy owner_reads on forecast_run for select to current_user using (true);
create policy owner_forgets on forecast_run for delete to current_user using (true);

-- Forgets forecasts, how they turned out, and runs: the months that are over before a day, as a whole. Answers how many
-- partitions it dropped.
create function forecast_forget(before date) returns integer
    language plpgsql security definer set search_path = millrace, pg_temp as $$
declare
    part record;
    gone integer := 0;
begin
    perform pg_advisory_xact_lock(hashtext('millrace.day_months'));
    for part in
        select child.relname as name
        from pg_inherits
        join pg_class child on child.oid = inhrelid
        where inhparent in ('millrace.forecast'::regclass, 'millrace.forecast_accuracy'::regclass)
          and (child.relname ~ '_before$'
               or (child.relname ~ '_[0-9]{6}$'
                   and to_date(right(child.relname, 6), 'YYYYMM') + interval '1 month' <= before))
        order by 1
    loop
        execute format('drop table %I', part.name);
        gone := gone + 1;
    end loop;
    delete from forecast_run where started_at < before::timestamp at time zone 'UTC';
    return gone;
end $$;
revoke all on function forecast_forget(date) from public;
grant execute on function forecast_forget(date) to ${sink};

-- What forecasts learn from has to say as much as the topic does.
alter table demand_day add column ended_out boolean;
comment on column demand_day.ended_out is 'Whether there was no stock at its end; absent for days that were kept before this was.';
-- Days that no topic has: what a view of the topic is to be filled up with.
create index demand_day_alone on demand_day (tenant_id) where source_offset < 0;

create policy owner_keeps_reads on demand_day for select to current_user using (true);
create policy owner_keeps on demand_day for update to current_user using (true) with check (true);
create policy owner_keeps_reads on forecast_accuracy for select to current_user using (true);
create policy owner_keeps on forecast_accuracy for update to current_user using (true) with check (true);
create policy owner_keeps on forecast_run for update to current_user using (true) with check (true);

-- Empties history, so that the sink writes all of it again from the topics. Demand days, forecasts, how they turned out
-- and runs stay, as what the topics may have no more: whatever a topic says of them comes in their place.
create or replace function history_reset() returns void
    language plpgsql security definer set search_path = millrace, pg_temp as $$
begin
    truncate journal, position, outcome, alert, item, ledger_proof, history_check, journal_base, sink_offset;
    update demand_day set source_offset = -1 where source_offset >= 0;
    update forecast_accuracy set source_offset = -1 where source_offset >= 0;
    update forecast_run set source_offset = -1 where source_offset >= 0;
end $$;
