// The rules of the shop of failover: campaign follows campaign, each with room for nine in ten of those who ask, so that
// budgets run out under way.
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { rulebookOf } from '../../core/world.ts'

/** Who asks of one process while a campaign lasts. */
const ASKING = 600
const PROCESSES = 2
const CAMPAIGNS = 200
/** Of one code, minor units. */
export const PRICE = 10_000
/** Codes that a campaign has room for. */
export const ROOM = (PROCESSES * ASKING * 9) / 10

const name = (n: number): string => `season_${n}`

const flow = (n: number): string => `
flow: ${name(n)}
about: One of many.
start: { on: ask_discount }
campaign: { budget: ${(ROOM * PRICE) / 100} UAH, until: none }
steps: [{ give: fixed_100 }]
`

const base = rulebookOf({ season: flow(0) })
const [only] = base.flows
/** The same flow under many names. */
export const seasons: Rulebook = {
  ...base,
  flows: Array.from({ length: CAMPAIGNS }, (_, n) => ({ ...only!, name: name(n) })),
}

/** The campaign of a process's nth issue. */
export const seasonOf = (n: number): string => name(Math.floor(n / ASKING) % CAMPAIGNS)
