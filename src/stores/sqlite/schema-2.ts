// Version 2: the shop's catalogue. Never edited once released.

export const SCHEMA_2 = `
CREATE TABLE item (id TEXT PRIMARY KEY, item TEXT NOT NULL) STRICT, WITHOUT ROWID;
`
