// Erasures, begun and done: no shopper is named once one is done. Beside them what an outbox item is, apart from the rank
// that it leaves by. Never edited once released.

export const SCHEMA_ERASURE = `
CREATE TABLE erasure (
  alias TEXT PRIMARY KEY,
  key TEXT,
  at INTEGER NOT NULL,
  done INTEGER,
  shoppers TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX erasure_key ON erasure (key) WHERE key IS NOT NULL;
CREATE INDEX outbox_shopper ON outbox (shopper);
ALTER TABLE outbox ADD COLUMN mailing INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET mailing = rank;
`
