-- A stock ledger as an expert would build it in PostgreSQL: a basket is one call, one transaction, one journal row.
-- Shops, items and tills are numbers that the client has looked up. Times are microseconds.

CREATE TABLE positions (
    location_id    int    NOT NULL,
    item_id        int    NOT NULL,
    free           bigint NOT NULL,
    version        bigint NOT NULL,
    last_sale_at   bigint,
    last_count_at  bigint,
    PRIMARY KEY (location_id, item_id)
) WITH (fillfactor = 50); -- Room beside every row, so that an update touches no index.

CREATE TABLE journal (
    journal_id     bigint GENERATED ALWAYS AS IDENTITY,
    event_id       uuid   NOT NULL,
    location_id    int    NOT NULL,
    till_id        int,
    business_date  date,
    sequence       bigint,
    content_hash   int    NOT NULL,
    occurred_at    bigint NOT NULL,
    recorded_at    timestamptz NOT NULL DEFAULT transaction_timestamp(),
    item_ids       int[]    NOT NULL,
    quantities     bigint[] NOT NULL,
    free_before    bigint[] NOT NULL,
    free_after     bigint[] NOT NULL
);

-- What a till sends is known by the till's own number, everything else by its event id.
CREATE UNIQUE INDEX journal_tills ON journal (location_id, till_id, business_date, sequence)
    WHERE till_id IS NOT NULL;
CREATE UNIQUE INDEX journal_commands ON journal (event_id) WHERE till_id IS NULL;

-- Items come in order, so that two baskets never wait for each other in a circle. A sale from before the item's last
-- count changes nothing on the shelf: the count has seen it.
CREATE FUNCTION post_sale(
    the_event uuid, the_location int, the_till int, the_date date, the_sequence bigint, the_hash int, the_time bigint,
    the_items int[], the_changes bigint[]
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    known int;
BEGIN
    SELECT content_hash INTO known FROM journal
    WHERE location_id = the_location AND till_id = the_till AND business_date = the_date AND sequence = the_sequence;
    IF FOUND THEN
        RETURN CASE WHEN known = the_hash THEN 'REPEATED' ELSE 'CONFLICT' END;
    END IF;
    WITH moved AS (
        INSERT INTO positions AS p (location_id, item_id, free, version, last_sale_at)
        SELECT the_location, line.item, line.change, 1, the_time
        FROM unnest(the_items, the_changes) AS line (item, change)
        ON CONFLICT (location_id, item_id) DO UPDATE SET
            free = p.free + CASE WHEN the_time < p.last_count_at THEN 0 ELSE excluded.free END,
            version = p.version + 1,
            last_sale_at = greatest(p.last_sale_at, the_time)
        RETURNING coalesce(old.free, 0) AS before, new.free AS after
    )
    INSERT INTO journal (event_id, location_id, till_id, business_date, sequence, content_hash, occurred_at,
                         item_ids, quantities, free_before, free_after)
    SELECT the_event, the_location, the_till, the_date, the_sequence, the_hash, the_time,
           the_items, the_changes, array_agg(before), array_agg(after)
    FROM moved;
    RETURN 'POSTED';
END $$;

CREATE FUNCTION post_count(
    the_event uuid, the_location int, the_hash int, the_time bigint, the_items int[], the_counts bigint[]
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    known int;
BEGIN
    SELECT content_hash INTO known FROM journal WHERE event_id = the_event AND till_id IS NULL;
    IF FOUND THEN
        RETURN CASE WHEN known = the_hash THEN 'REPEATED' ELSE 'CONFLICT' END;
    END IF;
    WITH moved AS (
        INSERT INTO positions AS p (location_id, item_id, free, version, last_count_at)
        SELECT the_location, line.item, line.counted, 1, the_time
        FROM unnest(the_items, the_counts) AS line (item, counted)
        ON CONFLICT (location_id, item_id) DO UPDATE SET
            free = excluded.free,
            version = p.version + 1,
            last_count_at = the_time
        RETURNING coalesce(old.free, 0) AS before, new.free AS after
    )
    INSERT INTO journal (event_id, location_id, content_hash, occurred_at, item_ids, quantities, free_before, free_after)
    SELECT the_event, the_location, the_hash, the_time, the_items, array_agg(after - before), array_agg(before),
           array_agg(after)
    FROM moved;
    RETURN 'POSTED';
END $$;
