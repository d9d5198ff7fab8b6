// The rules of the shop of failover: one large campaign for most, and for one in ten who ask small ones, one after the other,
// each with room for nine in ten of those, so that budgets run out under way.
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { rulebookOf } from '../../core/world.ts'

/** Who asks of one process while a small campaign lasts. */
const ASKING = 50
const SMALL_ONE_IN = 10
const PROCESSES = 2
const CAMPAIGNS = 200
/** Of one code, minor units. */
const PRICE = 10_000
/** Codes that a small campaign has room for, and the large one. */
const ROOM = (PROCESSES * ASKING * 9) / 10
const LARGE_ROOM = 1_000_000
const LARGE = 'season_large'

const name = (n: number): string => `season_${n}`

const flow = (called: string, room: number): string => `
flow: ${called}
about: One of many.
start: { on: ask_discount }
campaign: { budget: ${(room * PRICE) / 100} UAH, until: none }
steps: [{ give: fixed_100 }]
`

const base = rulebookOf({ season: flow(name(0), ROOM), large: flow(LARGE, LARGE_ROOM) })
const small = base.flows.find((one) => one.name === name(0))!
/** The small flow under many names. */
export const seasons: Rulebook = {
  ...base,
  flows: [
    ...base.flows.filter((one) => one !== small),
    ...Array.from({ length: CAMPAIGNS }, (_, n) => ({ ...small, name: name(n) })),
  ],
}

/** What a campaign has, minor units. */
export const roomOf = (campaign: string): number => (campaign === LARGE ? LARGE_ROOM : ROOM) * PRICE

/** The campaign of a process's nth issue. */
export const seasonOf = (n: number): string =>
  n % SMALL_ONE_IN === 0 ? name(Math.floor(n / SMALL_ONE_IN / ASKING) % CAMPAIGNS) : LARGE
