// The cart of one shopper and how it changes. Knows no flows and no abandonment (see abandonment.ts).

export type CartLine = {
  readonly item: string
  readonly title?: string
  readonly category?: string
  /** For one piece, in minor units of the shop's currency. */
  readonly price: number
  readonly quantity: number
  readonly on_sale?: boolean
}

/** A cart begins with its first line and has ended when it is empty. Times are milliseconds since 1970. */
export type Cart = {
  /** The id of the event that began it. */
  readonly id: string
  readonly began: number
  readonly lines: readonly CartLine[]
  /** Flows that have taken this cart for abandoned; the first entry is when it was abandoned at all. */
  readonly abandoned: readonly { readonly flow: string; readonly at: number }[]
  /** Flows that a change of this cart has started: each at most once a cart. */
  readonly started: readonly string[]
  /** The shopper has told us what is in the way of this cart. */
  readonly discussed?: true
}

export const cartTotal = (lines: readonly CartLine[]): number =>
  lines.reduce((sum, line) => sum + line.price * line.quantity, 0)

export const cartCount = (lines: readonly CartLine[]): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0)

const merge = (lines: readonly CartLine[], added: CartLine): readonly CartLine[] => {
  const at = lines.findIndex((line) => line.item === added.item && line.price === added.price)
  if (at < 0) return [...lines, added]
  return lines.map((line, i) =>
    i === at ? { ...line, ...added, quantity: line.quantity + added.quantity } : line,
  )
}

/** Takes `quantity` pieces of `item` out, whatever they were priced at, oldest line first. */
export const takeOut = (lines: readonly CartLine[], item: string, quantity: number): readonly CartLine[] => {
  let left = quantity
  const kept: CartLine[] = []
  for (const line of lines) {
    if (line.item !== item || left <= 0) {
      kept.push(line)
      continue
    }
    const taken = Math.min(left, line.quantity)
    left -= taken
    if (line.quantity > taken) kept.push({ ...line, quantity: line.quantity - taken })
  }
  return kept
}

/** So many lines are kept one by one, and so many of them with their names; a document stays small. */
const MOST_LINES = 400
const NAMED_LINES = 50
const LONGEST_NAME = 80

/** The line that stands for all that are too many; its price is their sum, so that the cart's stays right. */
export const REST = '+'

/** The same cart within bounds: names of the first lines only, and what is too many as one line. */
export const bounded = (lines: readonly CartLine[]): readonly CartLine[] => {
  if (lines.length <= NAMED_LINES && lines.every((line) => (line.title?.length ?? 0) <= LONGEST_NAME))
    return lines
  const rest = lines.filter((line, i) => i >= MOST_LINES || line.item === REST)
  const kept = lines.slice(0, MOST_LINES).filter((line) => line.item !== REST)
  const small = kept.map(({ title, category, ...line }, i) => ({
    ...line,
    ...(i < NAMED_LINES && title && { title: title.slice(0, LONGEST_NAME) }),
    ...(i < NAMED_LINES && category && { category: category.slice(0, LONGEST_NAME) }),
  }))
  return rest.length > 0 ? [...small, { item: REST, price: cartTotal(rest), quantity: 1 }] : small
}

export type CartChange = 'add' | 'remove' | 'set'

/** The lines after a change; a line with no pieces is no line. */
export const changeLines = (
  lines: readonly CartLine[],
  change: CartChange,
  changed: readonly CartLine[],
): readonly CartLine[] => {
  if (change === 'set') return changed.filter((line) => line.quantity > 0)
  if (change === 'remove') return changed.reduce((all, line) => takeOut(all, line.item, line.quantity), lines)
  return changed.filter((line) => line.quantity > 0).reduce(merge, lines)
}
