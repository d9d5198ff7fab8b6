// The name that was probably meant: edit distance with swapped neighbours. Knows nothing of what the names name.

/** Insertions, removals, replacements and swaps of neighbours that make `b` of `a` (optimal string alignment). */
export const distance = (a: string, b: string): number => {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) least = Math.min(least, before[j - 2]! + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[b.length]!
}

/** The nearest of `names`, if any is near enough to be a slip of the hand. */
export const nearest = (wrong: string, names: Iterable<string>): string | undefined => {
  if (wrong.length > 64) return undefined
  const typed = wrong.toLowerCase()
  let best: string | undefined
  let least = Math.max(1, Math.floor(typed.length / 3)) + 0.5
  for (const name of names) {
    if (Math.abs(name.length - typed.length) > least) continue
    const far = distance(typed, name.toLowerCase())
    if (far < least) {
      least = far
      best = name
    }
  }
  return best
}
