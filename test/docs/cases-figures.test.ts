// The cases whose mechanics are figures (S01, S09, S13, S14): made-up shoppers live through them on the real engine, and
// reports and steering say of it what was counted here beside.
import { afterEach, describe, expect, it } from 'vitest'
import { explain } from '../../src/core/query/explain.ts'
import { createSteering } from '../../src/runtime/steering.ts'
import { DAY, figures, openCase, type PlayedCase } from './cases-world.ts'

let played: PlayedCase | null = null
afterEach(async () => {
  await played?.close()
  played = null
})
const open = async (folder: string, begin: number): Promise<PlayedCase> => {
  played = await openCase(folder, begin)
  return played
}
const share = (part: number, all: number): number => (part / all) * 100

describe('S13, the electronics shop', () => {
  it('shows the share of orders with a code month by month, and repeat purchases against the holdout', async () => {
    const months = [0, 1, 2, 3, 4].map((month) => Date.UTC(2025, month, 3, 9))
    const shop = await open('s13-electronics-shop', months[0]!)
    const told: Record<string, { orders: number; with_code: number }> = {}
    const again = { offer: [0, 0], holdout: [0, 0] }
    for (const [month, begin] of months.entries()) {
      await shop.until(begin)
      const counted = { orders: 0, with_code: 0 }
      told[`2025-0${month + 1}`] = counted
      // Everybody buys in their first month, and somebody new comes each month; with a code more of them come back.
      for (let n = 0; n < 60; n++) {
        const who = `s${n}`
        const first = n % 3
        if (month < first) continue
        const own = await shop.code(who)
        const isBack = month === first + 1 && (own ? n % 4 !== 0 : n % 5 === 0)
        if (month !== first && !isBack) continue
        await shop.adds(who, 400_000 + n * 1000)
        counted.orders++
        if (await shop.orders(who, 400_000 + n * 1000)) counted.with_code++
      }
    }
    await shop.until(Date.UTC(2025, 8, 1))
    for (let n = 0; n < 60; n++) {
      const one = (await shop.shopper(`s${n}`))!
      const row = one.enrolments.find(({ campaign }) => campaign === 'after_order')
      const arm = row?.arm === 'holdout' ? 'holdout' : 'offer'
      again[arm][0]! += one.orders.count > 1 ? 1 : 0
      again[arm][1]! += 1
    }

    const { breakdown } = await figures(shop, '--campaign', 'every_cart', '--by', 'month')
    const rows = breakdown!.groups.map(({ value, figures: of }) => [
      value,
      { orders: of.orders, with_code: of.with_code },
    ])
    const wanted = Object.entries(told).filter(([, { orders }]) => orders > 0)
    expect(rows).toEqual(wanted)
    expect(wanted.length).toBeGreaterThan(3)
    expect(wanted[0]![1].with_code).toBe(0)
    expect(wanted[1]![1].with_code).toBeGreaterThan(5)
    for (const [n, group] of breakdown!.groups.entries()) {
      const { orders, with_code } = wanted[n]![1]
      expect(group.figures.orders_with_code_share).toBeCloseTo(share(with_code, orders), 9)
    }
    // Who had ordered before: nobody in the first month.
    expect(breakdown!.groups[0]?.figures.returning_share).toBe(0)
    expect(breakdown!.groups.at(-1)?.figures.returning_share).toBe(100)

    const { effect } = (await figures(shop, '--campaign', 'after_order')).campaigns[0]!
    expect([effect.treated.ordered, effect.treated.shoppers]).toEqual(again.offer)
    expect([effect.holdout.ordered, effect.holdout.shoppers]).toEqual(again.holdout)
    expect(again.holdout[1]).toBeGreaterThan(3)
    const [now, without] = [
      share(again.offer[0]!, again.offer[1]!),
      share(again.holdout[0]!, again.holdout[1]!),
    ]
    expect(effect.conversion.points?.estimate).toBeCloseTo(now - without, 9)

    const text = await shop.report('--campaign', 'every_cart', '--by', 'month')
    expect(text).toMatch(/month.*Orders with a code.*Had ordered before/)
    expect(text).toMatch(/2025-02.*%/)
  }, 60_000)
})

/** Everybody does this at the same hour of a day; then the goal's time passes. */
const SHOPPERS = 180

/** Who has no code buys only where `anyway` says so. */
const buysAll = async (
  shop: PlayedCase,
  names: readonly string[],
  anyway: boolean,
): Promise<{ readonly orders: number; readonly with_code: number }> => {
  const counted = { orders: 0, with_code: 0 }
  for (const [n, who] of names.entries()) {
    if (!anyway && !(await shop.code(who))) continue
    counted.orders++
    if (await shop.orders(who, 100_000 + (n % 7) * 100)) counted.with_code++
  }
  return counted
}

const many = (name: string): readonly string[] => Array.from({ length: SHOPPERS }, (_, n) => `${name}-${n}`)

const steeringOf = ({ store, rulebook, clock }: PlayedCase) =>
  createSteering({ store, rulebook: () => rulebook, clock })

/** A look a day, and one more when the money has arrived. */
const looks = async (shop: PlayedCase, days: number): Promise<readonly string[]> => {
  const steering = steeringOf(shop)
  for (let day = 0; day < days; day++) {
    await shop.until(shop.now() + DAY)
    await steering.tick()
    await shop.until(shop.now() + 60_000)
    await steering.tick()
  }
  return (await steering.doings()).map(({ did, campaign }) => `${did} ${campaign}`)
}

describe('S01, the clothing shop', () => {
  it('sets conversion of left carts, mean order and repeat purchases beside the holdout, points and percent apart', async () => {
    const shop = await open('s01-clothing-shop', Date.UTC(2025, 2, 3, 9))
    for (let n = 0; n < 100; n++) await shop.adds(`s${n}`, 250_000)
    await shop.until(shop.now() + 3_600_000)
    const counted = { offer: [0, 0], holdout: [0, 0] }
    let twice = 0
    for (let n = 0; n < 100; n++) {
      const row = (await shop.shopper(`s${n}`))!.enrolments[0]!
      const arm = row.arm === 'holdout' ? 'holdout' : 'offer'
      counted[arm][1]!++
      // Those who get an offer say that it is too dear; every second of them buys, of the others every fourth.
      if (arm === 'offer') {
        const address = { channel: 'web', id: `visitor-s${n}` }
        await shop.happens(`s${n}`, { kind: 'said', text: 'Дорого', choice: 'price', address })
        await shop.until(shop.now() + 5000)
      }
      if (n % (arm === 'offer' ? 2 : 4) !== 0) continue
      counted[arm][0]!++
      expect(await shop.orders(`s${n}`, 250_000)).toBe(arm === 'offer')
      if (n % 8 !== 0) continue
      twice++
      await shop.orders(`s${n}`, 350_000)
    }
    await shop.until(shop.now() + 20 * DAY)
    const { figures: of, effect } = (await figures(shop, '--campaign', 'abandoned_cart')).campaigns[0]!
    expect([effect.treated.ordered, effect.treated.shoppers]).toEqual(counted.offer)
    expect([effect.holdout.ordered, effect.holdout.shoppers]).toEqual(counted.holdout)
    const [with_, without] = [
      share(counted.offer[0]!, counted.offer[1]!),
      share(counted.holdout[0]!, counted.holdout[1]!),
    ]
    expect(effect.conversion.points).toMatchObject({ unit: 'percentage_points' })
    expect(effect.conversion.points?.estimate).toBeCloseTo(with_ - without, 9)
    expect(effect.conversion.percent?.estimate).toBeCloseTo((with_ / without - 1) * 100, 9)
    const bought = counted.offer[0]! + counted.holdout[0]!
    expect(of).toMatchObject({ orders: bought + twice, returning_share: 0 })
    expect(Number(of.mean_order)).toBeCloseTo((bought * 2500 + twice * 3500) / (bought + twice), 2)
    expect(of.repeat_share).toBeCloseTo(share(twice, bought), 9)
    expect(of.orders_per_30_days).toMatchObject({ before: 0 })
    expect(of.orders_per_30_days.after).toBeGreaterThan(0)
  }, 60_000)
})

describe('S09, tracking in four ways', () => {
  it('knows a code at the till: which, whose, what sum, joined to the record of the shopper', async () => {
    const shop = await open('s09-tracking', Date.UTC(2025, 2, 3, 9))
    const names = many('who').slice(0, 12)
    for (const who of names) await shop.adds(who, 90_000)
    await shop.until(shop.now() + 2 * 3_600_000)
    const who = (await Promise.all(names.map(async (one) => ((await shop.code(one)) ? one : null)))).find(
      Boolean,
    )!
    const typed = (await shop.code(who))!
    const stranger = await shop.redeems(names.find((one) => one !== who)!, typed, 90_000, 'till-1')
    expect(stranger).toMatchObject({ kind: 'done', reply: { kind: 'refused' } })
    const used = await shop.redeems(who, typed, 90_000, 'till-2')
    expect(used).toMatchObject({ kind: 'done', reply: { kind: 'redeemed', amount: 9000 } })

    const record = (await shop.shopper(who))!
    expect(record.codes[0]?.redemptions).toMatchObject([{ order: 'till-2', amount: 9000 }])
    const explained = explain({
      ...{ rulebook: shop.rulebook, shopper: record, at: shop.now() },
      around: await shop.engine.around(record),
      budgets: await shop.store.records.budgets(),
    })
    expect(explained.codes).toMatchObject([{ offer: 'track_10', campaign: 'left_cart', state: 'redeemed' }])
    const lines = (await figures(shop, '--by', 'code')).codes!.latest
    expect(lines.find(({ state }) => state === 'redeemed')).toMatchObject({
      offer: 'track_10',
      amount: '90.00',
    })
  }, 60_000)

  it('turns the strong campaign up and the weak one down, and tells devices and regions apart', async () => {
    const shop = await open('s09-tracking', Date.UTC(2025, 2, 3, 9))
    const [strong, weak] = [many('strong'), many('weak')]
    for (const [n, who] of [...strong, ...weak].entries()) {
      const traits = { device: n % 2 ? 'phone' : 'computer', region: n % 3 ? 'UA-46' : 'UA-30' }
      await shop.happens(who, { kind: 'identified', traits })
    }
    for (const who of strong) await shop.adds(who, 100_000)
    for (const who of weak) await shop.happens(who, { kind: 'signed_in' })
    await shop.until(shop.now() + 2 * 3_600_000)
    const bought = await buysAll(shop, strong, false)
    await buysAll(shop, weak, true)
    await shop.until(shop.now() + 15 * DAY)

    const did = await looks(shop, 16)
    expect(did.filter((one) => one.startsWith('paused'))).toEqual(['paused welcome_back'])
    const { state } = await steeringOf(shop).view()
    expect(state.moves.left_cart?.budget).toBeGreaterThan(0)
    expect(state.moves.welcome_back?.budget).toBe(-state.moves.left_cart!.budget!)

    for (const by of ['device', 'region'] as const) {
      const { groups } = (await figures(shop, '--campaign', 'left_cart', '--by', by)).breakdown!
      expect(groups.map(({ value }) => value).toSorted()).toEqual(
        by === 'device' ? ['computer', 'phone'] : ['UA-30', 'UA-46'],
      )
      expect(groups.reduce((all, group) => all + group.figures.orders, 0)).toBe(bought.orders)
      expect(groups.every(({ effect }) => effect !== null)).toBe(true)
    }
  }, 120_000)
})

describe('S14, the supermarket chain', () => {
  it('cuts spending where it brings nothing, and keeps each region to its own budget', async () => {
    const shop = await open('s14-supermarket-chain', Date.UTC(2025, 2, 3, 9))
    const [sumy, kyiv] = [many('sumy'), many('kyiv')]
    for (const who of sumy) await shop.happens(who, { kind: 'identified', traits: { region: 'Sumy' } })
    for (const who of kyiv) await shop.happens(who, { kind: 'identified', traits: { region: 'Kyiv' } })
    for (const who of sumy) await shop.happens(who, { kind: 'signed_in' })
    const budgets = await shop.store.records.budgets()
    // 4000 UAH a week, at 40 UAH each: a hundred codes and not one more, however many sign in.
    expect(budgets.find(({ budget }) => budget === 'sumy')?.reserved).toBe(400_000)
    const bySumy = await buysAll(shop, sumy, false)
    expect(bySumy).toEqual({ orders: 100, with_code: 100 })
    // Everybody in Kyiv buys once; and whoever has bought would have bought again without a code.
    await buysAll(shop, kyiv, true)
    await shop.until(shop.now() + DAY)
    const buyers = await Promise.all(
      [...sumy, ...kyiv].map(async (who) => ((await shop.shopper(who))?.orders.count ? [who] : [])),
    )
    await buysAll(shop, buyers.flat(), true)
    await shop.until(shop.now() + 15 * DAY)

    const { earnings } = await steeringOf(shop).view()
    expect(earnings.get('everywhere')).toMatchObject({ verdict: 'loses' })
    expect(earnings.get('sumy')).toMatchObject({ verdict: 'earns' })
    const did = await looks(shop, 9)
    expect(did).toContain('paused everywhere')
    expect(did.filter((one) => one.startsWith('paused'))).toHaveLength(1)
    // Paused: the next order of somebody in Kyiv brings no code any more.
    await shop.happens('kyiv-new', { kind: 'identified', traits: { region: 'Kyiv' } })
    await shop.orders('kyiv-new', 60_000)
    expect((await shop.shopper('kyiv-new'))?.codes).toEqual([])

    const { groups } = (await figures(shop, '--campaign', 'sumy', '--by', 'region')).breakdown!
    expect(groups.map(({ value, figures: of }) => [value, of.orders])).toEqual([['Sumy', 200]])
  }, 120_000)
})
