// The journal's hash chain, one for each partition.

/** What a script is given of an entry, since it can't make a SHA-256 itself. */
export const entryDigest = (_entry: string): string => ''
