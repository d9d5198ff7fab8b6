// Wrong codes, counted: per shopper, per network address, per code as typed and for the whole shop, each with waits that
// grow. In memory and bounded: whoever guesses cannot restart the server, and what a restart forgets is a burst, not the
// pace (docs/SECURITY.md has the arithmetic). Knows no store and no text of a code.

/** `free` failures, then a wait of `first` ms, doubled with each up to `cap`; one failure is forgiven every `calm` ms. */
export type Level = {
  readonly free: number
  readonly first: number
  readonly cap: number
  readonly calm: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

export const LEVELS = {
  shopper: { free: 10, first: 15 * MINUTE, cap: 24 * HOUR, calm: 24 * HOUR },
  address: { free: 100, first: MINUTE, cap: HOUR, calm: 10 * MINUTE },
  code: { free: 10, first: MINUTE, cap: 24 * HOUR, calm: HOUR },
  shop: { free: 1_000, first: SECOND, cap: MINUTE, calm: 10 * SECOND },
} as const satisfies Record<string, Level>

type Kind = keyof typeof LEVELS

/** Keys are the guesser's to choose, so that their number is held down. */
const KEPT = 50_000
/** A code's own text from so many wrong hands, and it is taken out of use. */
export const LEAKED = 5

/** At 5, 10, 20, 40, ... tries: once more where a checkout was using it, and ever more seldom where it is gone. */
const isDue = (tried: number): boolean => tried >= LEAKED && Number.isInteger(Math.log2(tried / LEAKED))

type Count = { readonly wrong: number; readonly last: number; readonly until: number }

const createLevel = ({ free, first, cap, calm }: Level) => {
  const counts = new Map<string, Count>()
  return {
    wait: (key: string, now: number): number => Math.max(0, (counts.get(key)?.until ?? 0) - now),
    /** Answers how many there are now. */
    wrong: (key: string, now: number): number => {
      const before = counts.get(key)
      const forgiven = before ? Math.max(0, now - before.last) / calm : 0
      const wrong = Math.max(0, (before?.wrong ?? 0) - forgiven) + 1
      const over = Math.round(wrong) - free
      const wait = over < 0 ? 0 : Math.min(cap, first * 2 ** Math.min(over, 40))
      counts.delete(key)
      // The oldest goes, so that a flood of names does not free whoever waits now.
      if (counts.size >= KEPT) counts.delete(counts.keys().next().value!)
      counts.set(key, { wrong, last: now, until: now + wait })
      return Math.round(wrong)
    },
    right: (key: string): void => void counts.delete(key),
  }
}

/** Who tries: its keys (addresses, in words), and the network address it comes from, where that is known. */
export type Guesser = { readonly keys: readonly string[]; readonly network?: string | undefined }

export type Guesses = {
  /** How long this shopper has to wait for its own failures, ms. */
  readonly wait: (guesser: Guesser) => number
  /**
   * A code that is not this shopper's: counted. `code`: the keyed hash of what was typed. Answers how long whoever has
   * no right code waits now (that counts strangers' failures too), and whether it is time to take that text out of use.
   */
  readonly wrong: (guesser: Guesser, code: string) => { readonly wait: number; readonly leaked: boolean }
  /** A true text that has no check symbol, from wrong hands: no guess. Answers whether it is time to take it out of use. */
  readonly known: (guesser: Guesser, code: string) => boolean
  readonly right: (guesser: Guesser) => void
}

export const createGuesses = (now: () => number): Guesses => {
  const levels = Object.fromEntries(
    Object.entries(LEVELS).map(([kind, level]) => [kind, createLevel(level)]),
  ) as Record<Kind, ReturnType<typeof createLevel>>
  return {
    wait: ({ keys }) => Math.max(0, ...keys.map((key) => levels.shopper.wait(key, now()))),
    wrong: ({ keys, network }, code) => {
      const at = now()
      const asked = [
        ...keys.map((key) => [levels.shopper, key] as const),
        ...(network === undefined ? [] : [[levels.address, network] as const]),
        [levels.shop, ''] as const,
      ]
      const waits = [...asked, [levels.code, code] as const].map(([level, key]) => level.wait(key, at))
      for (const [level, key] of asked) level.wrong(key, at)
      // Without a shopper a shop may ask about anybody's code: that is no stranger's try.
      const tried = keys.length > 0 ? levels.code.wrong(code, at) : 0
      return { wait: Math.max(...waits), leaked: isDue(tried) }
    },
    known: ({ keys }, code) => keys.length > 0 && isDue(levels.code.wrong(code, now())),
    right: ({ keys }) => keys.forEach(levels.shopper.right),
  }
}
