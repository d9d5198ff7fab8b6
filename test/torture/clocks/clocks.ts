// The machine's clock leaps back and ahead by seconds, hours and a year, while the engine runs and while it is down: who
// writes is answered, what is due comes once, nothing ends twice or comes back to life, and nothing comes as a storm.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readDocument } from '../../../src/core/document.ts'
import { createSteadyClock } from '../../../src/start/steady-clock.ts'
import { rulebookOf, SHOP } from '../../core/world.ts'
import { openEngine, visitor } from '../../runtime/open-engine.ts'
import type { Ordeal, Torture } from '../part.ts'
import { randomFrom } from '../random.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY
/** A cart is written of after 45 minutes; two clocks that meet slowly, and a leap that is too small to be moved back, add up. */
const LATEST = 5 * HOUR
const STEP = 20 * SECOND

const RULES = rulebookOf(
  {
    hello: `flow: hello\nstart: { on: message }\ncampaign: { budget: none, until: none }\nsteps:\n  - { say: bot.thanks }\n`,
    left: `flow: left\nstart: { on: cart_abandoned, after: 45m, at_most: once per 1h }\ncampaign: { budget: 9000000 UAH, until: none }\nsteps:\n  - { give: fixed_100 }\n`,
  },
  `${SHOP}contact: { at_most: none }\n`,
)

const LEAPS = [-2 * SECOND, 3 * SECOND, -50 * MINUTE, 40 * MINUTE, -5 * HOUR, 6 * HOUR, -YEAR, YEAR] as const

const run = async ({ seed, size, log, folder }: Ordeal) => {
  const draw = randomFrom(seed)
  const shoppers = size === 'long' ? 20 : 10
  const hours = size === 'long' ? 10 * 24 : 30
  const wrong: string[] = []
  const say = (holds: boolean, words: () => string): void => {
    if (!holds && wrong.length < 50) wrong.push(words())
  }
  let steady = 0
  let wall = Date.UTC(2026, 10, 23, 6)
  const path = join(folder, 'winback.db')
  const quiet = () => {}
  const sent: {
    readonly to: string
    readonly at: number
    readonly answer: boolean
    readonly code: string | undefined
  }[] = []
  let leapt = false
  const open = async () => {
    const clock = createSteadyClock({
      ...{ wall: () => wall, steady: () => steady, log: { info: quiet, warn: quiet, error: quiet } },
      onLeap: () => {
        leapt = true
      },
    })
    const opened = await openEngine({
      ...{ path, rulebook: RULES, clock, lease: 0 },
      channels: [
        {
          ...{ name: 'web', can: { buttons: 10, text: 4096, writes_first: true } },
          send: async ({ to, answer, code }) =>
            void sent.push({ to: to.id, at: steady, answer, code: code?.id }),
        },
      ],
    })
    await opened.engine.review()
    return { ...opened, clock }
  }
  let { engine, store, clock, close } = await open()
  const asked: { readonly shopper: number; readonly at: number }[] = []
  const carts: { readonly shopper: number; readonly at: number }[] = []
  const ended = new Map<string, string>()
  let events = 0
  let leaps = 0
  let restarts = 0
  const end = hours * HOUR
  for (; steady < end + 6 * HOUR; steady += STEP) {
    wall += STEP
    if (steady < end && draw() < STEP / (4 * HOUR)) {
      leaps++
      const by = LEAPS[Math.floor(draw() * LEAPS.length)]!
      wall += by
      if (draw() < 0.3) {
        restarts++
        await close()
        ;({ engine, store, clock, close } = await open())
      }
      log(`${(steady / HOUR).toFixed(1)} h: ${by / MINUTE} min`)
    }
    if (steady < end && draw() < (shoppers * STEP) / (2 * HOUR)) {
      const isCart = draw() < 0.5
      // A cart is left once: each is somebody else's.
      const n = isCart ? 1_000 + carts.length : Math.floor(draw() * shoppers)
      const from = visitor(n)
      const what = isCart
        ? ({
            kind: 'cart_changed',
            change: 'add',
            lines: [{ item: `i${events}`, price: 200_000, quantity: 1 }],
          } as const)
        : ({ kind: 'said', text: 'Hello there', address: from } as const)
      const done = await engine.accept({ id: `e${events++}`, at: clock(), trust: 'fact', from, what })
      say(done.kind === 'done' || done.kind === 'counted', () => `${what.kind} was ${JSON.stringify(done)}`)
      ;(isCart ? carts : asked).push({ shopper: n, at: steady })
    }
    await engine.settle(clock())
    await new Promise((resolve) => setImmediate(resolve))
    if (leapt) {
      leapt = false
      await engine.review()
    }
    if ((steady / STEP) % 30 === 0)
      for await (const document of store.records.shoppers())
        for (const { id, state } of readDocument(document).codes) {
          const before = ended.get(id)
          say(before === undefined || before === state, () => `code ${id} was ${before} and is ${state}`)
          if (state !== 'issued') ended.set(id, state)
        }
  }
  // Whoever wrote was answered within the quarter of an hour, by the time that passes.
  for (const { shopper, at } of asked)
    say(
      sent.some(
        (one) => one.answer && one.to === `visitor-${shopper}` && one.at >= at && one.at <= at + 15 * MINUTE,
      ),
      () => `visitor-${shopper} wrote at ${(at / HOUR).toFixed(2)} h and was not answered`,
    )
  const mailed = sent.filter(({ answer }) => !answer)
  // A cart that was left is written of once, however the clock leapt.
  for (const { shopper, at } of carts) {
    const wrote = mailed.filter((one) => one.to === `visitor-${shopper}`)
    say(
      wrote.length === 1 && wrote[0]!.at <= at + LATEST,
      () =>
        `the cart of visitor-${shopper} of ${(at / HOUR).toFixed(2)} h was written of ${wrote.length} times`,
    )
  }
  const left = (await store.outbox.figures()).waiting
  say(left === 0, () => `${left} messages wait for ever`)
  await close()
  rmSync(path, { force: true })
  return {
    wrong,
    figures: {
      leaps,
      restarts,
      asked: asked.length,
      carts: carts.length,
      mailings: mailed.length,
      'codes ended': ended.size,
    },
  }
}

export const clocks: Torture = {
  name: 'clocks',
  about:
    'the clock leaps by seconds, hours and a year: who writes is answered, nothing is forgotten, nothing is a storm',
  run,
}
