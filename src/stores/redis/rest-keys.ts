// Structures of a partition beside the commit's own: each one key. In the order in which a script's KEYS hold them.

/** What leaves, and the lanes it leaves by. */
export const OUTBOX_KEYS = ['items', 'lanes'] as const

/** What agents and reports look at. */
export const DESK_KEYS = ['tickets', 'enrolments'] as const

/** Pools, and whatever else of a shopper a commit rarely touches. */
export const SHELF_KEYS = ['pool_codes'] as const
