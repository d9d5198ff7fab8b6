// The facts of one shopper at one moment, for rules to ask. Missing is undefined, never a default that lies.
// What each group holds stands in facts/.
import type { Around } from '../around.ts'
import type { Event } from '../event.ts'
import { barrierOf, levelOf } from '../hesitation/level.ts'
import { isComplaining, isLateFor } from '../orders/trouble.ts'
import type { Rulebook } from '../rulebook.ts'
import type { Shopper } from '../shopper.ts'
import { cartFacts, savedFacts } from './cart-facts.ts'
import { codeFacts } from './code-facts.ts'
import type { Facts, FactValue } from './fact.ts'
import type { Group } from './group.ts'
import { nowFacts } from './now-facts.ts'
import { orderFacts, ordersFacts, rfmFacts } from './order-facts.ts'
import { saidFacts } from './said-facts.ts'
import { interestFacts, pointFacts, shopperFacts, visitsFacts } from './shopper-facts.ts'

/** The facts as a sheet whose groups are made when asked for, since most rules use one or two. */
class FactSheet {
  readonly #rulebook: Rulebook
  readonly #shopper: Shopper
  readonly #at: number
  readonly #event: Event | null
  readonly #around: Around | null
  constructor(rulebook: Rulebook, shopper: Shopper, at: number, event: Event | null, around: Around | null) {
    this.#rulebook = rulebook
    this.#shopper = shopper
    this.#at = at
    this.#event = event
    this.#around = around
  }
  get cart() {
    return cartFacts(this.#shopper, this.#rulebook.shop, this.#around?.goods, this.#at)
  }
  get orders() {
    return ordersFacts(this.#shopper, this.#at)
  }
  get order() {
    return orderFacts(this.#event, this.#shopper)
  }
  get rfm() {
    return rfmFacts(this.#shopper, this.#around)
  }
  get visits() {
    return visitsFacts(this.#shopper, this.#at)
  }
  get interests() {
    return interestFacts(this.#shopper, this.#around?.goods)
  }
  get saved() {
    return savedFacts(this.#shopper, this.#around?.goods)
  }
  get said() {
    return saidFacts(this.#shopper, this.#rulebook.shop, this.#at)
  }
  get codes() {
    return codeFacts(this.#shopper, this.#at)
  }
  get points() {
    return pointFacts(this.#shopper, this.#event, this.#at)
  }
  get shopper() {
    return shopperFacts(this.#shopper, this.#at, this.#rulebook.shop.time_zone)
  }
  get trouble(): Group {
    return { late: isLateFor(this.#shopper, this.#at), complaint: isComplaining(this.#shopper, this.#at) }
  }
  get abandoned(): Group {
    return { count: this.#shopper.carts_abandoned }
  }
  get hesitation(): Group {
    const { at = 0, seen = {} } = this.#shopper.hesitation ?? {}
    return { level: levelOf(seen, this.#at - at), reason: barrierOf(seen, this.#at - at) }
  }
  get session(): Group {
    return { buys: this.#around?.buys }
  }
  get warehouse(): Group {
    return { load: this.#around?.signals?.warehouse_load }
  }
  get sales(): Group {
    return { volume: this.#around?.signals?.sales_volume }
  }
  get now() {
    return nowFacts(this.#at, this.#rulebook.shop)
  }
  get sign() {
    return this.#event?.kind === 'hesitated' ? this.#event.sign : undefined
  }
  get action() {
    return this.#event?.kind === 'action_done' ? this.#event.action : undefined
  }
  get shop(): Group {
    return { ...this.#rulebook.shop.facts, large_order: this.#rulebook.shop.large_order ?? undefined }
  }
  get segment(): Group {
    return segmentFacts(this.#rulebook, this as unknown as Facts)
  }
}

/**
 * Everything a rule may ask at `now`, ms since 1970. `vars` are the talk's variables; they stand at the top
 * and win over facts of the same name. `around` is the event's, where there is one.
 */
export const factsOf = (
  rulebook: Rulebook,
  shopper: Shopper,
  now: number,
  event: Event | null,
  vars: Readonly<Record<string, string | number | boolean>> = {},
  around: Around | null = event?.around ?? null,
): Facts => {
  const sheet = new FactSheet(rulebook, shopper, now, event, around) as unknown as Facts
  for (const [name, value] of Object.entries(vars))
    Object.defineProperty(sheet, name, { value, enumerable: true })
  return sheet
}

/** Which segments hold, each asked when it is looked at, since segments may use each other. */
const segmentFacts = (rulebook: Rulebook, facts: Facts): Group => {
  const group: Record<string, FactValue> = {}
  for (const [name, condition] of Object.entries(rulebook.segments))
    Object.defineProperty(group, name, { enumerable: true, get: () => condition.holds(facts) })
  return group
}

/** The names of the segments that hold, in the rulebook's order. */
export const segmentsOf = (rulebook: Rulebook, facts: Facts): readonly string[] =>
  Object.keys(rulebook.segments).filter((name) => rulebook.segments[name]?.holds(facts))
