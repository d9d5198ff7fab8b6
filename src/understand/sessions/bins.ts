// Numbers as places in a few bins of about equal share, so that a split is one of some dozens. Knows no model.

/** Bounds of a feature's bins, ascending: a value below the first lies in bin 0. At most 255 of them. */
export type Bounds = Float64Array

const MOST = 64

export const boundsOf = (values: readonly number[]): Bounds => {
  const sorted = Float64Array.from(values).sort()
  const different = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  if (different.length <= MOST) return different.slice(1).map((value, i) => (different[i]! + value) / 2)
  const bounds: number[] = []
  for (let i = 1; i < MOST; i++) {
    const value = sorted[Math.floor((i * sorted.length) / MOST)]!
    if (value > (bounds.at(-1) ?? Number.NEGATIVE_INFINITY)) bounds.push(value)
  }
  return Float64Array.from(bounds)
}

export const binOf = (bounds: Bounds, value: number): number => {
  let [low, high] = [0, bounds.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (value >= bounds[middle]!) low = middle + 1
    else high = middle
  }
  return low
}
