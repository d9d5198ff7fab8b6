// The engine behind the gate: whatever door it comes by, work is let in by what it is. What the engine does by itself
// (wake-ups, the relay) does not come this way.
import type { Address } from '../../core/event.ts'
import type { Gate, Work } from '../../ports/gate.ts'
import type { Engine, Incoming } from '../engine.ts'

const MONEY: ReadonlySet<Incoming['what']['kind']> = new Set([
  ...(['redeem', 'roll_back', 'lock', 'release', 'points_returned', 'code_used', 'code_returned'] as const),
])
/** What pages tell of by themselves, again and again. */
const LOOKS: ReadonlySet<Incoming['what']['kind']> = new Set([
  ...(['viewed', 'page_left', 'cart_changed', 'item_saved', 'hesitated'] as const),
])

export const workOf = ({ what }: Pick<Incoming, 'what'>): Work => {
  if (MONEY.has(what.kind) || (what.kind === 'points_spent' && what.ask)) return 'money'
  if (what.kind === 'agent') return 'agents'
  return LOOKS.has(what.kind) ? 'looks' : 'talk'
}

const keyOf = (from: Incoming['from']): string =>
  'channel' in from ? `${from.channel}:${from.id}` : from.shopper
const buyerKey = ([first]: readonly Address[], otherwise: string): string =>
  first ? keyOf(first) : otherwise

export const throughGate = (engine: Engine, gate: Gate): Engine => ({
  ...engine,
  accept: (incoming) =>
    gate.run(workOf(incoming), keyOf(incoming.from), () => engine.accept(incoming), incoming.patient),
  validate: (typed, order, buyer, network) =>
    gate.run('money', buyerKey(buyer, typed), () => engine.validate(typed, order, buyer, network)),
  redeem: (id, typed, order, buyer, at, network) =>
    gate.run('money', buyerKey(buyer, typed), () => engine.redeem(id, typed, order, buyer, at, network)),
  lock: (id, typed, order, buyer, time, network) =>
    gate.run('money', buyerKey(buyer, typed), () => engine.lock(id, typed, order, buyer, time, network)),
  release: (lock) => gate.run('money', lock, () => engine.release(lock)),
  rollBack: (id, redemption, at) => gate.run('money', redemption, () => engine.rollBack(id, redemption, at)),
  returnPoints: (id, spend, at) => gate.run('money', spend, () => engine.returnPoints(id, spend, at)),
})
