// The name that was probably meant: edit distance with swapped neighbours. Knows nothing of what the names name.

import { distance } from '../core/edit-distance.ts'

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
