// Structures of a partition beside the commit's own: each one key. In the order in which a script's KEYS hold them.

/**
 * What leaves, and the lanes it leaves by. Hashes: item -> how it stands (lua/lanes.lua says in which order), item -> its
 * payload, lane -> its head. And one sorted set of names, in which every order that an item stands in is a range.
 */
export const OUTBOX_KEYS = ['out_marks', 'out_payloads', 'out_heads', 'out_index'] as const

/**
 * What agents and reports look at. Hashes: ticket -> `at\nshopper\nrow`, enrolment -> row; sorted sets: open tickets by
 * their time, closed ones by minus theirs.
 */
export const DESK_KEYS = ['tickets', 'tickets_open', 'tickets_closed', 'enrolments'] as const

/** Hash: code of a pool -> how it was laid aside here (lua/pools.lua). */
export const SHELF_KEYS = ['pool_codes'] as const
