// Carries out steering: reads rows and budgets, asks core, writes the note `campaigns` with its version, so that of
// several processes one does it. Every change is journaled with the note.

import type { Enrolment } from '../core/enrolment/enrolment.ts'
import type { Rulebook } from '../core/rulebook.ts'
import { type Earnings, newEarnings } from '../core/steering/earnings.ts'
import {
  arrive,
  type Campaign,
  NEW_STATE,
  type SteeringState,
  steer,
  undo,
} from '../core/steering/steering.ts'
import type { Store } from '../ports/store.ts'
import { CAMPAIGNS } from './around.ts'

type Parts = {
  readonly store: Pick<Store, 'notes'> & {
    readonly records: Pick<Store['records'], 'budgets' | 'enrolments'>
  }
  readonly rulebook: () => Rulebook
  readonly clock: () => number
}

export type SteeringView = {
  readonly state: SteeringState
  readonly campaigns: readonly Campaign[]
  readonly earnings: ReadonlyMap<string, Earnings>
}

/** Rows older than this say little of what a campaign does now, ms. */
const LOOKED_BACK = 90 * 86_400_000
/** Another process was first so often: it will have done it. */
const TRIES = 3

export const createSteering = ({ store, rulebook, clock }: Parts) => {
  const read = async (): Promise<{ version: number; state: SteeringState }> => {
    const note = await store.notes.get(CAMPAIGNS)
    return note
      ? { version: note.version, state: JSON.parse(note.value) as SteeringState }
      : { version: 0, state: NEW_STATE }
  }

  const campaignsAt = async (now: number): Promise<readonly Campaign[]> => {
    const budgets = await store.records.budgets()
    return rulebook().flows.map(({ name, campaign }) => {
      const money = budgets.find(({ budget }) => budget === name)
      return {
        ...{ name, budget: campaign.budget, used: (money?.reserved ?? 0) + (money?.spent ?? 0) },
        runs: !campaign.paused && (campaign.until === null || now < campaign.until),
      }
    })
  }

  /** Rows whose goal's time is over, judged by campaign. */
  const earningsAt = async (now: number): Promise<ReadonlyMap<string, Earnings>> => {
    const { flows, shop } = rulebook()
    const terms = { message_costs: shop.message_costs ?? {} }
    const margin = shop.steering?.margin ?? 1
    const goals = new Map(flows.map(({ name, goal }) => [name, goal?.order_within ?? 0]))
    const gathered = new Map(flows.map(({ name }) => [name, newEarnings(terms, margin)]))
    for await (const text of store.records.enrolments()) {
      const row = JSON.parse(text) as Enrolment
      const isOver = row.at + (goals.get(row.campaign) ?? 0) <= now
      if (isOver && row.at > now - LOOKED_BACK) gathered.get(row.campaign)?.add(row)
    }
    return new Map([...gathered].map(([name, one]) => [name, one.judge()]))
  }

  /** Writes what `change` makes of the state; answers it, or null where nothing changed. */
  const write = async (
    change: (state: SteeringState, now: number) => Promise<SteeringState>,
  ): Promise<SteeringState | null> => {
    for (let tries = 0; tries < TRIES; tries++) {
      const now = clock()
      const { version, state } = await read()
      const next = await change(state, now)
      if (next === state) return null
      const done = next.doings.filter((doing) => !state.doings.includes(doing))
      const entry = JSON.stringify({ kind: 'steered', done, moves: next.moves, coming: next.coming })
      if (await store.notes.put(CAMPAIGNS, version, JSON.stringify(next), { at: now, entry })) return next
    }
    return null
  }

  const look = async (state: SteeringState, now: number): Promise<SteeringState> => {
    const rules = rulebook().shop.steering
    // A look of a clock that was ahead is none.
    const isTime = rules !== undefined && (now >= state.looked + rules.every || now < state.looked)
    if (!isTime && state.coming.length === 0) return state
    const campaigns = await campaignsAt(now)
    const arrived = arrive(state, campaigns, now)
    return isTime ? steer(arrived, rules, campaigns, await earningsAt(now), now) : arrived
  }

  return {
    /** Looks where it is time; answers what was done. */
    tick: async (): Promise<SteeringState['doings']> => {
      const { state: before } = await read()
      const next = await write(look)
      return next ? next.doings.filter(({ at }) => at > (before.doings.at(-1)?.at ?? 0)) : []
    },
    view: async (): Promise<SteeringView> => {
      const now = clock()
      const { state } = await read()
      return { state, campaigns: await campaignsAt(now), earnings: await earningsAt(now) }
    },
    /** What a look would do now, as if it were time. */
    dryRun: async (): Promise<SteeringState> => {
      const { state } = await read()
      const now = clock()
      return look({ ...state, looked: Number.NEGATIVE_INFINITY }, now)
    },
    undo: (only: string | null): Promise<SteeringState | null> =>
      write(async (state, now) => {
        const undone = undo(state, await campaignsAt(now), now, only)
        const same =
          undone.doings.length === state.doings.length && undone.coming.length === state.coming.length
        return same && JSON.stringify(undone.moves) === JSON.stringify(state.moves) ? state : undone
      }),
    moves: async (): Promise<SteeringState['moves']> => (await read()).state.moves,
    doings: async (): Promise<SteeringState['doings']> => (await read()).state.doings,
  }
}

export type Steering = ReturnType<typeof createSteering>
