// Of two times the earlier; a time that there is not stands behind every other.

export const earliest = (one: number | null, other: number | null | undefined): number | null => {
  if (other === null || other === undefined) return one
  return one === null || other < one ? other : one
}
