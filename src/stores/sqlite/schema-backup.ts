// For copies to and from other stores: whose a look's event is, and chains of the journal that began elsewhere. Never
// edited once released.

export const SCHEMA_BACKUP = `
ALTER TABLE event ADD COLUMN shopper TEXT;
CREATE TABLE moved_journal (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  shopper TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (chain, seq)
) STRICT;
CREATE INDEX moved_journal_shopper ON moved_journal (shopper);
`
