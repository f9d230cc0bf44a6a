-- The ledger. Instants are milliseconds since 1970-01-01T00:00Z; states are words.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How often the store was opened: the high part of every fence.
INSERT INTO meta VALUES ('opened', 0);

CREATE TABLE agenda (
    notification TEXT PRIMARY KEY,
    next         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bookmark (
    reader   TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When an account that begins slowly began.
CREATE TABLE ramp_up (
    account TEXT PRIMARY KEY,
    began   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE occurrence (
    id           INTEGER PRIMARY KEY,
    notification TEXT    NOT NULL,
    instant      INTEGER NOT NULL,
    cause        TEXT    NOT NULL CHECK (cause IN ('schedule', 'manual', 'api', 'event', 'backfill')),
    stage        TEXT    NOT NULL CHECK (stage IN ('log', 'test', 'live')),
    revision     TEXT    NOT NULL,
    period_from  INTEGER NOT NULL,
    period_to    INTEGER NOT NULL,
    fired_at     INTEGER NOT NULL,
    only_to      TEXT,
    standing     TEXT    NOT NULL CHECK (standing IN
                     ('due', 'expanding', 'sending', 'finished', 'missed', 'skipped', 'cancelled')),
    why          TEXT    NOT NULL,
    again        INTEGER,                      -- not drawn before
    finished_at  INTEGER,
    finish       INTEGER UNIQUE,               -- rises with every finish
    first_expiry INTEGER,                      -- nobody waiting expires earlier
    seen         INTEGER NOT NULL DEFAULT 0,   -- rows of the audience, as it was last drawn
    -- The tally: kept by every transaction that moves a delivery. `sending` counts as waiting.
    waiting      INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    accepted     INTEGER NOT NULL DEFAULT 0 CHECK (accepted >= 0),
    failed       INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),
    held         INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
    suppressed   INTEGER NOT NULL DEFAULT 0 CHECK (suppressed >= 0),
    skipped      INTEGER NOT NULL DEFAULT 0 CHECK (skipped >= 0),
    expired      INTEGER NOT NULL DEFAULT 0 CHECK (expired >= 0),
    cancelled    INTEGER NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
    UNIQUE (notification, instant, cause)
) STRICT;

CREATE INDEX occurrence_of      ON occurrence (notification, id);
CREATE INDEX occurrence_undrawn ON occurrence (id) WHERE standing IN ('due', 'expanding');
CREATE INDEX occurrence_expiry  ON occurrence (first_expiry) WHERE first_expiry IS NOT NULL;
CREATE INDEX occurrence_waiting ON occurrence (id) WHERE waiting > 0;
CREATE INDEX occurrence_running ON occurrence (id) WHERE standing IN ('due', 'expanding', 'sending');
CREATE INDEX occurrence_unwell  ON occurrence (id) WHERE failed + held + expired + cancelled > 0 OR why <> '';

-- What changes while a mail is on its way, kept small: 40 of them share a page.
CREATE TABLE delivery (
    id                 INTEGER PRIMARY KEY,   -- in the order in which they were entered
    occurrence         INTEGER NOT NULL,
    trace              BLOB    NOT NULL CHECK (length(trace) = 16),
    state              TEXT    NOT NULL CHECK (state IN
                           ('waiting', 'sending', 'accepted', 'failed', 'held', 'suppressed', 'skipped', 'expired', 'cancelled')),
    road               TEXT    NOT NULL,
    due                INTEGER NOT NULL,
    not_before         INTEGER NOT NULL,
    expires            INTEGER NOT NULL,
    span               INTEGER NOT NULL,      -- from due to expires at first, milliseconds
    attempts           INTEGER NOT NULL DEFAULT 0,
    retries            INTEGER NOT NULL DEFAULT 0,
    may_have_arrived   INTEGER NOT NULL DEFAULT 0 CHECK (may_have_arrived IN (0, 1)),
    possible_duplicate INTEGER NOT NULL DEFAULT 0 CHECK (possible_duplicate IN (0, 1)),
    settled_at         INTEGER,
    why                TEXT,                  -- of an accepted one: null, its last attempt's reply says it
    UNIQUE (trace)
) STRICT;

CREATE INDEX delivery_of       ON delivery (occurrence, id);
CREATE INDEX delivery_waiting  ON delivery (occurrence, road, not_before, id) WHERE state = 'waiting';
CREATE INDEX delivery_sending  ON delivery (id) WHERE state = 'sending';
CREATE INDEX delivery_failures ON delivery (id) WHERE state IN ('failed', 'held');
CREATE INDEX delivery_rest     ON delivery (occurrence, state, id) WHERE state NOT IN ('waiting', 'sending', 'accepted');

-- Who a delivery is for: written once.
CREATE TABLE person (
    delivery   INTEGER PRIMARY KEY,
    occurrence INTEGER NOT NULL,
    fit        INTEGER NOT NULL CHECK (fit IN (0, 1)),   -- 0: the row makes no recipient
    key        TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    locale     TEXT,
    zone       TEXT,
    columns    TEXT    NOT NULL                          -- JSON; see RowJson
) STRICT;

-- Looked up within one occurrence after another: its entries stay together, so that entering people stays quick.
CREATE INDEX person_address ON person (occurrence, lower(address));

-- What became of deliveries, in the order in which it did: attempts, and what time or people brought about.
CREATE TABLE journal (
    id        INTEGER PRIMARY KEY,
    delivery  INTEGER NOT NULL,
    at        INTEGER NOT NULL,   -- of an attempt: when it began
    state     TEXT    NOT NULL,   -- of the delivery, after it
    why       TEXT    NOT NULL,
    -- Of an attempt only:
    number    INTEGER,
    transport TEXT,
    took      INTEGER,
    outcome   TEXT,
    verb      TEXT,
    code      INTEGER,
    enhanced  TEXT,
    said      TEXT,
    CHECK ((number IS NULL) = (outcome IS NULL) AND (number IS NULL) = (said IS NULL))
) STRICT;

CREATE INDEX journal_of ON journal (delivery);

CREATE TABLE kept (
    delivery INTEGER PRIMARY KEY,
    sender   TEXT NOT NULL,
    receiver TEXT NOT NULL,
    subject  TEXT NOT NULL,
    content  BLOB NOT NULL
) STRICT;

-- A delivery as people read it.
CREATE VIEW delivery_record AS
SELECT d.id, d.trace, d.state, d.road, d.due, d.not_before, d.expires, d.attempts, d.possible_duplicate, d.settled_at,
       coalesce(d.why, (SELECT j.why FROM journal j WHERE j.delivery = d.id ORDER BY j.id DESC LIMIT 1), '') AS why,
       p.key, p.name, p.address, p.columns,
       d.occurrence, o.notification, o.instant, o.cause, o.stage, o.revision, o.period_from, o.period_to, o.fired_at,
       o.only_to
  FROM delivery d
  JOIN person p ON p.delivery = d.id
  JOIN occurrence o ON o.id = d.occurrence;

-- The first who waits, of each occurrence and road. Steps from one to the next: as many steps as there are lines, not
-- mails.
CREATE VIEW front AS
WITH RECURSIVE first (id) AS (
    SELECT (SELECT id
              FROM delivery INDEXED BY delivery_waiting
             WHERE state = 'waiting'
             ORDER BY occurrence, road, not_before, id
             LIMIT 1)
    UNION ALL
    SELECT (SELECT d.id
              FROM delivery d INDEXED BY delivery_waiting
             WHERE d.state = 'waiting' AND (d.occurrence, d.road) > (p.occurrence, p.road)
             ORDER BY d.occurrence, d.road, d.not_before, d.id
             LIMIT 1)
      FROM first
      JOIN delivery p ON p.id = first.id
)
SELECT d.id, d.occurrence, d.road, d.not_before
  FROM first
  JOIN delivery d ON d.id = first.id;
