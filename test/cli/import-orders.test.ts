// Past orders from files, by real processes: beside a running server, killed in between, twice, shuffled.

import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import { clientOf } from '../http/client.ts'
import { realFile } from '../real-file.ts'
import { startServer, type TestServer } from '../server.ts'
import { counts, newShop } from './import-run.ts'

const servers: TestServer[] = []
afterAll(async () => {
  for (const server of servers) await server.stop()
})

const shuffled = <T>(all: readonly T[]): T[] =>
  all
    .map((one, i) => [Math.sin(i + 1), one] as const)
    .toSorted((a, b) => a[0] - b[0])
    .map(([, one]) => one)

const many = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => {
    const [month, day] = [1 + (i % 12), 1 + (i % 28)]
    const who = i % 50
    const status = i % 9 === 0 ? 'cancelled' : 'completed'
    return `N-${i},2025-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')} 10:00,u${who},u${who}@shop.example,${100 + i}.50,${status}`
  })
const HEAD = 'order_id,created_at,user_id,email,total,status'
const csv = (rows: readonly string[]): string => [HEAD, ...rows, ''].join('\n')

describe('winback import orders', () => {
  it("reads Shopify's export: lines over rows, times with a zone, cancelled and partly refunded orders", async () => {
    const shop = newShop()
    const file = shop.write(
      'shopify.csv',
      [
        'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Phone,Refunded Amount,Cancelled at,Id',
        '#1001,Anna@Shop.Example,paid,2026-01-05 10:00:00 +0200,UAH,900.00,80.00,0.00,980.00,HELLO,100.00,2026-01-05 09:59:00 +0200,2,Mug,390.00,mug,+380 50 123-45-67,0.00,,5001',
        '#1001,Anna@Shop.Example,,,,,,,,,,2026-01-05 09:59:00 +0200,1,Plate,220.00,plate,,,,',
        '#1002,anna@shop.example,partially_refunded,2026-02-05 10:00:00 +0200,UAH,500.00,0,0,500.00,,0,2026-02-05 10:00:00 +0200,1,Lamp,500.00,lamp,,200.00,,5002',
        '#1003,anna@shop.example,voided,,UAH,500.00,0,0,500.00,,0,2026-03-05 10:00:00 +0200,1,Lamp,500.00,lamp,,0,2026-03-06 10:00:00 +0200,5003',
      ].join('\n'),
    )
    expect(counts(await shop.figures(['orders', file]))).toEqual({
      ...{ read: 4, added: 3, changed: 0, unchanged: 0, refused: 0 },
    })
    const [anna] = shop.shoppers()
    expect(anna!.orders).toMatchObject({ count: 2, sum: 100_000 + 30_000, cancelled: 1 })
    expect(anna!.orders.first).toBe(Date.parse('2026-01-05T09:59:00+02:00'))
    expect(anna!.orders.last).toBe(Date.parse('2026-02-05T10:00:00+02:00'))
    expect(anna!.orders.recent[0]).toMatchObject({ id: '1001', total: 100_000, count: 3 })
    expect(anna!.traits).toEqual({ email: 'anna@shop.example', phone: '+380501234567' })
    const [{ n } = { n: null }] = shop.rows('SELECT count(*) AS n FROM outbox')
    expect(n).toBe(0)
  })

  it("reads WooCommerce's, and JSON lines with lines of their own; a local time is the shop's", async () => {
    const shop = newShop()
    const woo = shop.write(
      'woo.csv',
      [
        'order_id;date;status;shipping_total;discount_total;order_total;order_currency;customer_id;billing_email;billing_phone;line_items',
        '71;2026-01-05 12:00:00;wc-completed;80.00;0.00;860.00;UAH;0;o@shop.example;0501234567;"name:Mug|sku:mug|quantity:2|total:780.00"',
        '72;2026-01-06 12:00:00;pending;0;0;100.00;UAH;0;o@shop.example;;',
        '73;2026-01-07 12:00:00;processing;80.00;20.00;860.00;UAH;0;o@shop.example;;',
      ].join('\n'),
    )
    expect(await shop.figures(['orders', woo])).toMatchObject({ read: 3, added: 2, skipped: 1, refused: 0 })
    const json = shop.write(
      'o.jsonl',
      '{"order_id":"J-1","at":"2026-01-08T12:00:00Z","phone":"+380501234567","lines":[{"product_id":"mug","quantity":3,"price":"390.00"}]}\n{"order_id":"J-2"\n',
    )
    expect((await shop.figures(['orders', json], 2)).refused_rows).toEqual([
      { line: 2, id: '', why: 'it is not valid JSON' },
    ])
    const [olha] = shop.shoppers()
    expect(
      olha!.orders.recent.map(({ id, total, count, at }) => [id, total, count, new Date(at).toISOString()]),
    ).toEqual([
      ['71', 78_000, 2, '2026-01-05T10:00:00.000Z'],
      ['73', 80_000, 0, '2026-01-07T10:00:00.000Z'],
      ['J-1', 117_000, 3, '2026-01-08T12:00:00.000Z'],
    ])
  })

  it('says line by line what it refuses: days that may be months, the future, other money, nobody, two shoppers', async () => {
    const shop = newShop()
    await shop.figures([
      'orders',
      shop.write(
        'a.csv',
        'order_id,at,email,user_id,total\n1,2025-01-01,a@x.example,,5\n2,2025-01-01,,b,5\n',
      ),
    ])
    const file = shop.write(
      'b.csv',
      [
        'order_id,at,email,user_id,total,currency,status,product_id,quantity,price',
        '10,05/06/2025,a@x.example,,5,,,,,',
        '11,2099-01-01,a@x.example,,5,,,,,',
        '12,2025-01-01,a@x.example,,5,EUR,,,,',
        '13,2025-01-01,,,5,,,,,',
        '14,2025-01-01,a@x.example,b,5,,,,,',
        '15,2025-01-01,a@x.example,,,,odd,,,',
        '16,2025-02-30,a@x.example,,5,,,,,',
        '17,2025-01-01,a@x.example,,,,,mug,1,10',
        '18,13/06/2025,a@x.example,,5,,,,,',
        '17,2025-01-01,a@x.example,,,,,lamp,x,10',
        '1,2025-01-01,,b,5,,,,,',
      ].join('\n'),
    )
    const figures = await shop.figures(['orders', file], 2)
    expect(figures.refused_rows.map(({ line, id, why }) => `${line} ${id}: ${why}`)).toEqual([
      '2 10: "05/06/2025": the day and the month may be swapped: say --date-format dmy or mdy',
      '3 11: 2099-01-01 lies in the future',
      '4 12: it is in EUR, and the shop sells in UAH',
      '5 13: nobody is named: a user_id, an email or a phone is needed',
      '6 14: its user id, e-mail and phone are of two shoppers already',
      '7 15: the status "odd" is not known: completed, cancelled, refunded and the like',
      '8 16: "2025-02-30" is no time: write it like 2026-05-01 12:00',
      '9 17: the quantity "x" is no number of pieces',
      '11 17: the quantity "x" is no number of pieces',
      '12 1: an order of this id was counted for another shopper',
    ])
    expect(figures.added).toBe(1)
    expect(counts(await shop.figures(['orders', file, '--date-format', 'dmy'], 2))).toMatchObject({
      added: 1,
    })
  })

  it('comes to the same when it is killed and run again, run twice, shuffled, or read from standard input', {
    timeout: 120_000,
  }, async () => {
    const rows = many(3000)
    const whole = newShop()
    const first = await whole.figures(['orders', whole.write('a.csv', csv(rows))])
    expect(counts(first)).toEqual({ read: 3000, added: 3000, changed: 0, unchanged: 0, refused: 0 })
    const expected = whole.shoppers()

    const broken = newShop(whole.folder, { WINBACK_DATA: `${whole.folder}/other` })
    const other = { ...broken, data: `${whole.folder}/other` }
    const file = broken.write('b.csv', csv(shuffled(rows)))
    const [child, ran] = broken.begin(['import', 'orders', file])
    const started = Date.now()
    const db = `${other.data}/winback.db-wal`
    while (!existsSync(db) || readFileSync(db).length < 1_500_000) {
      if (Date.now() - started > 20_000) break
      await new Promise((go) => setTimeout(go, 5))
    }
    child.kill('SIGKILL')
    expect((await ran).code).toBe(null)
    const again = await broken.figures(['orders', '-'], 0, csv(rows))
    expect(again.added).toBeLessThan(3000)
    expect(again.added + again.unchanged).toBe(3000)
    expect(counts(await broken.figures(['orders', file]))).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 3000,
    })
    const { DatabaseSync } = await import('node:sqlite')
    const opened = new DatabaseSync(`${other.data}/winback.db`, { readOnly: true })
    const found = opened.prepare('SELECT document FROM shopper ORDER BY id').all()
    opened.close()
    const summaries = (
      all: readonly {
        readonly id: string
        readonly orders: unknown
        readonly visits: unknown
        readonly active: number
      }[],
    ) => all.map(({ id, orders, visits, active }) => ({ id, orders, visits, active }))
    expect(summaries(found.map(({ document }) => readDocument(String(document))))).toEqual(
      summaries(expected),
    )
  })

  it('adds nothing after the event ids were forgotten, and takes what has changed', {
    timeout: 120_000,
  }, async () => {
    const shop = newShop()
    const rows = many(40)
    await shop.figures(['orders', shop.write('a.csv', csv(rows))])
    const { DatabaseSync } = await import('node:sqlite')
    const db = new DatabaseSync(`${shop.data}/winback.db`)
    db.exec('DELETE FROM event')
    db.close()
    expect(counts(await shop.figures(['orders', `${shop.folder}/a.csv`]))).toMatchObject({
      added: 0,
      unchanged: 40,
    })
    const changed = rows.map((row) =>
      row.replace(/^(N-1,.*),completed$/, '$1,refunded').replace(/^(N-2,.*),102\.50/, '$1,52.50'),
    )
    expect(counts(await shop.figures(['orders', shop.write('b.csv', csv(changed))]))).toMatchObject({
      changed: 2,
      unchanged: 38,
    })
    expect(counts(await shop.figures(['orders', `${shop.folder}/b.csv`]))).toMatchObject({ changed: 0 })
    expect(counts(await shop.figures(['orders', `${shop.folder}/a.csv`]))).toMatchObject({ changed: 2 })
  })

  it('works beside a running server; an order counts once, whether it was told first or imported first', async () => {
    const server = await startServer()
    servers.push(server)
    const shop = newShop(server.folder)
    const client = clientOf(server)
    const tell = (order: string, messageId: string, price: number) =>
      client.shop('/v1/track', {
        ...{ messageId, event: 'Order Completed', userId: 'u1' },
        properties: { order_id: order, products: [{ product_id: 'mug', price, quantity: 1 }] },
      })
    await tell('L-1', 'm1', 390)
    const now = new Date().toISOString()
    const file = shop.write(
      'a.csv',
      `order_id,at,user_id,total\nL-1,${now},u1,1000\nH-1,2024-05-01,u1,500\nH-2,${now},u1,700\n`,
    )
    expect(counts(await shop.figures(['orders', file]))).toMatchObject({ added: 2, unchanged: 1 })
    expect((await tell('H-2', 'm2', 700)).status).toBe(200)
    expect((await tell('H-2', 'm3', 700)).status).toBe(200)
    const [u1] = shop.shoppers()
    expect(u1!.orders).toMatchObject({ count: 3, sum: 39_000 + 50_000 + 70_000, cancelled: 0 })
    expect(u1!.pending.filter(({ on }) => on === 'order_completed').length).toBeLessThan(2)
    const cancelled = shop.write(
      'b.csv',
      `order_id,at,user_id,total,status\nL-1,${now},u1,1000,refunded\nH-1,2024-05-01,u1,500,cancelled\n`,
    )
    expect(counts(await shop.figures(['orders', cancelled]))).toMatchObject({ changed: 2 })
    expect(shop.shoppers()[0]!.orders).toMatchObject({ count: 1, sum: 70_000, cancelled: 2 })
  })

  it('an order that was told of a visitor says whose e-mail it is, and is not counted again', async () => {
    const server = await startServer()
    servers.push(server)
    const shop = newShop(server.folder)
    const client = clientOf(server)
    const { visitor } = await client.visitor()
    await client.shop('/v1/track', {
      ...{ messageId: 'v1', event: 'Order Completed', anonymousId: visitor },
      properties: { order_id: 'V-1', total: '390.00' },
    })
    const rows = ['V-1,2025-01-01,v@shop.example,390', 'V-0,2024-01-01,v@shop.example,100']
    const file = shop.write('v.csv', ['order_id,at,email,total', ...rows].join('\n'))
    expect(counts(await shop.figures(['orders', file]))).toMatchObject({ added: 1, unchanged: 1 })
    expect(shop.shoppers().map(({ orders }) => [orders.count, orders.sum])).toEqual([[2, 49_000]])
  })

  it('takes the orders of a real shop in any split, and comes to the same', async (test) => {
    const path = realFile('online_retail.csv.gz', test)
    const [head = '', ...lines] = gunzipSync(readFileSync(path)).toString().trim().split('\n')
    const rows = lines.filter((line) => !line.startsWith('C')).slice(0, 9000)
    const isOdd = (row: string) => Number(row.slice(5, 6)) % 2 === 1
    const whole = newShop()
    const all = whole.write('all.csv', [head, ...rows].join('\n'))
    const figures = await whole.figures(['orders', all], 2)
    expect(figures.added).toBeGreaterThan(200)
    expect(counts(await whole.figures(['orders', all], 2))).toMatchObject({ added: 0, changed: 0 })
    const split = newShop()
    for (const [name, part] of [
      ['odd.csv', rows.filter(isOdd)],
      ['even.csv', shuffled(rows.filter((row) => !isOdd(row)))],
    ] as const)
      await split.figures(['orders', split.write(name, [head, ...part].join('\n'))], 2)
    const summaries = (shop: typeof whole) =>
      shop
        .shoppers()
        .map(({ addresses, orders }) => JSON.stringify([addresses, orders]))
        .toSorted()
    expect(summaries(split)).toEqual(summaries(whole))
  })
})

describe('how the shoppers stand to each other', () => {
  it('is measured once an import is in', async () => {
    const shop = newShop()
    const rows = [1, 2, 3, 4, 5, 6].map(
      (n) => `M-${n},2026-01-0${n} 10:00,u${n},u${n}@shop.example,${n}00,completed`,
    )
    await shop.figures(['orders', shop.write('m.csv', csv(rows))])
    const [note] = shop.rows("SELECT value FROM note WHERE name = 'rfm'")
    const { bounds } = JSON.parse(String(note?.value))
    expect(bounds).toMatchObject({ money: [20_000, 30_000, 40_000, 50_000], frequency: [1, 1, 1, 1] })
  })
})
