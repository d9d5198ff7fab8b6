// The names of a partition's keys. They are few, and each holds many shoppers: a slot that moves is then moved by one
// command, and a script can declare all that it may touch without knowing what is there.
import { PARTITIONS } from './partition.ts'
import { DESK_KEYS, OUTBOX_KEYS, SHELF_KEYS } from './rest-keys.ts'

/** What a wake-up's commit touches where it says nothing, and every other one. */
const WAKE_KEYS = [
  /** Hash: `seq`, `hash` of the journal, `events` counted, and other single values. */
  'meta',
  /** Hash: shopper -> `version line "commit" "key"\ndocument`. */
  'shoppers',
  /** Hash: shopper -> `views first last expires`. */
  'visits',
  /** Sorted set: visits by `expires`. */
  'visit_ends',
  /** Sorted set: shoppers by their wake-up, those that are not leased. */
  'due',
  /** Sorted sets: leased shoppers by the end of their lease, and by their wake-up. */
  'leased',
  'leased_due',
  'journal',
] as const

const CORE_KEYS = [
  /** Hash: event -> `at version line "digest" "commit"|null "shopper"\nreply`. */
  'events',
  /** Sorted set: events by `at`. */
  'event_times',
  /** Hash: budget -> this partition's grant and what was booked on it. */
  'grants',
  'lines',
] as const

/** How much of a partition a script declares: each holds those before it too. */
export const LEVELS = ['wake', 'core', 'outbox', 'desk', 'shelf'] as const
export type Level = (typeof LEVELS)[number]

const BY_LEVEL = { wake: WAKE_KEYS, core: CORE_KEYS, outbox: OUTBOX_KEYS, desk: DESK_KEYS, shelf: SHELF_KEYS }

export const NAMES = [...WAKE_KEYS, ...CORE_KEYS, ...OUTBOX_KEYS, ...DESK_KEYS, ...SHELF_KEYS] as const
export type KeyName = (typeof NAMES)[number]

export const keyIn = (partition: number, ...parts: readonly string[]): string =>
  [`{p${partition}}`, ...parts].join(':')

const made = new Map<string, readonly string[]>()

/** A partition's keys as a script takes them. */
export const keysOf = (partition: number, level: Level): readonly string[] => {
  if (!(partition >= 0 && partition < PARTITIONS)) throw new RangeError(`there is no partition ${partition}`)
  const known = made.get(`${partition} ${level}`)
  if (known) return known
  const names = LEVELS.slice(0, LEVELS.indexOf(level) + 1).flatMap((one): readonly KeyName[] => BY_LEVEL[one])
  const keys = names.map((name) => keyIn(partition, name))
  made.set(`${partition} ${level}`, keys)
  return keys
}

/** One structure of a partition, for plain commands. */
export const keyOf = (partition: number, name: KeyName): string => keyIn(partition, name)
