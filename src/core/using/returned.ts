// Goods of an order come back: the share of the code that fell on them goes back with them. Exact: with the last piece
// the last minor unit. Pure arithmetic; whoever calls it moves the money.

import type { Redemption, UsedLine } from '../codes/code.ts'
import type { OrderLine } from '../orders/order.ts'

type Back = Pick<OrderLine, 'item' | 'quantity' | 'price'>

/** What of a line's amount has come back with so many of its pieces. */
const partOf = ({ amount, quantity }: UsedLine, pieces: number): number =>
  quantity === 0 ? 0 : Number((BigInt(amount) * BigInt(pieces)) / BigInt(quantity))

const takeBack = (lines: readonly UsedLine[], back: readonly Back[]) => {
  const left = new Map<string, number>()
  for (const { item, quantity } of back) left.set(item, (left.get(item) ?? 0) + quantity)
  let sum = 0
  const after = lines.map((line) => {
    const was = line.returned ?? 0
    const pieces = Math.min(line.quantity - was, left.get(line.item) ?? 0)
    if (pieces <= 0) return line
    left.set(line.item, (left.get(line.item) ?? 0) - pieces)
    sum += partOf(line, was + pieces) - partOf(line, was)
    return { ...line, returned: was + pieces }
  })
  return { after, sum }
}

/**
 * The use after `back` came back. Where its lines are known, by them; else by the share of the order's goods:
 * `stood` is what the order stood at before, minor units.
 */
export const withReturned = (use: Redemption, back: readonly Back[], stood: number): Redemption => {
  const { lines, amount, returned = 0 } = use
  if (lines) {
    const { after, sum } = takeBack(lines, back)
    return sum === 0 && after.every((line, n) => line === lines[n])
      ? use
      : { ...use, lines: after, returned: returned + sum }
  }
  const worth = back.reduce((all, { price, quantity }) => all + price * quantity, 0)
  if (stood <= 0 || worth <= 0) return use
  const rest = amount - returned
  const share = Number((BigInt(rest) * BigInt(Math.min(worth, stood))) / BigInt(stood))
  return share === 0 ? use : { ...use, returned: returned + share }
}
