-- History: what the ledger and its companions told, kept for good. The sink writes it, tenants read it.

create table sink_offset (
    topic text collate "C" not null,
    kafka_partition integer not null,
    next_offset bigint not null,
    record_at timestamptz,
    written_at timestamptz not null default now(),
    primary key (topic, kafka_partition)
);
comment on table sink_offset is 'Up to where each topic is written here; changed in the transaction of the rows it is about.';
comment on column sink_offset.topic is 'The topic, with the prefix of the installation.';
comment on column sink_offset.kafka_partition is 'The partition of the topic.';
comment on column sink_offset.next_offset is 'The first record that is not written yet. A writer that expects another number fails.';
comment on column sink_offset.record_at is 'When the broker took in the newest record that is written.';
comment on column sink_offset.written_at is 'When that was written.';
grant select on sink_offset to ${app};
grant select, insert, update on sink_offset to ${sink};

create table journal (
    tenant_id text collate "C" not null,
    location_id text collate "C" not null,
    item_id text collate "C",
    kafka_partition integer not null,
    sequence bigint not null,
    line integer not null,
    event_id uuid not null,
    kind text collate "C" not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    effective_at timestamptz not null,
    business_date date,
    free_change numeric(22,3) not null,
    reserved_change numeric(22,3) not null,
    damaged_change numeric(22,3) not null,
    quarantined_change numeric(22,3) not null,
    in_transit_change numeric(22,3) not null,
    on_order_change numeric(22,3) not null,
    free numeric(22,3),
    reserved numeric(22,3),
    damaged numeric(22,3),
    quarantined numeric(22,3),
    in_transit numeric(22,3),
    on_order numeric(22,3),
    version bigint,
    movements text not null,
    flags text not null,
    lot text,
    unit_price numeric(22,4),
    line_total numeric(22,4),
    unit_cost numeric(22,4),
    currency text,
    promotion_id text,
    reason_code text,
    reference text,
    supplier_id text,
    channel text,
    system text,
    till text,
    till_sequence bigint,
    actor text,
    correlation_id text,
    corrects_event_id uuid,
    primary key (kafka_partition, sequence, line, occurred_at)
) partition by range (occurred_at);
create index journal_item on journal (tenant_id, item_id, location_id, sequence);
create index journal_time on journal (tenant_id, location_id, occurred_at, kafka_partition, sequence, line);
comment on table journal is 'Every line of every entry of the journal, one row each; an entry without lines has one row without an item. A partition is a month of occurred_at.';
comment on column journal.tenant_id is 'The tenant.';
comment on column journal.location_id is 'The location.';
comment on column journal.item_id is 'The item; absent for an entry without lines.';
comment on column journal.kafka_partition is 'The partition of the journal, which numbers its entries.';
comment on column journal.sequence is 'The number of the entry in that partition: from 1, without gaps.';
comment on column journal.line is 'The place of the line in the entry, from 0.';
comment on column journal.event_id is 'The event that was posted.';
comment on column journal.kind is 'What kind of event it was.';
comment on column journal.occurred_at is 'When it happened, by its source.';
comment on column journal.recorded_at is 'When the broker took it in.';
comment on column journal.effective_at is 'The moment the line counts for: of a count when it was counted, of what takes back another event when that happened.';
comment on column journal.business_date is 'The trading day its source booked it on.';
comment on column journal.free_change is 'What the line added to what is free, or took from it.';
comment on column journal.reserved_change is 'The same for what is reserved.';
comment on column journal.damaged_change is 'The same for what is damaged.';
comment on column journal.quarantined_change is 'The same for what is held back.';
comment on column journal.in_transit_change is 'The same for what is on its way here.';
comment on column journal.on_order_change is 'The same for what is on order.';
comment on column journal.free is 'What was free after the line.';
comment on column journal.reserved is 'What was reserved after the line.';
comment on column journal.damaged is 'What was damaged after the line.';
comment on column journal.quarantined is 'What was held back after the line.';
comment on column journal.in_transit is 'What was on its way here after the line.';
comment on column journal.on_order is 'What was on order after the line.';
comment on column journal.version is 'The version of the position after the line.';
comment on column journal.movements is 'The movements as from>to:quantity:reason, separated by commas.';
comment on column journal.flags is 'What was noticed, separated by commas.';
comment on column journal.lot is 'The lot or batch.';
comment on column journal.unit_price is 'The price of one unit.';
comment on column journal.line_total is 'What the customer paid for the line.';
comment on column journal.unit_cost is 'What one unit cost.';
comment on column journal.currency is 'ISO 4217 code of the amounts.';
comment on column journal.promotion_id is 'The promotion that applied.';
comment on column journal.reason_code is 'Why, in the codes of the tenant.';
comment on column journal.reference is 'The document it belongs to.';
comment on column journal.supplier_id is 'The supplier the goods come from or go back to.';
comment on column journal.channel is 'How the customer reached the shop.';
comment on column journal.system is 'The system that produced the event.';
comment on column journal.till is 'The till.';
comment on column journal.till_sequence is 'The number the till gave it.';
comment on column journal.actor is 'On whose behalf it happened.';
comment on column journal.correlation_id is 'Ties together events of one piece of work.';
comment on column journal.corrects_event_id is 'The event this one takes back or corrects.';

create table position (
    tenant_id text collate "C" not null,
    location_id text collate "C" not null,
    item_id text collate "C" not null,
    kafka_partition integer not null,
    source_offset bigint not null,
    journal_sequence bigint,
    version bigint not null,
    available_thousandths bigint not null,
    on_hand numeric(22,3) not null,
    free numeric(22,3) not null,
    reserved numeric(22,3) not null,
    damaged numeric(22,3) not null,
    quarantined numeric(22,3) not null,
    in_transit numeric(22,3) not null,
    on_order numeric(22,3) not null,
    counted_at timestamptz,
    sold_at timestamptz,
    received_at timestamptz,
    out_of_stock_since timestamptz,
    unit_cost numeric(22,4),
    currency text,
    primary key (tenant_id, location_id, item_id)
);
create index position_item on position (tenant_id, item_id, location_id);
create index position_available on position (tenant_id, available_thousandths, location_id, item_id);
create index position_out on position (tenant_id, out_of_stock_since, location_id, item_id)
    where out_of_stock_since is not null;
comment on table position is 'The stock of each item at each location, as last told.';
comment on column position.tenant_id is 'The tenant.';
comment on column position.location_id is 'The location.';
comment on column position.item_id is 'The item.';
comment on column position.kafka_partition is 'The partition it was told in.';
comment on column position.source_offset is 'The record that told it; an older one never overwrites it.';
comment on column position.journal_sequence is 'The journal entry of the partition this is the state after.';
comment on column position.version is 'Counts the changes.';
comment on column position.available_thousandths is 'What can be promised, in thousandths: whole numbers are compared inside an index under row-level security, decimals are not.';
comment on column position.on_hand is 'What is physically there.';
comment on column position.free is 'On the shelf, and nobody''s.';
comment on column position.reserved is 'Set aside for customers.';
comment on column position.damaged is 'There, but can''t be sold.';
comment on column position.quarantined is 'There, but held back.';
comment on column position.in_transit is 'On its way here.';
comment on column position.on_order is 'Ordered, and not received.';
comment on column position.counted_at is 'When it was counted last.';
comment on column position.sold_at is 'When some was sold last.';
comment on column position.received_at is 'When some came in last.';
comment on column position.out_of_stock_since is 'Since when nothing is free; absent while something is.';
comment on column position.unit_cost is 'What a unit cost on average.';
comment on column position.currency is 'ISO 4217 code of the cost.';

create table demand_day (
    tenant_id text collate "C" not null,
    location_id text collate "C" not null,
    item_id text collate "C" not null,
    business_date date not null,
    kafka_partition integer not null,
    source_offset bigint not null,
    units numeric(22,3) not null,
    returns numeric(22,3) not null,
    revenue numeric(22,4) not null,
    average_price numeric(22,4),
    currency text,
    promotion_id text,
    transactions bigint not null,
    in_stock_minutes integer,
    open_minutes integer,
    complete boolean not null,
    sealed boolean not null,
    version bigint not null,
    primary key (tenant_id, location_id, item_id, business_date)
);
comment on table demand_day is 'The demand of an item at a location on a trading day, as last revised.';
comment on column demand_day.tenant_id is 'The tenant.';
comment on column demand_day.location_id is 'The location.';
comment on column demand_day.item_id is 'The item.';
comment on column demand_day.business_date is 'The trading day.';
comment on column demand_day.kafka_partition is 'The partition it was told in.';
comment on column demand_day.source_offset is 'The record that told it; an older one never overwrites it.';
comment on column demand_day.units is 'Units sold.';
comment on column demand_day.returns is 'Units that came back.';
comment on column demand_day.revenue is 'What customers paid.';
comment on column demand_day.average_price is 'The average price of one unit.';
comment on column demand_day.currency is 'ISO 4217 code of the amounts.';
comment on column demand_day.promotion_id is 'The promotion that ran.';
comment on column demand_day.transactions is 'How many receipts had the item.';
comment on column demand_day.in_stock_minutes is 'Minutes of opening hours with stock; absent means unknown, which is not zero.';
comment on column demand_day.open_minutes is 'Minutes the location was open.';
comment on column demand_day.complete is 'True once every till was heard to the end of the day.';
comment on column demand_day.sealed is 'True once the day no longer changes.';
comment on column demand_day.version is 'Counts the revisions.';

create table outcome (
    tenant_id text collate "C" not null,
    location_id text collate "C" not null,
    event_id uuid not null,
    kafka_partition integer not null,
    source_offset bigint not null,
    status text collate "C" not null,
    reason text,
    field text,
    detail text,
    journal_sequence bigint,
    decided_at timestamptz not null,
    primary key (kafka_partition, source_offset)
);
create index outcome_event on outcome (tenant_id, event_id);
comment on table outcome is 'How each event ended; an event that waited, or came twice, has several.';
comment on column outcome.tenant_id is 'The tenant.';
comment on column outcome.location_id is 'The location.';
comment on column outcome.event_id is 'The event.';
comment on column outcome.kafka_partition is 'The partition it was told in.';
comment on column outcome.source_offset is 'The record that told it.';
comment on column outcome.status is 'POSTED, REPEATED, PENDING or REJECTED.';
comment on column outcome.reason is 'Why, as a stable code.';
comment on column outcome.field is 'The field that is wrong.';
comment on column outcome.detail is 'The same in words.';
comment on column outcome.journal_sequence is 'Its journal entry, if it was posted.';
comment on column outcome.decided_at is 'When it was decided.';

create table alert (
    tenant_id text collate "C" not null,
    location_id text collate "C" not null,
    kind text collate "C" not null,
    subject text collate "C" not null,
    since timestamptz not null,
    kafka_partition integer not null,
    source_offset bigint not null,
    severity text not null,
    evidence text not null,
    cleared_at timestamptz,
    primary key (tenant_id, location_id, kind, subject, since)
);
comment on table alert is 'What somebody should look at, or should have.';
comment on column alert.tenant_id is 'The tenant.';
comment on column alert.location_id is 'The location.';
comment on column alert.kind is 'What it is about.';
comment on column alert.subject is 'The item, till or order it concerns.';
comment on column alert.since is 'Since when the condition holds.';
comment on column alert.kafka_partition is 'The partition it was told in.';
comment on column alert.source_offset is 'The record that told it; an older one never overwrites it.';
comment on column alert.severity is 'How urgent it is.';
comment on column alert.evidence is 'The numbers it rests on, as name=number, separated by commas.';
comment on column alert.cleared_at is 'When the condition was over; absent while it holds.';

create table item (
    tenant_id text collate "C" not null,
    item_id text collate "C" not null,
    kafka_partition integer not null,
    source_offset bigint not null,
    name text not null,
    category text collate "C" not null,
    brand text,
    unit_of_measure text not null,
    status text not null,
    version bigint not null,
    primary key (tenant_id, item_id)
);
create index item_category on item (tenant_id, category, item_id);
comment on table item is 'The items of the catalogue, for lists.';
comment on column item.tenant_id is 'The tenant.';
comment on column item.item_id is 'The item.';
comment on column item.kafka_partition is 'The partition it was told in.';
comment on column item.source_offset is 'The record that told it; an older one never overwrites it.';
comment on column item.name is 'Its name.';
comment on column item.category is 'Its place in the hierarchy, from the top down, separated by slashes.';
comment on column item.brand is 'Its brand.';
comment on column item.unit_of_measure is 'The unit its stock is kept in.';
comment on column item.status is 'Whether it is in use.';
comment on column item.version is 'Counts the changes.';

create table ledger_proof (
    tenant_id text collate "C" not null,
    kafka_partition integer not null,
    source_offset bigint not null,
    journal_sequence bigint not null,
    free numeric(25,3) not null,
    reserved numeric(25,3) not null,
    damaged numeric(25,3) not null,
    quarantined numeric(25,3) not null,
    in_transit numeric(25,3) not null,
    on_order numeric(25,3) not null,
    drift numeric(25,3) not null,
    proved_at timestamptz not null,
    primary key (tenant_id, kafka_partition)
);
comment on table ledger_proof is 'The last check the ledger made of each partition, which the journal here is held against.';
comment on column ledger_proof.tenant_id is 'The tenant.';
comment on column ledger_proof.kafka_partition is 'The partition that was checked.';
comment on column ledger_proof.source_offset is 'The record that told it; an older one never overwrites it.';
comment on column ledger_proof.journal_sequence is 'The last journal entry at that moment.';
comment on column ledger_proof.free is 'The sum of all positions, by the ledger.';
comment on column ledger_proof.reserved is 'The same of what is reserved.';
comment on column ledger_proof.damaged is 'The same of what is damaged.';
comment on column ledger_proof.quarantined is 'The same of what is held back.';
comment on column ledger_proof.in_transit is 'The same of what is on its way.';
comment on column ledger_proof.on_order is 'The same of what is on order.';
comment on column ledger_proof.drift is 'What did not add up in the ledger itself.';
comment on column ledger_proof.proved_at is 'When the ledger checked.';

create table history_check (
    tenant_id text collate "C" not null,
    kafka_partition integer not null,
    journal_sequence bigint not null,
    drift numeric(25,3) not null,
    checked_at timestamptz not null default now(),
    primary key (tenant_id, kafka_partition)
);
comment on table history_check is 'Whether the rows of the journal add up to what the ledger said of the same entry.';
comment on column history_check.tenant_id is 'The tenant.';
comment on column history_check.kafka_partition is 'The partition that was checked.';
comment on column history_check.journal_sequence is 'The last journal entry at that moment.';
comment on column history_check.drift is 'By how much all buckets together differ; anything but zero is an alarm.';
comment on column history_check.checked_at is 'When it was checked.';

create table journal_base (
    tenant_id text collate "C" not null,
    kafka_partition integer not null,
    free numeric(25,3) not null,
    reserved numeric(25,3) not null,
    damaged numeric(25,3) not null,
    quarantined numeric(25,3) not null,
    in_transit numeric(25,3) not null,
    on_order numeric(25,3) not null,
    primary key (tenant_id, kafka_partition)
);
comment on table journal_base is 'What the months of the journal add up to that were detached.';
comment on column journal_base.tenant_id is 'The tenant.';
comment on column journal_base.kafka_partition is 'The partition of the journal.';
comment on column journal_base.free is 'The changes of what is free, in all months that are gone.';
comment on column journal_base.reserved is 'The same of what is reserved.';
comment on column journal_base.damaged is 'The same of what is damaged.';
comment on column journal_base.quarantined is 'The same of what is held back.';
comment on column journal_base.in_transit is 'The same of what is on its way.';
comment on column journal_base.on_order is 'The same of what is on order.';

-- The walls: a tenant's transaction reads its own rows; the sink writes everybody's; the owner, too, sees nothing.
do $$
declare
    name text;
begin
    foreach name in array array['journal', 'position', 'demand_day', 'outcome', 'alert', 'item', 'ledger_proof',
                                'history_check', 'journal_base'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy tenant on %I for select to ${app} '
                       'using (tenant_id = current_setting(''millrace.tenant'', true))', name);
        execute format('create policy sink on %I to ${sink} using (true) with check (true)', name);
        execute format('grant select on %I to ${app}', name);
        execute format('grant select, insert, update on %I to ${sink}', name);
    end loop;
end $$;
