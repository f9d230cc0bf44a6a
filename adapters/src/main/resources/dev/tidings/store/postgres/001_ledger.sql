-- Works with programs of schema 1 and later.
--
-- The ledger of several nodes. Times are times, states are words.

CREATE TABLE meta (
    name  text PRIMARY KEY,
    value bigint NOT NULL
);

-- What places begin at: see place().
INSERT INTO meta VALUES ('places', 0);

-- Who works from this ledger. What a node that is not alive had in its hands belongs to the others.
CREATE TABLE node (
    id       text        PRIMARY KEY,
    name     text        NOT NULL,
    version  text        NOT NULL,
    host     text        NOT NULL,
    pid      bigint      NOT NULL,
    began    timestamptz NOT NULL,
    alive    timestamptz NOT NULL,                  -- until then it counts as alive
    knows    integer,                               -- the schema that its program was written for
    drain    boolean     NOT NULL DEFAULT false,    -- somebody wants it drained
    drained  timestamptz,                           -- since when
    -- What it tells of itself. Null of one that only looks, or decides:
    revision text,                                  -- of its workspace
    hands    integer,
    busy     integer,
    pace     text CHECK (pace IN ('working', 'draining', 'drained')),
    CHECK ((pace IS NULL) = (revision IS NULL) AND (pace IS NULL) = (hands IS NULL) AND (pace IS NULL) = (busy IS NULL))
);

CREATE VIEW living AS
SELECT id FROM node WHERE alive > clock_timestamp();

-- Those who take work.
CREATE VIEW working AS
SELECT id FROM node WHERE alive > clock_timestamp() AND NOT drain AND coalesce(pace, 'working') = 'working';

-- The order of a notification's revisions: the newest has the highest rank.
CREATE TABLE revision (
    notification text        NOT NULL,
    revision     text        NOT NULL,
    rank         integer     NOT NULL,
    noted        timestamptz NOT NULL,    -- when a node last began to run it
    PRIMARY KEY (notification, revision)
);

-- What each node runs.
CREATE TABLE running (
    notification text NOT NULL,
    node         text NOT NULL REFERENCES node ON DELETE CASCADE,
    revision     text NOT NULL,
    PRIMARY KEY (notification, node)
);

-- Where a node runs something older than another, or nothing: rank 0. Empty while all agree.
CREATE TABLE older (
    node         text    NOT NULL REFERENCES node ON DELETE CASCADE,
    notification text    NOT NULL,
    rank         integer NOT NULL,
    PRIMARY KEY (node, notification)
);

-- Of those, where the other one works.
CREATE VIEW outdated AS
SELECT o.node, o.notification
  FROM older o
 WHERE EXISTS (SELECT 1
                 FROM running r
                 JOIN revision v ON v.notification = r.notification AND v.revision = r.revision
                WHERE r.notification = o.notification AND v.rank > o.rank AND r.node IN (SELECT id FROM working));

-- What one node at a time does for all.
CREATE TABLE duty (
    name  text        PRIMARY KEY,
    node  text        NOT NULL,
    until timestamptz NOT NULL
);

-- Roads that nobody goes: what one node has found out holds for all.
CREATE TABLE closing (
    road    text        PRIMARY KEY,
    trouble text        NOT NULL,
    why     text        NOT NULL,
    since   timestamptz NOT NULL,
    again   timestamptz              -- when one mail may try; null: not before a person acts
);

CREATE TABLE agenda (
    notification text        PRIMARY KEY,
    next         timestamptz NOT NULL
);

CREATE TABLE bookmark (
    reader   text        PRIMARY KEY,
    position bigint      NOT NULL,
    at       timestamptz NOT NULL   -- when it was left there
);

-- When an account that begins slowly began.
CREATE TABLE ramp_up (
    account text        PRIMARY KEY,
    began   timestamptz NOT NULL
);

CREATE TABLE occurrence (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notification text        NOT NULL,
    instant      timestamptz NOT NULL,
    cause        text        NOT NULL CHECK (cause IN ('schedule', 'manual', 'api', 'event', 'backfill')),
    stage        text        NOT NULL CHECK (stage IN ('log', 'test', 'live')),
    revision     text        NOT NULL,
    period_from  timestamptz NOT NULL,
    period_to    timestamptz NOT NULL,
    fired_at     timestamptz NOT NULL,
    fired_by     text        NOT NULL,         -- the node
    only_to      text,
    standing     text        NOT NULL CHECK (standing IN
                     ('due', 'expanding', 'sending', 'finished', 'missed', 'skipped', 'cancelled')),
    why          text        NOT NULL,
    again        timestamptz,                  -- not drawn before
    drawn_by     text,                         -- the node that draws it, or did so last
    finished_at  timestamptz,
    finish       bigint UNIQUE,                -- rises with every finish: a place
    finished_by  text,                         -- the node that settled the last of its people
    first_expiry timestamptz,                  -- nobody waiting expires earlier
    seen         bigint NOT NULL DEFAULT 0,    -- rows of the audience, as it was last drawn
    -- The tally: kept by every transaction that moves a delivery. `claimed` and `sending` count as waiting.
    waiting      bigint NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    accepted     bigint NOT NULL DEFAULT 0 CHECK (accepted >= 0),
    failed       bigint NOT NULL DEFAULT 0 CHECK (failed >= 0),
    held         bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
    suppressed   bigint NOT NULL DEFAULT 0 CHECK (suppressed >= 0),
    skipped      bigint NOT NULL DEFAULT 0 CHECK (skipped >= 0),
    expired      bigint NOT NULL DEFAULT 0 CHECK (expired >= 0),
    cancelled    bigint NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
    bounced      bigint NOT NULL DEFAULT 0 CHECK (bounced >= 0),
    complained   bigint NOT NULL DEFAULT 0 CHECK (complained >= 0),
    -- Of one that was under way when somebody let its notification go on, last: how many had been handed over by then.
    handed_before bigint,
    UNIQUE (notification, instant, cause)
) WITH (fillfactor = 50);

CREATE INDEX occurrence_of      ON occurrence (notification, id);
CREATE INDEX occurrence_seen    ON occurrence (notification) WHERE handed_before IS NOT NULL;
CREATE INDEX occurrence_undrawn ON occurrence (id) WHERE standing IN ('due', 'expanding');
CREATE INDEX occurrence_expiry  ON occurrence (first_expiry) WHERE first_expiry IS NOT NULL;
CREATE INDEX occurrence_waiting ON occurrence (id) WHERE waiting > 0;
CREATE INDEX occurrence_running ON occurrence (id) WHERE standing IN ('due', 'expanding', 'sending');
-- What has come to its end, as long as somebody remembers it.
CREATE INDEX occurrence_ended   ON occurrence (coalesce(finished_at, fired_at))
                                WHERE standing IN ('finished', 'missed', 'skipped', 'cancelled');
CREATE INDEX occurrence_unwell  ON occurrence (id)
                                WHERE failed + held + expired + cancelled > 0 OR why <> ''
                                   OR bounced * 20 > accepted + bounced + complained
                                   OR complained * 1000 > accepted + bounced + complained;

-- What was asked for by name: a request that comes again finds what it brought about.
CREATE TABLE request (
    notification text   NOT NULL,
    name         text   NOT NULL,
    occurrence   bigint,
    PRIMARY KEY (notification, name)
);

CREATE INDEX request_of ON request (occurrence);

-- What changes while a mail is on its way. Claiming and arming do not touch it.
CREATE TABLE delivery (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    occurrence         bigint      NOT NULL,
    trace              bytea       NOT NULL UNIQUE CHECK (length(trace) = 16),
    state              text        NOT NULL CHECK (state IN
                           ('waiting', 'accepted', 'failed', 'held', 'suppressed', 'skipped', 'expired', 'cancelled',
                            'bounced', 'complained')),
    road               text        NOT NULL,
    due                timestamptz NOT NULL,
    not_before         timestamptz NOT NULL,
    expires            timestamptz NOT NULL,
    span               interval    NOT NULL,   -- from due to expires at first
    attempts           integer     NOT NULL DEFAULT 0,
    retries            integer     NOT NULL DEFAULT 0,
    may_have_arrived   boolean     NOT NULL DEFAULT false,
    possible_duplicate boolean     NOT NULL DEFAULT false,
    settled_at         timestamptz,
    why                text                    -- of an accepted one: null, its last attempt's reply says it
);

CREATE INDEX delivery_of       ON delivery (occurrence, id);
CREATE INDEX delivery_waiting  ON delivery (road, occurrence, not_before, id) WHERE state = 'waiting';
CREATE INDEX delivery_failures ON delivery (id) WHERE state IN ('failed', 'held');
CREATE INDEX delivery_rest     ON delivery (occurrence, state, id) WHERE state NOT IN ('waiting', 'accepted');

-- Of those waiting, the ones in somebody's hands; nothing of theirs has left the house. Unlogged: a server that crashes
-- forgets them, and whoever held one is told so when he wants to arm it.
CREATE UNLOGGED TABLE claim (
    delivery bigint      PRIMARY KEY,
    fence    bigint      NOT NULL,
    node     text        NOT NULL,
    lease    interval    NOT NULL,
    until    timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

-- Of those waiting, the ones whose end-of-data may have been written.
CREATE TABLE sending (
    delivery bigint      PRIMARY KEY,
    fence    bigint      NOT NULL,
    node     text        NOT NULL,
    armed_by text        NOT NULL,   -- the node that was sending; whoever judges it later has the fence
    lease    interval    NOT NULL,
    until    timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

-- Each connection takes many at once: what it has not given out is lost, and nobody minds.
CREATE SEQUENCE fence CACHE 10000;

-- Who a delivery is for: written once.
CREATE TABLE person (
    delivery   bigint  PRIMARY KEY,
    occurrence bigint  NOT NULL,
    fit        boolean NOT NULL,      -- false: the row makes no recipient
    key        text    NOT NULL,
    name       text    NOT NULL,
    address    text    NOT NULL,
    locale     text,
    zone       text,
    columns    text    NOT NULL,      -- JSON; see RowJson
    -- Of a copy only: how it goes, and whose mail it is. The key is that person's.
    copy       text CHECK (copy IN ('cc', 'bcc')),
    of_name    text,
    of_address text,
    CHECK ((copy IS NULL) = (of_name IS NULL) AND (copy IS NULL) = (of_address IS NULL))
);

CREATE INDEX person_address ON person (lower(address), delivery);
CREATE INDEX person_copies  ON person (occurrence, key) WHERE copy IS NOT NULL;

-- What became of deliveries, in the order in which it did: attempts, and what time or people brought about.
CREATE TABLE journal (
    id        bigint      PRIMARY KEY,   -- a place
    delivery  bigint      NOT NULL,
    at        timestamptz NOT NULL,      -- of an attempt: when it began
    state     text        NOT NULL,      -- of the delivery, after it
    why       text        NOT NULL,
    -- Of an attempt only:
    number    integer,
    transport text,
    node      text,                      -- that made it
    took      bigint,                    -- milliseconds
    outcome   text,
    verb      text,                      -- the step that was answered, or at which the line broke; of an accepted one: null
    code      integer,
    enhanced  text,
    said      text,
    waited    bigint,                    -- milliseconds that the server took for the reply that decided
    replies   text,                      -- JSON, every reply; null where the columns say it all. See AnswersJson
    revision  text,                      -- that the mail was composed with; null: the one that its occurrence was fired with
    CHECK ((number IS NULL) = (outcome IS NULL) AND (number IS NULL) = (said IS NULL)
           AND (number IS NULL) = (node IS NULL))
);

CREATE INDEX journal_of   ON journal (delivery);
CREATE INDEX journal_sent ON journal (transport, at) WHERE transport IS NOT NULL;

-- What was said at attempts, word by word, where somebody asked for it: the latest thousand.
CREATE TABLE transcript (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    delivery bigint  NOT NULL,
    number   integer NOT NULL,           -- of the attempt
    lines    text    NOT NULL,           -- JSON; see TranscriptJson
    UNIQUE (delivery, number)
);

CREATE TABLE kept (
    delivery bigint PRIMARY KEY,
    sender   text  NOT NULL,
    receiver text  NOT NULL,
    subject  text  NOT NULL,
    content  bytea NOT NULL,
    revision text                 -- that it was composed with
);

-- Whom not to mail. What was lifted stays on record.
CREATE TABLE suppression (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    address       text        NOT NULL,
    notification  text        NOT NULL,          -- '': all of them
    reason        text        NOT NULL CHECK (reason IN ('unsubscribed', 'bounced', 'complained', 'manual')),
    why           text        NOT NULL,          -- as its deliveries say it
    source        text        NOT NULL,
    done_by       text        NOT NULL,
    note          text        NOT NULL,
    since         timestamptz NOT NULL,
    expires       timestamptz,
    noted         timestamptz NOT NULL,
    lifted_at     timestamptz,
    lifted_source text,
    lifted_by     text,
    lifted_note   text,
    CHECK ((lifted_at IS NULL) = (lifted_source IS NULL) AND (lifted_at IS NULL) = (lifted_by IS NULL)
           AND (lifted_at IS NULL) = (lifted_note IS NULL))
);

-- Whether somebody may be mailed costs one look into it.
CREATE UNIQUE INDEX suppression_unlifted ON suppression (lower(address), notification, reason) WHERE lifted_at IS NULL;
CREATE INDEX suppression_of ON suppression (lower(address) text_pattern_ops, id);

-- What others told, as it came in: each event of a source once.
CREATE TABLE arrival (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source   text        NOT NULL,
    event    text        NOT NULL,     -- its id
    at       timestamptz NOT NULL,
    noted    timestamptz NOT NULL,
    kind     text        NOT NULL CHECK (kind IN ('bounce', 'status', 'complaint', 'auto_reply', 'other')),
    clues    text        NOT NULL,     -- JSON; see CluesJson
    original bytea       NOT NULL,
    UNIQUE (source, event)
);

-- Of an arrival, what it tells of one recipient, and what was made of that.
CREATE TABLE notice (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    arrival      bigint NOT NULL,
    recipient    text,                 -- as it is told
    fate         text   NOT NULL CHECK (fate IN ('failed', 'delayed', 'delivered', 'relayed', 'expanded', 'complained',
                                                 'unsubscribed', 'answered', 'other')),
    reason       text   NOT NULL,
    status       text,
    code         integer,
    said         text   NOT NULL,
    until        timestamptz,          -- not judged before
    judged_at    timestamptz,
    what         text,                 -- was done about it
    -- Of one that is about a delivery on record only:
    delivery     bigint,
    attempt      integer,              -- 0: nothing tells which
    proof        text,
    believed     boolean,
    notification text,
    transport    text,                 -- that had handed it over; '': none has
    address      text,                 -- whose delivery it is, in lower case
    became       text CHECK (became IN ('accepted', 'bounced', 'complained')),   -- null: the delivery stayed as it was
    CHECK ((judged_at IS NULL) = (what IS NULL) AND (delivery IS NULL OR judged_at IS NOT NULL)
           AND (delivery IS NULL) = (attempt IS NULL) AND (delivery IS NULL) = (proof IS NULL)
           AND (delivery IS NULL) = (believed IS NULL)
           AND (delivery IS NULL) = (notification IS NULL) AND (delivery IS NULL) = (transport IS NULL)
           AND (delivery IS NULL) = (address IS NULL) AND (became IS NULL OR delivery IS NOT NULL))
);

CREATE INDEX notice_with       ON notice (arrival);
CREATE INDEX notice_unjudged   ON notice (id) WHERE judged_at IS NULL;
CREATE INDEX notice_bounces    ON notice (id) WHERE fate = 'failed';
CREATE INDEX notice_complaints ON notice (id) WHERE fate = 'complained';
CREATE INDEX notice_unmatched  ON notice (id) WHERE judged_at IS NOT NULL AND delivery IS NULL;
CREATE INDEX notice_old        ON notice (judged_at) WHERE judged_at IS NOT NULL AND delivery IS NULL;
CREATE INDEX notice_of         ON notice (delivery) WHERE delivery IS NOT NULL;
CREATE INDEX notice_address    ON notice (address) WHERE address IS NOT NULL;
CREATE INDEX notice_became     ON notice (judged_at) WHERE became IS NOT NULL;

CREATE VIEW notice_record AS
SELECT n.*, a.source, a.kind, a.at, a.noted, a.clues
  FROM notice n
  JOIN arrival a ON a.id = n.arrival;

-- Notifications that are stopped: whoever of theirs waits is not due.
CREATE TABLE stop (
    notification text        PRIMARY KEY,
    why          text        NOT NULL,
    since        timestamptz NOT NULL
);

-- Which were stopped once, and the last occurrence by then: whoever let them go on has seen what came back of what had
-- been handed over.
CREATE TABLE went_on (
    notification text        PRIMARY KEY,
    seen         bigint      NOT NULL,
    at           timestamptz NOT NULL
);

-- A delivery as people read it. `id + 0` is in no index: a server that has not counted the journal yet would walk through all
-- of it backwards, looking for one delivery.
CREATE VIEW delivery_record AS
SELECT d.id, d.trace,
       CASE WHEN d.state <> 'waiting' THEN d.state
            WHEN EXISTS (SELECT 1 FROM sending s WHERE s.delivery = d.id) THEN 'sending'
            WHEN EXISTS (SELECT 1 FROM claim c WHERE c.delivery = d.id) THEN 'claimed'
            ELSE d.state END AS state,
       d.road, d.due, d.not_before, d.expires, d.attempts, d.may_have_arrived, d.possible_duplicate, d.settled_at,
       coalesce(d.why, (SELECT j.why FROM journal j WHERE j.delivery = d.id ORDER BY j.id + 0 DESC LIMIT 1), '') AS why,
       p.key, p.name, p.address, p.columns, p.copy, p.of_name, p.of_address,
       d.occurrence, o.notification, o.instant, o.cause, o.stage, o.revision, o.period_from, o.period_to, o.fired_at,
       o.only_to
  FROM delivery d
  JOIN person p ON p.delivery = d.id
  JOIN occurrence o ON o.id = d.occurrence;

-- The first who waits, of each road and occurrence. As many steps as there are lines, not mails.
CREATE VIEW front AS
WITH RECURSIVE first (road, occurrence, not_before) AS (
    (SELECT road, occurrence, not_before
       FROM delivery
      WHERE state = 'waiting'
      ORDER BY road, occurrence, not_before
      LIMIT 1)
    UNION ALL
    SELECT next.road, next.occurrence, next.not_before
      FROM first
     CROSS JOIN LATERAL (SELECT d.road, d.occurrence, d.not_before
                           FROM delivery d
                          WHERE d.state = 'waiting' AND (d.road, d.occurrence) > (first.road, first.occurrence)
                          ORDER BY d.road, d.occurrence, d.not_before
                          LIMIT 1) next
)
SELECT road, occurrence, not_before FROM first;

-- Places. Somebody who has read up to one must find everything that comes after it, whoever commits first. So a place
-- begins with the number of its transaction, and only those before the first that is still open may be read.
-- `meta` keeps them rising where a dump was restored into a server that counts lower.
CREATE FUNCTION place(number bigint) RETURNS bigint LANGUAGE sql VOLATILE AS $$
    SELECT (SELECT value FROM meta WHERE name = 'places') + (pg_current_xact_id()::text::bigint << 24) + number
$$;

-- The first place that may not be read yet.
CREATE FUNCTION open_place() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (SELECT value FROM meta WHERE name = 'places')
           + (pg_snapshot_xmin(pg_current_snapshot())::text::bigint << 24)
$$;

-- The occurrences that have somebody waiting for a road, from one on. Steps from one to the next: as many steps as there
-- are lines, not mails.
CREATE FUNCTION lines(of_road text, behind bigint) RETURNS TABLE (occurrence bigint) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE line (occurrence) AS (
        SELECT (SELECT d.occurrence FROM delivery d
                 WHERE d.state = 'waiting' AND d.road = of_road AND d.occurrence > behind
                 ORDER BY d.occurrence LIMIT 1)
        UNION ALL
        SELECT (SELECT d.occurrence FROM delivery d
                 WHERE d.state = 'waiting' AND d.road = of_road AND d.occurrence > line.occurrence
                 ORDER BY d.occurrence LIMIT 1)
          FROM line
         WHERE line.occurrence IS NOT NULL
    )
    SELECT occurrence FROM line WHERE occurrence IS NOT NULL
$$;

-- Running occurrences that were fired with a revision newer than a node's own, which another one has that works.
-- None while all agree, which costs one look.
CREATE FUNCTION left_to_others(of_node text) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM older o WHERE o.node = of_node) THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY (WITH under_way AS MATERIALIZED (
                      SELECT o.id, o.notification, o.revision
                        FROM occurrence o
                       WHERE o.standing IN ('due', 'expanding', 'sending')
                  ), at_work AS MATERIALIZED (
                      SELECT w.id FROM working w
                  )
                  SELECT u.id
                    FROM under_way u
                   CROSS JOIN LATERAL (SELECT o.rank FROM older o
                                        WHERE o.node = of_node AND o.notification = u.notification LIMIT 1) own
                   CROSS JOIN LATERAL (SELECT v.rank FROM revision v
                                        WHERE v.notification = u.notification AND v.revision = u.revision LIMIT 1) fired
                   WHERE fired.rank > own.rank
                     AND EXISTS (SELECT 1
                                   FROM running r
                                   JOIN revision v ON v.notification = r.notification AND v.revision = r.revision
                                  WHERE r.notification = u.notification AND v.rank >= fired.rank
                                    AND r.node IN (SELECT id FROM at_work)));
END
$$;

-- Occurrences of stopped notifications that have somebody waiting. None while nothing is stopped, which costs one look.
CREATE FUNCTION stopped() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM stop) THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY (SELECT o.id FROM occurrence o
                   WHERE o.waiting > 0 AND o.notification IN (SELECT s.notification FROM stop s));
END
$$;

-- Whoever takes deliveries, or stops a notification, does so before or after the others: nobody is handed out of one that
-- is stopped by then.
CREATE FUNCTION stops(alone boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF alone THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || ' stops', 0));
    ELSE
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(current_schema() || ' stops', 0));
    END IF;
END
$$;

CREATE FUNCTION stop(of_notification text, because text, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM stops(true);
    INSERT INTO stop (notification, why, since) VALUES (of_notification, because, at) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END
$$;

-- Takes deliveries that are due on a road, an equal share of each occurrence, beginning behind one.
-- One statement is one transaction: whoever is halted in the middle of his own holds up nobody.
CREATE FUNCTION take(of_road text, most integer, by_node text, at timestamptz, for_so_long interval, behind bigint)
RETURNS TABLE (delivery bigint, fence bigint) LANGUAGE plpgsql AS $$
DECLARE
    waiting bigint[];
    of_line bigint;
    left_over integer := most;
    lines_left integer;
    taken integer;
BEGIN
    -- One node at a time for each road; the statements below see what the one before has taken.
    PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || ' road ' || of_road, 0));
    PERFORM stops(false);
    SELECT array_agg(l.occurrence) INTO waiting
      FROM (SELECT a.occurrence FROM lines(of_road, behind) a
             WHERE NOT a.occurrence = ANY ((SELECT left_to_others(by_node) || stopped())::bigint[])
               AND EXISTS (SELECT 1 FROM delivery d
                            WHERE d.state = 'waiting' AND d.road = of_road AND d.occurrence = a.occurrence
                              AND d.not_before <= at)
             UNION ALL
            SELECT b.occurrence FROM lines(of_road, 0) b
             WHERE b.occurrence <= behind
               AND NOT b.occurrence = ANY ((SELECT left_to_others(by_node) || stopped())::bigint[])
               AND EXISTS (SELECT 1 FROM delivery d
                            WHERE d.state = 'waiting' AND d.road = of_road AND d.occurrence = b.occurrence
                              AND d.not_before <= at)
             LIMIT most) l;
    lines_left := coalesce(cardinality(waiting), 0);
    FOR i IN 1 .. coalesce(cardinality(waiting), 0) LOOP
        of_line := waiting[i];
        RETURN QUERY
        INSERT INTO claim AS c (delivery, fence, node, lease, until)
        SELECT d.id, nextval('fence'), by_node, for_so_long, at + for_so_long
          FROM (SELECT w.id
                  FROM delivery w
                 WHERE w.state = 'waiting' AND w.road = of_road AND w.occurrence = of_line
                   AND w.not_before <= at AND w.expires > at
                   AND NOT EXISTS (SELECT 1 FROM claim x WHERE x.delivery = w.id)
                   AND NOT EXISTS (SELECT 1 FROM sending x WHERE x.delivery = w.id)
                 ORDER BY w.not_before, w.id
                 LIMIT (left_over + lines_left - 1) / lines_left) d
            ON CONFLICT DO NOTHING
        RETURNING c.delivery, c.fence;
        GET DIAGNOSTICS taken = ROW_COUNT;
        left_over := left_over - taken;
        lines_left := lines_left - 1;
        EXIT WHEN left_over = 0;
    END LOOP;
END
$$;

-- Takes those of some deliveries that are due on a road and in nobody's hands. They are named: `state || ''` keeps the
-- server from looking for them among all who wait.
CREATE FUNCTION take_these(of_road text, these bigint[], by_node text, at timestamptz, for_so_long interval)
RETURNS TABLE (delivery bigint, fence bigint) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(current_schema() || ' road ' || of_road, 0));
    PERFORM stops(false);
    RETURN QUERY
    INSERT INTO claim AS c (delivery, fence, node, lease, until)
    SELECT w.id, nextval('fence'), by_node, for_so_long, at + for_so_long
      FROM delivery w
     WHERE w.id = ANY (these) AND w.state || '' = 'waiting' AND w.road = of_road
       AND w.not_before <= at AND w.expires > at
       AND NOT w.occurrence = ANY ((SELECT left_to_others(by_node) || stopped())::bigint[])
       AND NOT EXISTS (SELECT 1 FROM claim x WHERE x.delivery = w.id)
       AND NOT EXISTS (SELECT 1 FROM sending x WHERE x.delivery = w.id)
     ORDER BY w.not_before, w.id
        ON CONFLICT DO NOTHING
    RETURNING c.delivery, c.fence;
END
$$;
