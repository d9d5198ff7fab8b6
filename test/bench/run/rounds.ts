// Rounds of several sides in turn, so that whatever else the machine does meets them all, and what they come to.

/** The value below which a share `at` of them lies, between two linearly. */
export const quantile = (given: readonly number[], at: number): number => {
  const sorted = given.toSorted((a, b) => a - b)
  const place = at * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? Number.NaN
  return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below)
}

export const median = (given: readonly number[]): number => quantile(given, 0.5)

/** Each round's ours to the same round's peer. */
export const ratios = (ours: readonly number[], peer: readonly number[]): readonly number[] =>
  ours.map((one, n) => one / (peer[n] ?? Number.NaN))

/**
 * Runs each side once a round, the first of a round being another one each time; a round before them warms up and is not
 * kept. Answers the rounds of each side, in the sides' order.
 */
export const inTurns = async (
  rounds: number,
  sides: readonly (() => Promise<number>)[],
): Promise<readonly (readonly number[])[]> => {
  const kept = sides.map((): number[] => [])
  for (let round = 0; round <= rounds; round++)
    for (let n = 0; n < sides.length; n++) {
      const which = (round + n) % sides.length
      const seen = await sides[which]!()
      if (round > 0) kept[which]!.push(seen)
    }
  return kept
}
