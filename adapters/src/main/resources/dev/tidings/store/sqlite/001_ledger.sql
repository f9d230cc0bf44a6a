-- The ledger. Instants are milliseconds since 1970-01-01T00:00Z; states are words.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How often the store was opened: the high part of every fence.
INSERT INTO meta VALUES ('opened', 0);

-- The last delivery that the two lookup tables know of.
INSERT INTO meta VALUES ('lookup', 0);

-- No finish before has a higher place, though its occurrence may be forgotten.
INSERT INTO meta VALUES ('finishes', 0);

CREATE TABLE agenda (
    notification TEXT PRIMARY KEY,
    next         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bookmark (
    reader   TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    at       INTEGER NOT NULL   -- when it was left there
) STRICT, WITHOUT ROWID;

-- When an account that begins slowly began.
CREATE TABLE ramp_up (
    account TEXT PRIMARY KEY,
    began   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE occurrence (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given twice, though the last may be forgotten
    notification TEXT    NOT NULL,
    instant      INTEGER NOT NULL,
    cause        TEXT    NOT NULL CHECK (cause IN ('schedule', 'manual', 'api', 'event', 'backfill')),
    stage        TEXT    NOT NULL CHECK (stage IN ('log', 'test', 'live')),
    revision     TEXT    NOT NULL,
    period_from  INTEGER NOT NULL,
    period_to    INTEGER NOT NULL,
    fired_at     INTEGER NOT NULL,
    fired_by     TEXT    NOT NULL,             -- the node
    only_to      TEXT,
    standing     TEXT    NOT NULL CHECK (standing IN
                     ('due', 'expanding', 'sending', 'finished', 'missed', 'skipped', 'cancelled')),
    why          TEXT    NOT NULL,
    again        INTEGER,                      -- not drawn before
    drawn_by     TEXT,                         -- the node that draws it, or did so last
    finished_at  INTEGER,
    finish       INTEGER UNIQUE,               -- rises with every finish
    finished_by  TEXT,                         -- the node that settled the last of its people
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
    bounced      INTEGER NOT NULL DEFAULT 0 CHECK (bounced >= 0),
    complained   INTEGER NOT NULL DEFAULT 0 CHECK (complained >= 0),
    -- Of one that was under way when somebody let its notification go on, last: how many had been handed over by then.
    handed_before INTEGER,
    UNIQUE (notification, instant, cause)
) STRICT;

CREATE INDEX occurrence_of      ON occurrence (notification, id);
CREATE INDEX occurrence_undrawn ON occurrence (id) WHERE standing IN ('due', 'expanding');
CREATE INDEX occurrence_expiry  ON occurrence (first_expiry) WHERE first_expiry IS NOT NULL;
CREATE INDEX occurrence_waiting ON occurrence (id) WHERE waiting > 0;
CREATE INDEX occurrence_running ON occurrence (id) WHERE standing IN ('due', 'expanding', 'sending');
CREATE INDEX occurrence_seen    ON occurrence (notification) WHERE handed_before IS NOT NULL;
-- What has come to its end, as long as somebody remembers it.
CREATE INDEX occurrence_fired   ON occurrence (fired_at);
CREATE INDEX occurrence_ended   ON occurrence (coalesce(finished_at, fired_at))
                                WHERE standing IN ('finished', 'missed', 'skipped', 'cancelled');
CREATE INDEX occurrence_unwell  ON occurrence (id)
                                WHERE failed + held + expired + cancelled > 0 OR why <> ''
                                   OR bounced * 20 > accepted + bounced + complained
                                   OR complained * 1000 > accepted + bounced + complained;

-- What was asked for by name: a request that comes again finds what it brought about.
CREATE TABLE request (
    notification TEXT NOT NULL,
    name         TEXT NOT NULL,
    occurrence   INTEGER,
    PRIMARY KEY (notification, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX request_of ON request (occurrence);

-- What changes while a mail is on its way, kept small: 40 of them share a page.
CREATE TABLE delivery (
    id                 INTEGER PRIMARY KEY,   -- in the order in which they were entered
    occurrence         INTEGER NOT NULL,
    trace              BLOB    NOT NULL CHECK (length(trace) = 16),
    state              TEXT    NOT NULL CHECK (   -- not by IN, which sorts its words anew for each row
                           state = 'waiting' OR state = 'accepted' OR state = 'failed' OR state = 'held'
                           OR state = 'suppressed' OR state = 'skipped' OR state = 'expired' OR state = 'cancelled'
                           OR state = 'bounced' OR state = 'complained'),
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
    why                TEXT                   -- of an accepted one: null, its last attempt's reply says it
) STRICT;

CREATE INDEX delivery_of       ON delivery (occurrence, id);
CREATE INDEX delivery_waiting  ON delivery (occurrence, road, not_before, id) WHERE state = 'waiting';
CREATE INDEX delivery_failures ON delivery (id) WHERE state IN ('failed', 'held');
CREATE INDEX delivery_rest     ON delivery (occurrence, state, id) WHERE state NOT IN ('waiting', 'accepted');

-- Of those waiting, the ones whose end-of-data may have been written: they are `sending`. So few at a time that arming
-- and settling touch one small page for them, and the delivery's own row and indexes only once.
CREATE TABLE sending (
    delivery INTEGER PRIMARY KEY
) STRICT;

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
    columns    TEXT    NOT NULL,                         -- JSON; see RowJson
    -- Of a copy only: how it goes, and whose mail it is. The key is that person's.
    copy       TEXT CHECK (copy IN ('cc', 'bcc')),
    of_name    TEXT,
    of_address TEXT,
    CHECK ((copy IS NULL) = (of_name IS NULL) AND (copy IS NULL) = (of_address IS NULL))
) STRICT;

CREATE INDEX person_copies ON person (occurrence, key) WHERE copy IS NOT NULL;

-- Where deliveries are found by trace and by address. People come in neither order, and an index that is kept up with
-- each page of them has nearly all of its own pages written again each time. So whoever was entered is fresh at first,
-- and goes in here later, with many others and sorted. An occurrence's entries stay together.
CREATE TABLE lookup_trace (
    trace    BLOB PRIMARY KEY,
    delivery INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lookup_address (
    occurrence INTEGER NOT NULL,
    address    TEXT    NOT NULL,      -- in lower case
    delivery   INTEGER NOT NULL,
    PRIMARY KEY (occurrence, address, delivery)
) STRICT, WITHOUT ROWID;

-- Those not in there yet: some 50,000 at most, and none while no audience is half entered.
CREATE VIEW fresh AS
SELECT d.id AS delivery, d.trace, d.occurrence, lower(p.address) AS address
  FROM delivery d
  JOIN person p ON p.delivery = d.id
 WHERE d.id > (SELECT value FROM meta WHERE name = 'lookup');

-- What became of deliveries, in the order in which it did: attempts, and what time or people brought about.
CREATE TABLE journal (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,   -- a place: never given twice, though the last may be forgotten
    delivery  INTEGER NOT NULL,
    at        INTEGER NOT NULL,   -- of an attempt: when it began
    state     TEXT    NOT NULL,   -- of the delivery, after it
    why       TEXT    NOT NULL,
    -- Of an attempt only:
    number    INTEGER,
    transport TEXT,
    node      TEXT,               -- that made it
    took      INTEGER,
    outcome   TEXT,
    verb      TEXT,               -- the step that was answered, or at which the line broke; of an accepted one: null
    code      INTEGER,
    enhanced  TEXT,
    said      TEXT,
    waited    INTEGER,            -- milliseconds that the server took for the reply that decided
    replies   TEXT,               -- JSON, every reply; null where the columns say it all. See AnswersJson
    revision  TEXT,               -- that the mail was composed with; null: the one that its occurrence was fired with
    CHECK ((number IS NULL) = (outcome IS NULL) AND (number IS NULL) = (said IS NULL)
           AND (number IS NULL) = (node IS NULL))
) STRICT;

CREATE INDEX journal_of ON journal (delivery);

-- What was said at attempts, word by word, where somebody asked for it: the latest thousand.
CREATE TABLE transcript (
    id       INTEGER PRIMARY KEY,
    delivery INTEGER NOT NULL,
    number   INTEGER NOT NULL,   -- of the attempt
    lines    TEXT    NOT NULL,   -- JSON; see TranscriptJson
    UNIQUE (delivery, number)
) STRICT;

CREATE TABLE kept (
    delivery INTEGER PRIMARY KEY,
    sender   TEXT NOT NULL,
    receiver TEXT NOT NULL,
    subject  TEXT NOT NULL,
    content  BLOB NOT NULL,
    revision TEXT                -- that it was composed with
) STRICT;

-- Whom not to mail. What was lifted stays on record.
CREATE TABLE suppression (
    id            INTEGER PRIMARY KEY,
    address       TEXT    NOT NULL,
    notification  TEXT    NOT NULL,          -- '': all of them
    reason        TEXT    NOT NULL CHECK (reason IN ('unsubscribed', 'bounced', 'complained', 'manual')),
    why           TEXT    NOT NULL,          -- as its deliveries say it
    source        TEXT    NOT NULL,
    done_by       TEXT    NOT NULL,
    note          TEXT    NOT NULL,
    since         INTEGER NOT NULL,
    expires       INTEGER,
    noted         INTEGER NOT NULL,
    lifted_at     INTEGER,
    lifted_source TEXT,
    lifted_by     TEXT,
    lifted_note   TEXT,
    CHECK ((lifted_at IS NULL) = (lifted_source IS NULL) AND (lifted_at IS NULL) = (lifted_by IS NULL)
           AND (lifted_at IS NULL) = (lifted_note IS NULL))
) STRICT;

-- Whether somebody may be mailed costs one look into it.
CREATE UNIQUE INDEX suppression_unlifted ON suppression (lower(address), notification, reason) WHERE lifted_at IS NULL;
CREATE INDEX suppression_of ON suppression (lower(address), id);

-- What others told, as it came in: each event of a source once.
CREATE TABLE arrival (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    source   TEXT    NOT NULL,
    event    TEXT    NOT NULL,         -- its id
    at       INTEGER NOT NULL,
    noted    INTEGER NOT NULL,
    kind     TEXT    NOT NULL CHECK (kind IN ('bounce', 'status', 'complaint', 'auto_reply', 'other')),
    clues    TEXT    NOT NULL,         -- JSON; see CluesJson
    original BLOB    NOT NULL,         -- the last: what is long lies on pages of its own, which lists do not read
    UNIQUE (source, event)
) STRICT;

-- Of an arrival, what it tells of one recipient, and what was made of that.
CREATE TABLE notice (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    arrival      INTEGER NOT NULL,
    recipient    TEXT,                 -- as it is told
    fate         TEXT    NOT NULL CHECK (fate IN ('failed', 'delayed', 'delivered', 'relayed', 'expanded', 'complained',
                                                  'unsubscribed', 'answered', 'other')),
    reason       TEXT    NOT NULL,
    status       TEXT,
    code         INTEGER,
    said         TEXT    NOT NULL,
    until        INTEGER,              -- not judged before
    judged_at    INTEGER,
    what         TEXT,                 -- was done about it
    -- Of one that is about a delivery on record only:
    delivery     INTEGER,
    attempt      INTEGER,              -- 0: nothing tells which
    proof        TEXT,
    believed     INTEGER CHECK (believed IN (0, 1)),
    notification TEXT,
    transport    TEXT,                 -- that had handed it over; '': none has
    address      TEXT,                 -- whose delivery it is, in lower case
    became       TEXT CHECK (became IN ('accepted', 'bounced', 'complained')),   -- null: the delivery stayed as it was
    CHECK ((judged_at IS NULL) = (what IS NULL) AND (delivery IS NULL OR judged_at IS NOT NULL)
           AND (delivery IS NULL) = (attempt IS NULL) AND (delivery IS NULL) = (proof IS NULL)
           AND (delivery IS NULL) = (believed IS NULL)
           AND (delivery IS NULL) = (notification IS NULL) AND (delivery IS NULL) = (transport IS NULL)
           AND (delivery IS NULL) = (address IS NULL) AND (became IS NULL OR delivery IS NOT NULL))
) STRICT;

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
    notification TEXT    PRIMARY KEY,
    why          TEXT    NOT NULL,
    since        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which were stopped once, and the last occurrence by then: whoever let them go on has seen what came back of what had
-- been handed over.
CREATE TABLE went_on (
    notification TEXT    PRIMARY KEY,
    seen         INTEGER NOT NULL,
    at           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A delivery as people read it.
CREATE VIEW delivery_record AS
SELECT d.id, d.trace,
       CASE WHEN d.id IN (SELECT delivery FROM sending) THEN 'sending' ELSE d.state END AS state,
       d.road, d.due, d.not_before, d.expires, d.attempts, d.may_have_arrived, d.possible_duplicate, d.settled_at,
       coalesce(d.why, (SELECT j.why FROM journal j WHERE j.delivery = d.id ORDER BY j.id DESC LIMIT 1), '') AS why,
       p.key, p.name, p.address, p.columns, p.copy, p.of_name, p.of_address,
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
