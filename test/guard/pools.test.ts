// Codes of a pool look like nothing in particular: the store is asked which words are some.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sealForPool } from '../../src/runtime/pool-codes.ts'
import { createSeal } from '../../src/seal.ts'
import { OFFERS, rulebookOf, SHOP } from '../core/world.ts'
import { KEY, openEngine, visitor } from '../runtime/open-engine.ts'

const OFFERS_OF_POOLS = `${OFFERS}\n  winter: { amount: 100 UAH, minimum: 500 UAH, valid: 24h, codes: { pool: winter } }\n`
const rulebook = rulebookOf(
  {
    cart: `
flow: cart
about: A left cart.
start: { on: cart_abandoned, after: 45m }
campaign: { budget: 5000 UAH, until: none }
steps:
  - ask: abandoned_cart.why
    choices: [price]
    show: cart
    wait: 12h
  - give: winter
`,
    questions: `
flow: questions
about: Answers.
start: { on: message, when: reason == "returns" }
campaign: { budget: none, until: none }
steps:
  - say: answers.returns
`,
  },
  `${SHOP}facts: { delivery_cost: 120 UAH, free_delivery_from: 1500 UAH, delivery_days: 1–3, returns_days: 14, instalments: 3 }\n`,
  OFFERS_OF_POOLS,
)
const CODE = 'frost7788kx'

let folder = ''
let now = Date.UTC(2026, 10, 23, 8)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-guard-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('a code of a pool is neither phrased by a model nor said in a title, however it is written', async () => {
  let answers = ''
  const { engine, store, sent, close } = await openEngine({
    ...{ path: join(folder, 'winback.db'), rulebook, clock: () => now },
    understand: { read: () => ({ label: 'returns', confidence: 1, lang: 'en' }) },
    phrase: { phrase: async () => answers },
  })
  await store.pools.add('winter', [sealForPool(createSeal(KEY), CODE, null)])
  let n = 0
  const happens = (what: object) =>
    engine.accept({ id: `e${++n}`, at: now, trust: 'fact', from: visitor(1), what: what as never })
  const plain = rulebook.text({ key: 'answers.returns', args: { shop_returns_days: 14 } }, 'en')
  for (const written of [CODE, 'FROST-7788-KX', 'Frost.7788.KХ']) {
    answers = `Within 14 days, and psst, ${written}.`
    await happens({ kind: 'said', text: 'returns?', address: visitor(1), lang: 'en' })
    now += 2_000
    await engine.settle(now)
    expect(sent.at(-1)?.text).toBe(plain)
  }
  const line = { item: 'mug-1', title: `Mug FROST-7788-KX`, price: 90_000, quantity: 1 }
  await happens({ kind: 'cart_changed', change: 'add', lines: [line] })
  now += 3_600_000
  await engine.settle(now)
  expect(sent.at(-1)?.goods?.lines).toMatchObject([{ title: 'Mug' }])
  const lines = await store.records.lines((await engine.find(visitor(1))) ?? '', 0, 50)
  expect(lines.filter(({ did }) => did?.act === 'kept_back')).toHaveLength(4)
  expect(JSON.stringify(lines).toLowerCase()).not.toContain('7788')
  await close()
})
