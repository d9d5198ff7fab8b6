// Demo mode: a shop, a clock that can be moved, and keys and an agent that need no settings.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Visitor } from '../channels/web/visitor.ts'
import type { Config } from '../config.ts'
import { armOf } from '../core/enrolment/holdout.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Keys } from '../http/auth.ts'
import type { DemoParts } from '../http/demo/parts.ts'
import type { Log } from '../ports/log.ts'
import type { Seal } from '../ports/seal.ts'
import { sumOfFact } from '../rulebook/shop-facts.ts'
import { announce, catalogueOf } from '../storefronts/demo/catalogue.ts'
import { openDemoClock, readForward } from '../storefronts/demo/clock.ts'
import { openOrderBook } from '../storefronts/demo/orders.ts'
import { openPeople } from '../storefronts/demo/people.ts'
import { pictureOf } from '../storefronts/demo/pictures.ts'
import { createDemoShop } from '../storefronts/demo/shop.ts'
import { createWinback } from '../storefronts/demo/winback.ts'
import { type AgentLogin, hashLater } from './agent-logins.ts'

/** The same at each start with the same key, so that they need not be kept. */
export const demoKeys = (seal: Seal, config: Config): Keys => ({
  page: config.pageKey ?? `pk_demo_${seal.hmac('id', 'demo page key')}`,
  origins: config.origins,
  secret: config.secretKey ?? `sk_demo_${seal.hmac('id', 'demo secret key')}`,
})

export type DemoAgent = { readonly login: AgentLogin; readonly password: string }

export const demoAgent = (seal: Seal): DemoAgent => {
  const password = seal
    .hmac('id', 'demo agent')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 12)
  return { login: { name: 'demo', hash: hashLater(password) }, password }
}

export const openClock = (data: string): DemoParts['clock'] => openDemoClock(join(data, 'demo-clock.json'))

/** The shop looks so often after what it owes to Winback, ms. */
const UPKEEP = 10_000

export type Demo = {
  readonly parts: DemoParts
  /** Once the doors are open: the catalogue, and what an earlier run owes. Answers how to end. */
  readonly begin: () => () => Promise<void>
}

export const openDemo = (parts: {
  readonly data: string
  readonly secretKey: string
  readonly url: () => string
  readonly clock: DemoParts['clock']
  readonly rulebook: () => Rulebook
  readonly catchUp: (now: number) => Promise<void>
  readonly log: Log
}): Demo => {
  const { secretKey, url, clock, catchUp, log } = parts
  const sum = (fact: unknown, currency: string): number | null =>
    typeof fact === 'string' ? sumOfFact(fact, currency) : null
  const winback = createWinback({ url, secretKey })
  const shop = createDemoShop({
    ...{ winback, log, now: clock.now, secret: secretKey },
    people: openPeople(join(parts.data, 'demo-people.txt'), secretKey, winback),
    book: openOrderBook(join(parts.data, 'demo-orders.jsonl')),
    about: () => {
      const { name, currency, time_zone, languages, facts } = parts.rulebook().shop
      return {
        ...{ name, currency, time_zone, languages },
        delivery: sum(facts.delivery_cost, currency) ?? 0,
        free_from: sum(facts.free_delivery_from, currency),
      }
    },
  })
  const begin = () => {
    const over = new AbortController()
    const { signal } = over
    const pause = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
    const rows = () => catalogueOf(shop.prices, shop.stock)
    const announced = announce(winback, rows, pause, () => signal.aborted, log)
    let kept = shop.upkeep()
    const timer = setInterval(() => {
      kept = shop.upkeep()
    }, UPKEEP)
    timer.unref()
    return async () => {
      over.abort()
      clearInterval(timer)
      await Promise.all([announced, kept])
    }
  }
  return { parts: { shop, picture: pictureOf, clock, readForward, catchUp }, begin }
}

/** Holds nobody out who tries the demo: draws visitors until one is in the offer's arm of every campaign. */
export const issueForDemo =
  (issue: () => Visitor, idOf: (visitor: string) => string, rulebook: () => Rulebook) => (): Visitor => {
    const { flows } = rulebook()
    const isIn = (visitor: Visitor): boolean =>
      flows.every(({ name, campaign }) => armOf(name, idOf(visitor.visitor), campaign.holdout) === 'offer')
    let visitor = issue()
    for (let tries = 0; tries < 200 && !isIn(visitor); tries++) visitor = issue()
    return visitor
  }
