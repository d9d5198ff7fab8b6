// Points as a ledger of lots: added, spent (what ends first goes first), expired, given back. Pure and exact: added is
// always what is left, was spent and has expired, together. Knows no events.

/** `left` of `points`; `told`: the shortest notice given so far of its end, ms before it. */
export type Lot = {
  readonly id: string
  readonly points: number
  readonly left: number
  readonly at: number
  /** null: it does not end. */
  readonly expires: number | null
  readonly told?: number
  /** What brought them. */
  readonly by?: string
}

/** `from`: how much of which lot. `over`: what a fact took beyond what there was. */
export type Spend = {
  readonly id: string
  readonly points: number
  readonly from: readonly (readonly [lot: string, points: number])[]
  readonly at: number
  readonly order?: string
  readonly back?: number
  readonly over?: number
}

export type Ledger = {
  readonly added: number
  readonly spent: number
  readonly expired: number
  /** What facts took beyond what there was: shown, never hidden, and no part of the other sums. */
  readonly over: number
  /** Lots and spends so far, for their ids. */
  readonly count: number
  /** The balance that the shop had before us was taken over. */
  readonly opened?: true
  /** What the latest event added. */
  readonly latest?: { readonly event: string; readonly points: number }
  readonly lots: readonly Lot[]
  readonly spends: readonly Spend[]
}

export const NO_POINTS: Ledger = { added: 0, spent: 0, expired: 0, over: 0, count: 0, lots: [], spends: [] }

/** So many are kept one by one; beyond that the two that end nearest to each other become one. */
const MOST_LOTS = 40
const MOST_SPENDS = 15

const NEVER = Number.MAX_SAFE_INTEGER

export const balanceOf = ({ lots }: Ledger): number => lots.reduce((sum, lot) => sum + lot.left, 0)

const endOf = ({ expires }: Lot): number => expires ?? NEVER

const byEnd = (a: Lot, b: Lot): number =>
  endOf(a) - endOf(b) || a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The later end counts: nobody loses a day by it. */
const merged = (a: Lot, b: Lot): Lot => {
  const last = endOf(a) > endOf(b) ? a : b
  return { ...last, id: b.id, points: a.points + b.points, left: a.left + b.left }
}

const mergeNearest = (ledger: Ledger): Ledger => {
  const gap = (i: number) => endOf(ledger.lots[i + 1]!) - endOf(ledger.lots[i]!)
  let nearest = 0
  for (let i = 1; i < ledger.lots.length - 1; i++) if (gap(i) < gap(nearest)) nearest = i
  const [a, b] = [ledger.lots[nearest]!, ledger.lots[nearest + 1]!]
  const spends = ledger.spends.map((spend) => ({
    ...spend,
    from: spend.from.map(([lot, n]) => [lot === a.id ? b.id : lot, n] as const),
  }))
  return { ...ledger, spends, lots: ledger.lots.toSpliced(nearest, 2, merged(a, b)) }
}

/** Drops what says nothing any more, and keeps the rest small. */
export const tidy = (ledger: Ledger): Ledger => {
  const spends = ledger.spends.slice(-MOST_SPENDS)
  const named = new Set(
    spends.flatMap(({ from, back }) => (back === undefined ? from.map(([lot]) => lot) : [])),
  )
  const lots = ledger.lots.filter((lot) => lot.left > 0 || named.has(lot.id)).toSorted(byEnd)
  let kept: Ledger = { ...ledger, lots, spends }
  while (kept.lots.length > MOST_LOTS) kept = mergeNearest(kept)
  return kept
}

/** What has ended by `at` is gone. */
export const expire = (ledger: Ledger, at: number): Ledger => {
  let expired = 0
  const lots = ledger.lots.map((lot) => {
    if (endOf(lot) > at || lot.left === 0) return lot
    expired += lot.left
    return { ...lot, left: 0 }
  })
  return expired === 0 ? ledger : tidy({ ...ledger, lots, expired: ledger.expired + expired })
}

export const add = (
  ledger: Ledger,
  points: number,
  at: number,
  expires: number | null,
  by?: string,
): Ledger => {
  const count = ledger.count + 1
  const lot: Lot = { id: `l${count}`, points, left: points, at, expires, ...(by && { by }) }
  return tidy({ ...ledger, count, added: ledger.added + points, lots: [...ledger.lots, lot] })
}

/** Takes up to `points`, what ends first first. */
const take = (
  lots: readonly Lot[],
  points: number,
): { lots: readonly Lot[]; from: Spend['from']; taken: number } => {
  let open = points
  const from: (readonly [string, number])[] = []
  const left = lots.map((lot) => {
    const taken = Math.min(lot.left, open)
    if (taken === 0) return lot
    open -= taken
    from.push([lot.id, taken])
    return { ...lot, left: lot.left - taken }
  })
  return { lots: left, from, taken: points - open }
}

export type Spending = {
  readonly id: string
  readonly points: number
  readonly at: number
  readonly order?: string
}

/** A fact takes what there is, and what is beyond is noted; the caller asks balanceOf first where it may be refused. */
export const spend = (ledger: Ledger, { id, points, at, order }: Spending): Ledger => {
  const { lots, from, taken } = take(ledger.lots, points)
  const over = points - taken
  const spent: Spend = { id, points: taken, from, at, ...(order && { order }), ...(over > 0 && { over }) }
  return tidy({
    ...ledger,
    ...{ lots, count: ledger.count + 1, spent: ledger.spent + taken, over: ledger.over + over },
    spends: [...ledger.spends, spent],
  })
}

/** The spend's points go back to the lots that they came from; what of these has ended is gone at once. */
export const giveBack = (ledger: Ledger, id: string, at: number): Ledger => {
  const found = ledger.spends.find((one) => one.id === id)
  if (!found || found.back !== undefined) return ledger
  const back = new Map<string, number>()
  for (const [lot, n] of found.from) back.set(lot, (back.get(lot) ?? 0) + n)
  return expire(
    tidy({
      ...ledger,
      spent: ledger.spent - found.points,
      over: ledger.over - (found.over ?? 0),
      lots: ledger.lots.map((lot) => ({ ...lot, left: lot.left + (back.get(lot.id) ?? 0) })),
      spends: ledger.spends.map((one) => (one === found ? { ...one, back: at } : one)),
    }),
    at,
  )
}

/** Points that should not have been added are taken away; what has been spent of them by now is noted as over. */
export const takeAway = (ledger: Ledger, points: number): Ledger => {
  const { lots, taken } = take(ledger.lots, points)
  const over = points - taken
  return tidy({ ...ledger, lots, added: ledger.added - taken, over: ledger.over + over })
}
