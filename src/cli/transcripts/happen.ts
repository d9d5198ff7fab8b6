// One line of a transcript that happens, as what the engine takes. Knows the lines' shapes and the shop's currency.

import { isLive } from '../../core/code.ts'
import type { AgentAct, Happening, Order } from '../../core/event.ts'
import { digitsOf, toMinor } from '../../core/money.ts'
import { toDuration } from '../../rulebook/durations.ts'
import type { Accepted } from '../../runtime/engine.ts'
import type { Stage } from './stage.ts'
import type { Line, Lines } from './transcript.ts'

const minor = (stage: Stage, sum: number | string): number => {
  const amount = toMinor(String(sum), digitsOf(stage.rulebook.shop.currency))
  if (amount === null) throw new Error(`"${sum}" is no sum in ${stage.rulebook.shop.currency}`)
  return amount
}

type Goods = Lines['saves']

const lineOf = (stage: Stage, goods: Goods) => {
  if (typeof goods !== 'object') return { item: 'item', price: minor(stage, goods), quantity: 1 }
  const { item, price, quantity, title, category } = goods
  return {
    item,
    price: minor(stage, price),
    quantity,
    ...(title && { title }),
    ...(category && { category }),
  }
}

/** The order takes what lies in the cart, at the sum that the line says. */
const orderOf = async (stage: Stage, value: Lines['orders']): Promise<Happening> => {
  const { total, code = false, shipping = undefined } = typeof value === 'object' ? value : { total: value }
  const shopper = await stage.engine.shopper(await stage.shopper())
  const lines = shopper?.cart?.lines.map(({ item, price, quantity }) => ({ item, price, quantity })) ?? []
  const order: Order = {
    id: `order-${(shopper?.orders.count ?? 0) + 1}`,
    total: minor(stage, total),
    lines,
    ...(shipping !== undefined && { shipping: minor(stage, shipping) }),
  }
  const live = shopper?.codes.find((one) => isLive(one, stage.now()))
  const typed = code && live ? stage.shown.get(live.id) : undefined
  return { kind: 'order_completed', order, ...(typed && { code: typed }) }
}

const agentAct = async (stage: Stage, value: Lines['agent']): Promise<AgentAct> => {
  const shopper = await stage.engine.shopper(await stage.shopper())
  const ticket = shopper?.tickets.at(-1)?.id ?? ''
  if ('approve' in value) {
    const ceiling =
      value.ceiling === undefined ? (shopper?.tickets.at(-1)?.cart ?? 0) : minor(stage, value.ceiling)
    return { act: 'approve', ticket, offer: value.approve, ceiling }
  }
  if ('decline' in value) return { act: 'decline', ticket, why: value.decline }
  if ('take_over' in value) return { act: 'take_over', ticket }
  if ('hand_back' in value) return { act: 'hand_back', ticket }
  if ('send' in value) return { act: 'send', ticket, text: value.send }
  if ('note' in value) return { act: 'note', ticket, text: value.note }
  return { act: 'issue', offer: value.issue, campaign: value.campaign }
}

const many = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T])

/** What happens; null for a line that expects or lets time pass. */
const happeningOf = async (stage: Stage, line: Line): Promise<Happening | null> => {
  const { address } = stage
  switch (line.kind) {
    case 'shopper':
      return { kind: 'said', text: line.value, address }
    case 'press':
      return { kind: 'said', text: line.value, choice: line.value, address }
    case 'opens_chat':
      return { kind: 'chat_opened', address }
    case 'views':
      return { kind: 'viewed', item: line.value }
    case 'adds':
      return {
        kind: 'cart_changed',
        change: 'add',
        lines: many(line.value).map((goods) => lineOf(stage, goods as Goods)),
      }
    case 'removes':
      return { kind: 'cart_changed', change: 'remove', lines: [{ item: line.value, price: 0, quantity: 1 }] }
    case 'saves': {
      const { item, price } = lineOf(stage, line.value)
      return { kind: 'item_saved', item, price, saved: true }
    }
    case 'hesitates':
      return { kind: 'hesitated', sign: line.value }
    case 'orders':
      return orderOf(stage, line.value)
    case 'cancels': {
      const shopper = await stage.engine.shopper(await stage.shopper())
      return { kind: 'order_cancelled', order: shopper?.orders.recent.at(-1)?.id ?? '' }
    }
    case 'signs_in':
      return { kind: 'signed_in' }
    case 'subscribes':
      return { kind: 'subscribed' }
    case 'does':
      return { kind: 'action_done', action: line.value }
    case 'is': {
      const known = Object.entries(line.value).filter(([, value]) => value !== undefined)
      return { kind: 'identified', traits: Object.fromEntries(known) }
    }
    case 'points_added':
      return { kind: 'points_added', points: line.value }
    case 'points_expiring':
      return { kind: 'points_expiring', points: line.value.points, on: stage.now() + duration(line.value.in) }
    case 'agent':
      return { kind: 'agent', agent: line.value.name, does: await agentAct(stage, line.value) }
    default:
      return null
  }
}

export const duration = (text: string): number => {
  const milliseconds = toDuration(text)
  if (milliseconds === null) throw new Error(`"${text}" is no duration such as 45m, 12h or 7d`)
  return milliseconds
}

/** Lets the line happen; null for a line that expects something. After words the pieces' time passes, so that they are answered. */
export const happen = async (stage: Stage, line: Line): Promise<Accepted | 'passed' | null> => {
  if (line.kind === 'after') {
    await stage.pass(duration(line.value))
    return 'passed'
  }
  const what = await happeningOf(stage, line)
  if (!what) return null
  const from = what.kind === 'agent' ? { shopper: await stage.shopper() } : stage.address
  const done = await stage.happen(what, from)
  if (line.kind === 'shopper') await stage.pass(stage.rulebook.shop.pieces_within)
  return done
}
