// The tables of version 1. Never edited once released: a change is a new migration.

export const SCHEMA_1 = `
CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  events INTEGER NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 0, '', 0);

CREATE TABLE claim (key TEXT PRIMARY KEY, owner TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE shopper (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  line INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  key TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT;

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  reply TEXT NOT NULL,
  commit_id TEXT,
  version INTEGER NOT NULL,
  line INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_at ON event (at);

CREATE TABLE visit (
  shopper TEXT PRIMARY KEY,
  views INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_expires ON visit (expires);

CREATE TABLE due (
  shopper TEXT PRIMARY KEY,
  due INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  holder TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX due_order ON due (due, shopper, leased_until);

CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  lane TEXT NOT NULL,
  kind TEXT NOT NULL,
  shopper TEXT NOT NULL,
  rank INTEGER NOT NULL,
  due INTEGER NOT NULL,
  place INTEGER NOT NULL,
  lapses INTEGER,
  waits_for TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'parked', 'lapsed')),
  head INTEGER NOT NULL,
  ready INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  holder TEXT,
  why TEXT,
  payload TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX outbox_head ON outbox (lane) WHERE head = 1;
CREATE INDEX outbox_lane ON outbox (lane, place, seq) WHERE state = 'waiting';
CREATE INDEX outbox_order ON outbox (rank, place, seq, ready) WHERE head = 1 AND waits_for IS NULL;
CREATE INDEX outbox_ready ON outbox (ready) WHERE head = 1 AND waits_for IS NULL;
CREATE INDEX outbox_waits ON outbox (waits_for) WHERE waits_for IS NOT NULL;
CREATE INDEX outbox_parked ON outbox (seq) WHERE state = 'parked';
CREATE INDEX outbox_lapsed ON outbox (due) WHERE state = 'lapsed';

CREATE TABLE line (
  shopper TEXT NOT NULL,
  seq INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (shopper, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
  id TEXT PRIMARY KEY,
  shopper TEXT NOT NULL,
  open INTEGER NOT NULL,
  at INTEGER NOT NULL,
  row TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_open ON ticket (open, at, id);

CREATE TABLE enrolment (id TEXT PRIMARY KEY, row TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE budget (
  budget TEXT PRIMARY KEY,
  reserved INTEGER NOT NULL,
  spent INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  shopper TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  entry TEXT NOT NULL
) STRICT;

CREATE TABLE archive (
  file TEXT PRIMARY KEY,
  last_seq INTEGER NOT NULL,
  length INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rulebook (hash TEXT PRIMARY KEY, sources TEXT NOT NULL) STRICT;

CREATE TABLE rejected (id TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE parked_event (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  entry TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT;
`
