// Requests under way by address, and whether one has more than its share of them. In memory, as long as they last.

/** So many at once are nobody's flood. */
const FEW = 8
/** More than so many times its share is. */
const SHARE = 2

export const createShares = () => {
  const each = new Map<string, number>()
  let all = 0
  return {
    enter: (address: string): void => {
      each.set(address, (each.get(address) ?? 0) + 1)
      all++
    },
    leave: (address: string): void => {
      const left = (each.get(address) ?? 1) - 1
      if (left > 0) each.set(address, left)
      else each.delete(address)
      all--
    },
    isOver: (address: string): boolean =>
      (each.get(address) ?? 0) > Math.max(FEW, (SHARE * all) / Math.max(1, each.size)),
  }
}
