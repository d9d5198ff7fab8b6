// What the shopper has told us that a flow may use: how long it stands. note-said.ts keeps and forgets it.
import type { Said } from './found.ts'
import type { Shopper } from './shopper.ts'
import { DAY, localTime } from './time/local-time.ts'

/** Where no talk goes on and no agent has it, it is forgotten so long after it was said. */
const KEPT = DAY

/** What was said and still stands; undefined: nothing. */
export const saidNow = (shopper: Shopper, at: number): Said | undefined => {
  const { said } = shopper
  if (!said) return undefined
  const isTalkedOf = shopper.talks.length > 0 || shopper.agent_mode !== null
  return isTalkedOf || at < said.at + KEPT ? said : undefined
}

export const withoutSaid = (shopper: Shopper): Shopper => {
  if (shopper.said === undefined) return shopper
  const { said: _, ...rest } = shopper
  return rest
}

/** "2026-11-27": the day on which `by` lies. */
export const dayOf = (by: number, zone: string): string => {
  const { year, month, day } = localTime(by, zone)
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}
