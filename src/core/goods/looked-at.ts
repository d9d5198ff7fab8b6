// The goods that a shopper looked at last: what a message is most likely about. Knows no catalogue.
import type { Shopper } from '../shopper.ts'

const MOST = 5
const LONGEST = 60

/** After a look at `item`; a longer id is left out, since a cut one is nobody's. */
export const lookedAtItem = (
  { looked_at = [] }: Pick<Shopper, 'looked_at'>,
  item: string | undefined,
): Pick<Shopper, 'looked_at'> => {
  if (item === undefined || item.length > LONGEST || looked_at.at(-1) === item) return {}
  return { looked_at: [...looked_at.filter((one) => one !== item), item].slice(-MOST) }
}
