// Erasures, begun and done: no shopper is named once one is done. Never edited once released.

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
`
