// Names of what is of the whole shop and of no shopper: all in one slot of its own. Pools of codes have another.

const SHOP_NAMES = [
  /** `seq` and `hash` of the chain `shop`, and its entries. */
  ...(['meta', 'journal'] as const),
  /** Hash: name -> `version\nvalue`. */
  'notes',
  /** Hashes: hash -> sources; id -> reason; reason -> how many. */
  ...(['rulebooks', 'rejected', 'reasons'] as const),
  /** Hash: id -> JSON of an event that met a defect; sorted set: their ids by time. */
  ...(['parked', 'parked_times'] as const),
  /** Hash: item -> JSON; sorted set of their names. */
  ...(['goods', 'goods_names'] as const),
  /** Hashes: alias -> JSON of an erasure; key -> alias. */
  ...(['erasures', 'erasure_keys'] as const),
  /** Hash: name of a chain that was moved here -> its number; its entries are a list of that number. */
  'chains',
] as const

export const shopKey = (name: (typeof SHOP_NAMES)[number]): string => `{shop}:${name}`

/** The list of a chain that came from elsewhere. */
export const movedChainKey = (chain: string): string => `{shop}:chain:${chain}`

/** Codes of all pools: hash of codes, every order as a range of names, last numbers and used ones by pool. */
export const POOL_KEYS = ['codes', 'index', 'numbers', 'used'].map((name) => `{pools}:${name}`)
