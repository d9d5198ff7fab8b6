// S15: what collecting is for, on a made-up history that goes through the real engine and is read by the verbs that a
// marketer types. S20: what the plan says before an experiment starts.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Happening } from '../../src/core/event.ts'
import type { ShownReport } from '../../src/http/report-shown.ts'
import { loadRulebook } from '../../src/rulebook/load.ts'
import { createSteering } from '../../src/runtime/steering.ts'
import { createSeal } from '../../src/seal.ts'
import { KEY, openEngine } from '../runtime/open-engine.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const CASES = join(ROOT, 'docs/cases')
const S15 = join(CASES, 's15-aims-of-collecting')
const HOUR = 3_600_000
const DAY = 24 * HOUR
const NONE = 'ZT-2345-6789-ABCD'

const folder = mkdtempSync(join(tmpdir(), 'winback-aims-'))
const loaded = await loadRulebook(S15, join(CASES, 'locales'))
if ('problems' in loaded) throw new Error('the case has problems')
const { rulebook } = loaded
const seal = createSeal(KEY)

// A past of ours, so that reports of today look back on it.
let now = Date.now() - 60 * DAY
const opened = await openEngine({ path: join(folder, 'winback.db'), rulebook, clock: () => now })
const { engine } = opened
const address = (who: string) => ({ channel: 'web', id: who })
let events = 0
const happens = (who: string, what: Happening) =>
  engine.accept({ id: `e${++events}`, at: now, trust: 'fact', from: address(who), what })
const find = async (who: string) => (await engine.shopper((await engine.find(address(who))) ?? ''))!
const textOf = async (who: string) => {
  const id = await engine.find(address(who))
  const code = id === null ? undefined : (await engine.shopper(id))?.codes.at(-1)
  return code ? seal.open(code.sealed, code.id) : undefined
}
const orders = async (who: string, id: string, total: number, category: string) => {
  const code = await textOf(who)
  const lines = [{ item: category, price: total, quantity: 1, category }]
  return happens(who, { kind: 'order_completed', order: { id, total, lines }, ...(code && { code }) })
}
const winback = (verb: string, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, 'src/cli/winback.ts'), verb, ...args], {
    env: {
      ...process.env,
      ...{ WINBACK_DATA: folder, WINBACK_FLOWS: join(CASES, 's20-code-module') },
      WINBACK_LOCALES: join(CASES, 'locales'),
    },
  })
const report = async (...args: readonly string[]): Promise<ShownReport> =>
  JSON.parse((await winback('report', '--data', folder, '--flows', S15, '--json', ...args)).stdout)

const EACH = 100
const write = (what: string, n: number) => `${what}-${n}`

/** Shoes are bought where there is a code for them; hats by every second shopper, and the first order by all, anyway. */
beforeAll(async () => {
  for (let n = 0; n < EACH; n++) await orders(write('shoes', n), write('old', n), 90_000, 'Shoes')
  now += 10 * DAY
  for (let n = 0; n < EACH; n++)
    for (const category of ['Shoes', 'Hats']) {
      const source = n % 2 === 0 ? 'search' : 'blog'
      await happens(write(category.toLowerCase(), n), { kind: 'identified', traits: { source } })
      const lines = [{ item: category, price: 150_000, quantity: 1, category }]
      await happens(write(category.toLowerCase(), n), { kind: 'cart_changed', change: 'add', lines })
    }
  for (let n = 0; n < EACH; n++) await happens(write('welcome', n), { kind: 'subscribed' })
  now += HOUR
  await engine.settle(now)
  now += HOUR
  for (let n = 0; n < EACH; n++) {
    const hasCode = (await find(write('shoes', n))).codes.length > 0
    if (hasCode) await orders(write('shoes', n), write('new', n), 150_000, 'Shoes')
    if (n % 2 === 0) await orders(write('hats', n), write('hat', n), 150_000, 'Hats')
    // The sums differ, as they do in life.
    await orders(write('welcome', n), write('first', n), 80_000 + n * 10, 'Mugs')
  }
  now += 20 * DAY
  await engine.settle(now)
}, 120_000)
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('S15, what collecting is for', () => {
  it('says which codes work', async () => {
    const { breakdown } = await report('--by', 'offer')
    const of = (offer: string) => breakdown!.groups.find(({ value }) => value === offer)!.figures
    const treated = { shoes: 0, hats: 0, welcome: 0 }
    for (const kind of ['shoes', 'hats', 'welcome'] as const)
      for (let n = 0; n < EACH; n++) treated[kind] += (await find(write(kind, n))).codes.length > 0 ? 1 : 0
    expect(of('shoes_10')).toMatchObject({ issued: treated.shoes, redeemed: treated.shoes })
    expect(of('welcome_100')).toMatchObject({ issued: treated.welcome, redeemed: treated.welcome })
    expect(of('cart_5').issued).toBe(treated.hats)
    expect(of('cart_5').redeemed).toBeLessThan(treated.hats)
    const { codes } = await report('--by', 'code')
    expect(codes!.all).toBe(treated.shoes + treated.hats + treated.welcome)
  })

  it('says in which categories they work, against the holdout', async () => {
    const { breakdown } = await report('--campaign', 'left_cart', '--by', 'category')
    const of = (category: string) => breakdown!.groups.find(({ value }) => value === category)!.effect!
    expect(of('Shoes').conversion).toMatchObject({ treated: 100, holdout: 0, verdict: { known: true } })
    expect(of('Hats').conversion.verdict).toEqual({ known: false, why: 'contains_zero' })
  })

  it('joins a code to where its shopper came from, and to how often they buy before and after (S20)', async () => {
    const { breakdown } = await report('--campaign', 'left_cart', '--by', 'source')
    const of = (source: string) => breakdown!.groups.find(({ value }) => value === source)!.figures
    expect([of('search').enrolled, of('blog').enrolled]).toEqual([EACH, EACH])
    // Hats: every second shopper buys, and those are the ones who came by search.
    expect(of('search').orders).toBeGreaterThan(of('blog').orders)
    for (const source of ['search', 'blog'])
      expect(of(source).orders_per_30_days).toMatchObject({ before: 0, after: expect.any(Number) })
  })

  it('finds one person with many accounts: one first order’s code, and an agent for the others', async () => {
    const mails = ['ivan.petrenko@gmail.com', 'ivanpetrenko@gmail.com', 'Ivan.Petrenko+shop@googlemail.com']
    const whos = Array.from({ length: 12 }, (_, n) => write('ivan', n))
    for (const [n, who] of whos.entries()) {
      const email = mails[n % mails.length]!.replace('+shop', `+shop${n}`)
      await happens(who, { kind: 'identified', traits: { email } })
      await happens(who, { kind: 'subscribed' })
    }
    const accounts = await Promise.all(whos.map(find))
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(whos.length)
    expect(accounts.filter(({ codes }) => codes.length > 0)).toHaveLength(1)
    const others = accounts.filter(({ tickets }) => tickets[0]?.reason === 'same_person')
    const held = accounts.filter(({ enrolments }) => enrolments[0]?.arm === 'holdout')
    expect(others.length).toBeGreaterThan(0)
    expect(1 + others.length + held.length).toBe(whos.length)
  })

  it('takes a code out of use that strangers try, and gives its owner another', async () => {
    let owner = ''
    for (let n = 0; (await textOf(owner)) === undefined; n++) {
      owner = write('owner', n)
      await happens(owner, { kind: 'subscribed' })
    }
    const text = (await textOf(owner))!
    const order = { id: 'stolen', total: 90_000, lines: [] }
    for (let n = 0; n < 5; n++) {
      const by = [address(write('stranger', n))]
      const [real, none] = [await engine.validate(text, order, by), await engine.validate(NONE, order, by)]
      expect(real).toEqual(none)
      expect(real).toMatchObject({ valid: false, reason: 'not_found' })
    }
    await expect
      .poll(async () => (await find(owner)).codes.map(({ state }) => state))
      .toEqual(['revoked', 'issued'])
    expect(await engine.validate(text, order, [address(owner)])).toMatchObject({ valid: false })
    expect(await engine.validate((await textOf(owner))!, order, [address(owner)])).toMatchObject({
      valid: true,
    })
  })

  it('moves budget to what works', async () => {
    const steering = createSteering({ store: opened.store, rulebook: () => rulebook, clock: () => now })
    const { earnings } = await steering.view()
    expect(earnings.get('left_cart')?.verdict).toBe('earns')
    expect(earnings.get('welcome')?.verdict).toBe('loses')
    // Seen to lose for a fortnight, and not on one bad day.
    for (let day = 0; day < 14; day++) {
      expect(await steering.tick()).toEqual([])
      now += DAY
    }
    await steering.tick()
    now += 60_000
    await steering.tick()
    // A fifth of what the loser has.
    expect((await steering.view()).state.moves).toEqual({
      welcome: { budget: -1_000_000 },
      left_cart: { budget: 1_000_000 },
    })
  })
})

/** Upper quantile of the normal distribution, by halving on its series. */
const quantile = (p: number): number => {
  const upTo = (x: number): number => {
    let [term, sum] = [x, x]
    for (let k = 1; k < 200; k++) {
      term *= -(x * x) / (2 * k)
      sum += term / (2 * k + 1)
    }
    return 0.5 + sum / Math.sqrt(2 * Math.PI)
  }
  let [low, high] = [0, 6]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (upTo(middle) < p) low = middle
    else high = middle
  }
  return low
}

describe('S20, before the experiment starts', () => {
  it('the plan says how many shoppers each variant needs, and how long that takes', async () => {
    const args = ['plan', 'left_cart', '--effect', '3pp', '--baseline', '12%', '--per-day', '40', '--json']
    const plan = JSON.parse((await winback('experiment', ...args)).stdout)
    const [p, q, comparisons] = [0.12, 0.15, 3]
    const mean = (p + q) / 2
    const root = quantile(1 - 0.05 / comparisons / 2) * Math.sqrt(2 * mean * (1 - mean))
    const needed = ((root + quantile(0.8) * Math.sqrt(p * (1 - p) + q * (1 - q))) / (q - p)) ** 2
    expect(plan.variants.map(({ name }: { name: string }) => name)).toEqual([
      ...['as_written', 'smaller', 'higher_minimum', 'shorter'],
    ])
    for (const { shoppers } of plan.variants) expect(Math.abs(shoppers - needed)).toBeLessThanOrEqual(1)
    expect(plan.per_day).toBeCloseTo(36)
    expect(plan.days).toBeCloseTo(plan.shoppers / 36 + 7)
  })
})
