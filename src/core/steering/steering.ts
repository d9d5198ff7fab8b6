// Budgets that follow success: pauses campaigns that lose money for long, and moves budget from them to those that
// earn, within caps. "Not yet known" neither pauses nor moves. Pure; money is moved, never made: what one gives lies in
// `coming` until its giver is seen to have spent none of it, and only then another has it.
import { budgetsInForce, type Moves, type Written } from './budget-in-force.ts'
import type { Earnings } from './earnings.ts'
import type { SteeringRules } from './steering-rules.ts'

/** A campaign at a look. */
export type Campaign = Written & {
  /** Reserved and spent, minor units. */
  readonly used: number
  /** Its file neither pauses nor has ended it. */
  readonly runs: boolean
}

export type Coming = {
  readonly from: string
  readonly to: string
  readonly amount: number
  readonly at: number
}

/** What was done, for whoever looks after it; newest last. */
export type Doing = {
  readonly at: number
  readonly did: 'paused' | 'moved' | 'resumed' | 'gave_back'
  readonly campaign: string
  readonly to?: string
  /** Minor units. */
  readonly amount?: number
  /** What the campaign left per treated shopper, minor units, with 95 percent confidence. */
  readonly each?: { readonly low: number; readonly high: number }
}

/** Kept in the shop's note `campaigns`. */
export type SteeringState = {
  readonly looked: number
  readonly moves: Moves
  readonly coming: readonly Coming[]
  /** Since when each was seen to lose at every look. */
  readonly losing: Readonly<Record<string, number>>
  readonly doings: readonly Doing[]
}

export const NEW_STATE: SteeringState = { looked: 0, moves: {}, coming: [], losing: {}, doings: [] }

/** Where pause_when does not say it. */
const LONG = 14 * 86_400_000
const MANY = 100
/** Processes know of a move after so long at most, ms. */
const KNOWN_AFTER = 10_000
const DOINGS = 50

const add = (moves: Moves, name: string, amount: number): Moves => {
  const { budget = 0, ...rest } = moves[name] ?? {}
  const sum = budget + amount
  const move = { ...rest, ...(sum !== 0 && { budget: sum }) }
  const { [name]: _, ...others } = moves
  return Object.keys(move).length > 0 ? { ...others, [name]: move } : others
}

const log = (state: SteeringState, doings: readonly Doing[]): SteeringState => ({
  ...state,
  doings: [...state.doings, ...doings].slice(-DOINGS),
})

/** Room of a campaign: in force, not used; no limit and the unknown have none to give. */
const roomOf = (campaigns: readonly Campaign[], moves: Moves, name: string): number => {
  const inForce = budgetsInForce(campaigns, moves).get(name) ?? 0
  return inForce - (campaigns.find((one) => one.name === name)?.used ?? 0)
}

/** What was given and is seen to be unspent arrives; what its giver spent meanwhile stays with the giver. */
export const arrive = (state: SteeringState, campaigns: readonly Campaign[], now: number): SteeringState => {
  let moves = state.moves
  const doings: Doing[] = []
  const waiting = state.coming.filter(({ at }) => at + KNOWN_AFTER > now)
  for (const { from, to, amount, at } of state.coming) {
    if (at + KNOWN_AFTER > now) continue
    const overspent = Math.min(amount, Math.max(0, -roomOf(campaigns, moves, from)))
    moves = add(add(moves, from, overspent), to, amount - overspent)
    if (amount > overspent)
      doings.push({ at: now, did: 'moved', campaign: from, to, amount: amount - overspent })
  }
  return waiting.length === state.coming.length ? state : log({ ...state, moves, coming: waiting }, doings)
}

/** Since when each campaign has been losing, with this look. */
const stillLosing = (
  state: SteeringState,
  rules: SteeringRules,
  earnings: ReadonlyMap<string, Earnings>,
  now: number,
): Readonly<Record<string, number>> => {
  const least = rules.pause_when?.least ?? MANY
  const losing = [...earnings].filter(
    ([, { verdict, treated, held_out }]) => verdict === 'loses' && treated + held_out >= least,
  )
  return Object.fromEntries(losing.map(([name]) => [name, state.losing[name] ?? now]))
}

/** What a giver can spare at this look, minor units. */
const spareOf = (
  { at_most, least_left }: NonNullable<SteeringRules['move']>,
  campaigns: readonly Campaign[],
  moves: Moves,
  name: string,
): number => {
  const inForce = budgetsInForce(campaigns, moves).get(name) ?? 0
  const room = roomOf(campaigns, moves, name)
  return Math.max(0, Math.min(Math.floor(inForce * at_most), inForce - least_left, room))
}

/** One look. The same state where it is not time yet. */
export const steer = (
  before: SteeringState,
  rules: SteeringRules,
  campaigns: readonly Campaign[],
  earnings: ReadonlyMap<string, Earnings>,
  now: number,
): SteeringState => {
  if (now < before.looked + rules.every) return before
  const losing = stillLosing(before, rules, earnings, now)
  const long = rules.pause_when?.loses ?? LONG
  const isLoser = (name: string): boolean => (losing[name] ?? now) <= now - long
  let state: SteeringState = { ...before, looked: now, losing }
  for (const { name, runs } of campaigns) {
    if (!rules.pause_when || !runs || !isLoser(name) || state.moves[name]?.paused) continue
    const each = earnings.get(name)?.each
    const moves = { ...state.moves, [name]: { ...state.moves[name], paused: true as const } }
    const doing = { at: now, did: 'paused' as const, campaign: name, ...(each && { each: rounded(each) }) }
    state = log({ ...state, moves }, [doing])
  }
  return rules.move ? moveMoney(state, rules.move, campaigns, earnings, isLoser, now) : state
}

const rounded = ({ low, high }: { low: number; high: number }) => ({
  low: Math.round(low),
  high: Math.round(high),
})

const moveMoney = (
  before: SteeringState,
  move: NonNullable<SteeringRules['move']>,
  campaigns: readonly Campaign[],
  earnings: ReadonlyMap<string, Earnings>,
  isLoser: (name: string) => boolean,
  now: number,
): SteeringState => {
  const names = campaigns.filter(({ budget }) => budget !== null)
  const givers = names.filter(({ name }) =>
    move.from === 'paused' ? before.moves[name]?.paused === true : isLoser(name),
  )
  const earning = names
    .filter(
      ({ name, runs }) => runs && !before.moves[name]?.paused && earnings.get(name)?.verdict === 'earns',
    )
    .toSorted(byReturns(earnings))
  const winners = move.to === 'best' ? earning.slice(0, 1) : earning
  let { moves, coming } = before
  for (const { name: from } of givers) {
    let spare = spareOf(move, campaigns, moves, from)
    for (const { name: to, budget } of winners) {
      const has = (budgetsInForce(campaigns, moves).get(to) ?? 0) + comingTo(coming, to)
      const amount = Math.min(spare, Math.max(0, Math.floor((budget ?? 0) * move.grow) - has))
      if (amount <= 0) continue
      moves = add(moves, from, -amount)
      coming = [...coming, { from, to, amount, at: now }]
      spare -= amount
    }
  }
  return { ...before, moves, coming }
}

const comingTo = (coming: readonly Coming[], to: string): number =>
  coming.reduce((sum, one) => (one.to === to ? sum + one.amount : sum), 0)

/** What costs nothing and earns goes first, then the highest return. */
const byReturns =
  (earnings: ReadonlyMap<string, Earnings>) =>
  (a: Campaign, b: Campaign): number => {
    const of = ({ name }: Campaign) => earnings.get(name)?.returns ?? Number.MAX_VALUE
    return of(b) - of(a) || (a.name < b.name ? -1 : 1)
  }

/**
 * Takes back what was done: every pause, and all money that its receivers have not used; with `only` the pause of that
 * campaign. Losing is counted from anew, so that the next look does not do it again.
 */
export const undo = (
  before: SteeringState,
  campaigns: readonly Campaign[],
  now: number,
  only: string | null = null,
): SteeringState => {
  const paused = Object.keys(before.moves).filter(
    (name) => before.moves[name]?.paused && (only === null || only === name),
  )
  let moves = before.moves
  for (const name of paused) {
    const { paused: _, ...rest } = moves[name] ?? {}
    moves = add({ ...moves, [name]: rest }, name, 0)
  }
  const doings = paused.map((campaign): Doing => ({ at: now, did: 'resumed', campaign }))
  if (only !== null) {
    const { [only]: _, ...losing } = before.losing
    return log({ ...before, moves, losing }, doings)
  }
  // What is on its way turns round at once: nobody has had it yet.
  for (const { from, amount } of before.coming) moves = add(moves, from, amount)
  const back: Coming[] = []
  for (const [to, { budget = 0 }] of Object.entries(moves)) {
    if (budget >= 0) continue
    let missing = -budget
    for (const { name: from } of campaigns) {
      const has = moves[from]?.budget ?? 0
      const amount = Math.min(missing, has, Math.max(0, roomOf(campaigns, moves, from)))
      if (amount <= 0) continue
      moves = add(moves, from, -amount)
      missing -= amount
      back.push({ from, to, amount, at: now })
      doings.push({ at: now, did: 'gave_back', campaign: from, to, amount })
    }
  }
  return log({ ...before, moves, coming: back, losing: {} }, doings)
}
