// Version 3: notes of the whole shop. Never edited once released.

export const SCHEMA_3 = `
CREATE TABLE note (name TEXT PRIMARY KEY, version INTEGER NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`
