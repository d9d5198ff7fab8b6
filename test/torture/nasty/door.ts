// What is nasty, and where it goes: a case is one input at one door. Knows no door.

export type Case = {
  /** Enough to do it again by hand. */
  readonly about: string
  /** Does it; answers what does not hold, in words. */
  readonly run: () => Promise<readonly string[]> | readonly string[]
}

/** `many`: so many cases are wanted, about. */
export type Wanted = { readonly seed: number; readonly many: number }

export type Door = {
  readonly name: string
  /** Its part of all cases that are wanted. */
  readonly share: number
  readonly cases: (wanted: Wanted) => Iterable<Case> | AsyncIterable<Case>
}

/** As it may stand in a line. */
export const short = (text: string, most = 160): string => {
  const plain = JSON.stringify(text.toWellFormed()).slice(1, -1)
  return plain.length > most ? `${plain.slice(0, most)}… (${text.length})` : plain
}
