// What a replay says of Online Retail month by month, and when it finds the lapsed, worked out once more from the file
// by a plain loop. Shares no code with what it checks.

import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import { realFile } from '../real-file.ts'
import { contentOf, linesOf, ofStore, replayed, rowsIn, workFolder } from './replay-run.ts'

const folder = workFolder()
const DAY = 86_400_000
const FIELDS = /^([^,]*),([^,]*),("(?:[^"]|"")*"|[^,]*),([^,]*),([^,]*),([^,]*),([^,]*),(.*)$/

type Line = {
  invoice: string
  item: string
  count: number
  at: number
  pence: number
  who: string
  id: string
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text

/** Lines that say something, by time, purchases first, then by shopper, invoice and the hash of their content. */
const read = (lines: readonly string[]): Line[] =>
  lines
    .slice(1)
    .flatMap((line) => {
      const fields = FIELDS.exec(line)?.slice(1).map(unquoted)
      if (!fields) return []
      const [invoice = '', item = '', , count = '', time = '', price = '', customer = ''] = fields
      const pence = Math.max(1, Math.round(Math.round(Number(price) * 1000) / 10))
      if (!customer || !(Number(price) > 0)) return []
      const id = createHash('sha256').update(fields.join('\x1f')).digest('base64url').slice(0, 22)
      const at = Date.parse(`${time.replace(' ', 'T')}Z`)
      return [{ invoice, item, count: Number(count), at, pence, who: customer.replace('.0', ''), id }]
    })
    .sort((a, b) => {
      const key = ({ at, invoice, who, id }: Line) =>
        [at, invoice.startsWith('C') ? 1 : 0, who, invoice, id] as const
      const [x, y] = [key(a), key(b)]
      for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i]! < y[i]! ? -1 : 1
      return 0
    })

type Order = { at: number; total: number }
/** `seen`: a cart or a return; `order`: an order of this total; `back`: so much of an order. */
type Event = { at: number; who: string; order: Order; kind: 'cart' | 'order' | 'back'; pence: number }

const eventsOf = (lines: readonly Line[]): Event[] => {
  const events: Event[] = []
  const bought = new Map<string, { order: Order; pence: number; left: number }[]>()
  const groups = Map.groupBy(lines, ({ at, invoice, who }) => `${at} ${who} ${invoice}`)
  for (const group of groups.values()) {
    const { at, who, invoice } = group[0]!
    if (!invoice.startsWith('C')) {
      const order = { at: at + 600_000, total: 0 }
      for (const { item, count, pence } of group) {
        const key = `${who} ${item}`
        bought.set(key, [...(bought.get(key) ?? []), { order, pence, left: count }])
      }
      const pence = group.reduce((sum, line) => sum + line.pence * line.count, 0)
      events.push(
        { at, who, order, kind: 'cart', pence: 0 },
        { at: order.at, who, order, kind: 'order', pence },
      )
      continue
    }
    const back = new Map<Order, { at: number; pence: number }>()
    for (const line of group) {
      let wanted = -line.count
      // The latest purchase first; of one time the one that was read last.
      const purchases = (bought.get(`${who} ${line.item}`) ?? []).toReversed()
      for (const purchase of purchases.toSorted((a, b) => b.order.at - a.order.at)) {
        const pieces = Math.min(wanted, purchase.left)
        if (pieces === 0) continue
        wanted -= pieces
        purchase.left -= pieces
        const sum = back.get(purchase.order) ?? { at: Math.max(at, purchase.order.at), pence: 0 }
        sum.pence += pieces * purchase.pence
        back.set(purchase.order, sum)
      }
    }
    for (const [order, sum] of back) events.push({ ...sum, who, order, kind: 'back' })
  }
  const rank = { order: 0, back: 1, cart: 2 }
  return events.sort((a, b) => a.at - b.at || rank[a.kind] - rank[b.kind])
}

type Shopper = { orders: Order[]; seen: number }

const apply = (shoppers: Map<string, Shopper>, { at, who, order, kind, pence }: Event): Shopper => {
  const shopper = shoppers.get(who) ?? { orders: [], seen: at }
  shoppers.set(who, shopper)
  shopper.seen = Math.max(shopper.seen, at)
  if (kind === 'order') {
    order.total = pence
    shopper.orders.push(order)
  }
  if (kind === 'back') order.total -= Math.min(order.total, pence)
  return shopper
}

const standing = ({ orders }: Shopper): Order[] => orders.filter(({ total }) => total > 0)

/** Without a day since the last order there is no such number. */
const daysSince = (shopper: Shopper, now: number): number | null => {
  const last = standing(shopper).at(-1)
  return last ? Math.floor((now - last.at) / DAY) : null
}

const monthOf = (shoppers: Map<string, Shopper>, start: number, end: number) => {
  const all = [...shoppers.values()]
  const ordering = all.filter((one) => standing(one).length > 0)
  const sum = (one: Shopper) => standing(one).reduce((total, order) => total + order.total, 0)
  const values = {
    r: ordering.map((one) => standing(one).at(-1)!.at),
    f: ordering.map((one) => standing(one).length),
    m: ordering.map(sum),
  }
  const bounds = Object.fromEntries(
    Object.entries(values).map(([name, some]) => {
      const sorted = some.toSorted((a, b) => a - b)
      return [name, [1, 2, 3, 4].map((k) => sorted[Math.ceil((k * sorted.length) / 5) - 1]!)]
    }),
  )
  const score = (name: string, value: number) => 1 + bounds[name]!.filter((bound) => value > bound).length
  const rfm: Record<string, number> = {}
  ordering.forEach((_, i) => {
    const cell = `${score('r', values.r[i]!)}${score('f', values.f[i]!)}${score('m', values.m[i]!)}`
    rfm[cell] = (rfm[cell] ?? 0) + 1
  })
  const count = (holds: (orders: number, days: number, seen: number) => boolean): number =>
    all.filter((one) =>
      holds(standing(one).length, daysSince(one, end) ?? -1, Math.floor((end - one.seen) / DAY)),
    ).length
  const returned = all.filter((one) =>
    standing(one).some(
      (order, i, some) => i > 0 && order.at >= start && order.at - some[i - 1]!.at >= 90 * DAY,
    ),
  )
  return {
    shoppers: all.length,
    ordering: ordering.length,
    returned_after_90d: returned.length,
    rfm,
    segments: {
      first_purchase: count((orders) => orders === 0),
      new_but_silent: count((orders, days) => orders === 1 && days >= 30),
      returning: count((orders, days) => orders >= 2 && days < 60),
      lapsed_30: count((_, days) => days >= 30 && days < 60),
      lapsed_60: count((_, days) => days >= 60 && days < 90),
      lapsed_90: count((_, days) => days >= 90),
      lapsed_180: count((_, days) => days >= 180),
      almost_lost: count((_, __, seen) => seen >= 90),
    },
  }
}

/** `who time` of everybody who entered "no order for `from` days, but less than `to`", each time that it was entered. */
const lapses = (events: readonly Event[], from: number, to: number): string[] => {
  const shoppers = new Map<string, Shopper>()
  const held = new Set<string>()
  const found: string[] = []
  const end = events.at(-1)!.at
  const mine = Map.groupBy(events, ({ who }) => who)
  for (const [who, all] of mine) {
    for (const [i, event] of all.entries()) {
      const shopper = apply(shoppers, event)
      // Events of one moment are looked at one by one, as they come.
      const days = daysSince(shopper, event.at) ?? -1
      const is = days >= from && days < to
      if (is && !held.has(who)) found.push(`${who} ${event.at}`)
      if (is) held.add(who)
      else held.delete(who)
      const last = standing(shopper).at(-1)
      const due = last ? last.at + from * DAY : Number.POSITIVE_INFINITY
      if (!held.has(who) && due > event.at && due <= (all[i + 1]?.at ?? end)) {
        held.add(who)
        found.push(`${who} ${due}`)
      }
    }
  }
  return found.sort()
}

type Month = ReturnType<typeof monthOf> & { month: string; until: number }

describe('Online Retail, month by month', { timeout: 600_000 }, () => {
  it('has the segments, scores, returns and lapses that a plain loop over the file finds, also when run again', async (test) => {
    const path = realFile('online_retail.csv.gz', test)
    const flows = join(folder, 'rules')
    cpSync('src/histories/rulebooks/online-retail', flows, { recursive: true })
    // Without a cap, so that each entry leaves an enrolment with its time.
    const come = readFileSync(join(flows, 'flows/come_back.yaml'), 'utf8').replace(/at_most:.*/, '')
    writeFileSync(join(flows, 'flows/come_back.yaml'), come.replace('segment: lapsed', 'segment: lapsed_60'))
    const gone = come
      .replace('flow: come_back', 'flow: gone')
      .replace('segment: lapsed', 'segment: lapsed_90')
    writeFileSync(join(flows, 'flows/gone.yaml'), gone)
    const data = join(folder, 'data')
    const args = ['--from', 'online-retail', path, '--flows', flows, '--data', data]
    const first = await replayed(args)

    const events = eventsOf(read(linesOf(path)))
    const shoppers = new Map<string, Shopper>()
    const months = first.months as readonly Month[]
    expect(months.map(({ month }) => month)).toEqual([
      '2010-12',
      '2011-01',
      '2011-02',
      '2011-03',
      '2011-04',
      '2011-05',
    ])
    let next = 0
    for (const { month, until, segments, ...found } of months) {
      const isLast = month === '2011-05'
      while (next < events.length && (isLast || events[next]!.at < until)) apply(shoppers, events[next++]!)
      const expected = monthOf(shoppers, Date.parse(`${month}-01T00:00:00Z`), until)
      expect({ month, ...found }).toEqual({
        ...{ month, shoppers: expected.shoppers, ordering: expected.ordering, rfm: expected.rfm },
        returned_after_90d: expected.returned_after_90d,
      })
      for (const [name, count] of Object.entries(expected.segments))
        expect(`${month} ${name} ${segments[name as keyof typeof segments] ?? 0}`).toBe(
          `${month} ${name} ${count}`,
        )
    }
    expect(months.at(-1)?.returned_after_90d).toBeGreaterThan(50)

    const names = new Map(
      rowsIn(data, 'SELECT id, document FROM shopper').map(({ id, document }) => [
        id,
        readDocument(String(document)).addresses[0]!.id,
      ]),
    )
    const entered = (campaign: string): string[] =>
      rowsIn(data, 'SELECT row FROM enrolment')
        .map(({ row }) => JSON.parse(String(row)) as { shopper: string; campaign: string; at: number })
        .filter((row) => row.campaign === campaign)
        .map(({ shopper, at }) => `${names.get(shopper)} ${at}`)
        .sort()
    for (const [campaign, from, to] of [
      ['come_back', 60, 90],
      ['gone', 90, Number.POSITIVE_INFINITY],
    ] as const) {
      const expected = lapses(eventsOf(read(linesOf(path))), from, to)
      expect(expected.length).toBeGreaterThan(500)
      expect(entered(campaign)).toEqual(expected)
    }

    const content = contentOf(data)
    const again = await replayed(args)
    expect(ofStore(again)).toEqual(ofStore(first))
    expect(contentOf(data)).toEqual(content)
  })
})
