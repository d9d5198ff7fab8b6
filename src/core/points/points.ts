// A shopper's points. With `points:` in shop.yaml the ledger is ours; without it the shop keeps them, and we hold what it
// said last. Facts, texts and triggers are the same for both.
import { change, type Draft, noteTrigger as note } from '../draft.ts'
import type { EventOf } from '../event.ts'
import { type Flow, flowsOn } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import { DAY } from '../time/local-time.ts'
import { add, balanceOf, expire, giveBack, type Ledger, NO_POINTS, spend, takeAway } from './ledger.ts'

const ledgerOf = ({ ledger }: Shopper): Ledger => ledger ?? NO_POINTS

const flowsOf = (flows: readonly Flow[]): readonly Flow[] => flowsOn(flows, 'points_expiring')

/** What ends next, with all that ends within a day of it. */
const nextEnd = ({ lots }: Ledger): Shopper['points'] => {
  const open = lots.filter((lot) => lot.left > 0 && lot.expires !== null)
  const expires = open[0]?.expires
  if (expires === undefined || expires === null) return null
  const near = open.filter((lot) => lot.expires! < expires + DAY)
  return { expiring: near.reduce((sum, lot) => sum + lot.left, 0), expires }
}

/** Facts and texts read the balance and the next end where they always stood. */
export const keepLedger = (draft: Draft, ledger: Ledger): void => {
  const { traits } = draft.shopper
  const points = balanceOf(ledger)
  change(draft, { ledger, points: nextEnd(ledger), traits: { ...traits, points } })
}

/**
 * Adds points to our ledger; nothing where the shop keeps them. `cause`: what brought them, for whoever asks: a redemption's
 * id, an event's. Flows on points_added start once the event is through.
 */
export const creditPoints = (draft: Draft, points: number, cause: string): void => {
  const rules = draft.now.shop.points
  if (!rules || points <= 0) return
  const { at, id } = draft.event
  const expires = rules.expire === null ? null : at + rules.expire
  const added = add(ledgerOf(draft.shopper), points, at, expires, cause)
  keepLedger(draft, expire({ ...added, latest: { event: id, points } }, draft.at))
  note(draft, 'points_added', { points_added: points })
}

/** What creditPoints added is taken away again. */
export const uncreditPoints = (draft: Draft, points: number): void => {
  if (draft.now.shop.points && points > 0) keepLedger(draft, takeAway(ledgerOf(draft.shopper), points))
}

/** The balance that the shop had before us: taken over once. */
export const openPoints = (draft: Draft, points: number | undefined): void => {
  const rules = draft.now.shop.points
  const ledger = ledgerOf(draft.shopper)
  if (!rules || points === undefined || ledger.opened) return
  const opened: Ledger = { ...ledger, opened: true }
  const expires = rules.expire === null ? null : draft.at + rules.expire
  keepLedger(draft, points > 0 ? add(opened, points, draft.at, expires, 'opening') : opened)
}

export const addPoints = (draft: Draft, points: number, balance: number | undefined): void => {
  if (draft.now.shop.points) return creditPoints(draft, points, draft.event.id)
  const { traits, told } = draft.shopper
  const { at } = draft.event
  const older = balance !== undefined && at < (told?.points ?? 0)
  const now = balance ?? (traits.points ?? 0) + points
  // A balance told late is not what it is now.
  if (!older)
    change(draft, {
      traits: { ...traits, points: now },
      ...(balance !== undefined && { told: { ...told, points: at } }),
    })
  note(draft, 'points_added', { points_added: points })
}

export const pointsExpire = (draft: Draft, points: number, expires: number): void => {
  // Our own ledger knows.
  if (draft.now.shop.points) return
  const pending = draft.shopper.pending.filter((one) => one.on !== 'points_expiring')
  change(draft, { points: { expiring: points, expires }, pending })
  for (const flow of flowsOf(draft.now.flows)) {
    const due = Math.max(draft.at, expires - flow.start.before)
    const vars = { points_expiring: points }
    if (due > draft.at)
      change(draft, {
        pending: [
          ...draft.shopper.pending,
          { flow: flow.name, on: 'points_expiring', due, lapses: expires, vars },
        ],
      })
    else note(draft, 'points_expiring', vars, flow.name)
  }
}

/** Points were spent: asked for, it may be refused; told as a fact, it is booked whatever there is. */
export const spendPoints = (draft: Draft, { points, order, ask, at }: EventOf<'points_spent'>): void => {
  const rules = draft.now.shop.points
  if (!rules) {
    const { traits } = draft.shopper
    if (ask) draft.reply = { kind: 'refused', reason: 'points_of_the_shop' }
    else if (traits.points !== undefined)
      change(draft, { traits: { ...traits, points: Math.max(0, traits.points - points) } })
    return
  }
  const ledger = expire(ledgerOf(draft.shopper), draft.at)
  const balance = balanceOf(ledger)
  if (ask && balance < points) {
    draft.reply = { kind: 'refused', reason: 'not_enough', missing: points - balance }
    return
  }
  const id = `${draft.shopper.id}.p${ledger.count + 1}`
  const spent = spend(ledger, { id, points, at, ...(order && { order }) })
  keepLedger(draft, spent)
  draft.reply = {
    kind: 'points_spent',
    spend: id,
    points,
    balance: balanceOf(spent),
    worth: points * rules.worth,
  }
}

export const returnPoints = (draft: Draft, id: string): void => {
  const ledger = ledgerOf(draft.shopper)
  const found = ledger.spends.find((one) => one.id === id)
  if (!found) {
    draft.reply = { kind: 'refused', reason: 'not_found' }
    return
  }
  const back = giveBack(ledger, id, draft.at)
  if (back !== ledger) keepLedger(draft, back)
  draft.reply = { kind: 'points_back', spend: id, points: found.points, balance: balanceOf(back) }
}

/** The order that points paid for is cancelled. */
export const returnPointsOf = (draft: Draft, order: string): void => {
  const { ledger } = draft.shopper
  for (const { id } of ledger?.spends.filter((one) => one.order === order && one.back === undefined) ?? [])
    keepLedger(draft, giveBack(ledgerOf(draft.shopper), id, draft.at))
}

/** What has ended goes, and what is about to end is told: to each flow as long before as it wants. */
export const agePoints = (draft: Draft): void => {
  const { ledger } = draft.shopper
  if (!ledger || !draft.now.shop.points) return
  const left = expire(ledger, draft.at)
  if (left !== ledger) keepLedger(draft, left)
  for (const flow of flowsOf(draft.now.flows).toSorted((a, b) => b.start.before - a.start.before)) {
    const { before } = flow.start
    const now = ledgerOf(draft.shopper)
    const isDue = (lot: Ledger['lots'][number]) =>
      lot.left > 0 &&
      lot.expires !== null &&
      lot.expires - before <= draft.at &&
      (lot.told ?? Infinity) > before
    const first = now.lots.find(isDue)
    if (!first) continue
    // What ends within a day of it is told with it, not one by one.
    const told = now.lots.filter((lot) => isDue({ ...lot, expires: lot.expires && lot.expires - DAY }))
    const near = told.filter((lot) => lot.expires! < first.expires! + DAY)
    const lots = now.lots.map((lot) => (near.includes(lot) ? { ...lot, told: before } : lot))
    keepLedger(draft, { ...now, lots })
    const points_expiring = near.reduce((sum, lot) => sum + lot.left, 0)
    note(draft, 'points_expiring', { points_expiring }, flow.name)
  }
}

/** When something of the ledger is due next; null: nothing is. */
export const pointsDue = (flows: readonly Flow[], { ledger }: Shopper): number | null => {
  if (!ledger) return null
  const open = ledger.lots.filter((lot) => lot.left > 0 && lot.expires !== null)
  const times = open.flatMap(({ expires, told }) => [
    expires!,
    ...flowsOf(flows).flatMap(({ start }) =>
      (told ?? Infinity) > start.before ? [expires! - start.before] : [],
    ),
  ])
  return times.length > 0 ? Math.min(...times) : null
}
