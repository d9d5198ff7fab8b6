// Pools of imported codes. Never edited once released.

/** `ends` of a code without an end is beyond all times. */
export const SCHEMA_POOLS = `
CREATE TABLE pool_code (
  hmac TEXT PRIMARY KEY,
  pool TEXT NOT NULL,
  n INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  ends INTEGER NOT NULL,
  id TEXT,
  holder TEXT,
  held_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pool_free ON pool_code (pool, ends, n) WHERE id IS NULL;
CREATE INDEX pool_held ON pool_code (holder, pool) WHERE id IS NULL AND holder IS NOT NULL;
`
