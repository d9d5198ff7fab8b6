// What a replay finds, worked out once more from the file by other means. Shares no code with what it checks.

import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import { realFile } from '../real-file.ts'
import { linesOf, replayed, rowsIn, workFolder } from './replay-run.ts'

const folder = workFolder()
const MINUTES = 60

type Click = { user: string; item: string; what: string; at: number; id: string }

/** Lines as they are documented to run: by time, then by the hash of their content. */
const clicks = (lines: readonly string[]): Click[] =>
  lines
    .filter((line) => line !== '')
    .map((line) => {
      const [user = '', item = '', , what = '', seconds = ''] = line.split(',')
      const id = createHash('sha256').update(line.replaceAll(',', '\x1f')).digest('base64url').slice(0, 22)
      return { user, item, what, at: Number(seconds), id }
    })
    .filter(({ at }) => at > 946684800)
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

/** `user second` of every cart that was left for 45 minutes. */
const leftCarts = (all: readonly Click[]): string[] => {
  const end = all.at(-1)?.at ?? 0
  const left: string[] = []
  for (const mine of Map.groupBy(all, ({ user }) => user).values()) {
    const cart = new Map<string, number>()
    let [told, last] = [false, 0]
    const silence = (until: number) => {
      if (cart.size === 0 || told || until - last < 45 * MINUTES) return
      told = true
      left.push(`${mine[0]?.user} ${last + 45 * MINUTES}`)
    }
    for (const { item, what, at } of mine) {
      silence(at)
      last = at
      const pieces = (cart.get(item) ?? 0) + (what === 'cart' ? 1 : what === 'buy' ? -1 : 0)
      if (pieces > 0) cart.set(item, pieces)
      else cart.delete(item)
      if (cart.size === 0) told = false
    }
    silence(end)
  }
  return left.sort()
}

describe('the abandoned carts of Taobao', () => {
  it('are the very ones that the file shows', async (test) => {
    const file = realFile('taobao_users.csv.gz', test)
    // Without caps, so that each abandonment leaves an enrolment with its time.
    const flows = join(folder, 'uncapped')
    cpSync('src/histories/rulebooks/taobao', flows, { recursive: true })
    const edit = (name: string, from: RegExp, to: string) =>
      writeFileSync(join(flows, name), readFileSync(join(flows, name), 'utf8').replace(from, to))
    edit('flows/abandoned_cart.yaml', /at_most:.*/, '')
    edit('flows/shop.yaml', /contact:.*/, 'contact: none')
    const data = join(folder, 'uncapped-data')
    const { carts_abandoned } = await replayed(['--from', 'taobao', file, '--flows', flows, '--data', data])
    const users = new Map(
      rowsIn(data, 'SELECT id, document FROM shopper').map(({ id, document }) => [
        id,
        readDocument(String(document)).addresses[0]!.id,
      ]),
    )
    const found = rowsIn(data, 'SELECT row FROM enrolment')
      .map(({ row }) => JSON.parse(String(row)) as { shopper: string; campaign: string; at: number })
      .filter(({ campaign }) => campaign === 'abandoned_cart')
      .map(({ shopper, at }) => `${users.get(shopper)} ${at / 1000}`)
      .sort()
    const expected = leftCarts(clicks(linesOf(file)))
    expect(expected.length).toBeGreaterThan(20)
    expect(found).toEqual(expected)
    expect(carts_abandoned).toBe(expected.length)
  })
})

const SIX_FIELDS = /^([^,]*),([^,]*),(?:"(?:[^"]|"")*"|[^,]*),([^,]*),([^,]*),([^,]*),([^,]*),/

describe('Online Retail', () => {
  it('escalates the large carts and leaves unmatched what nobody bought', async (test) => {
    const lines = linesOf(realFile('online_retail.csv.gz', test)).slice(0, 40_000)
    const [carts, pieces] = [new Map<string, number>(), new Map<string, number>()]
    let [rejected, unmatched] = [0, 0]
    for (const line of lines.slice(1)) {
      const [, invoice = '', item, quantity, time = '', price, customer] = SIX_FIELDS.exec(line) ?? []
      if (!customer || !(Number(price) > 0)) {
        rejected++
        continue
      }
      const [count, key] = [Number(quantity), `${customer} ${item}`]
      const there = pieces.get(key) ?? 0
      if (invoice.startsWith('C')) {
        if (there === 0) unmatched++
        pieces.set(key, Math.max(0, there + count))
      } else {
        pieces.set(key, there + count)
        // The carts of one shopper within ten minutes are one cart; none of the large ones is made up so.
        const cart = `${customer} ${invoice} ${time}`
        carts.set(cart, (carts.get(cart) ?? 0) + Math.round(Number(price) * 100) * count)
      }
    }
    const data = join(folder, 'retail')
    const file = join(folder, 'retail.csv')
    writeFileSync(file, lines.join('\n'))
    const summary = await replayed(['--from', 'online-retail', file, '--data', data])
    const large = [...carts.values()].filter((total) => total >= 384_900).length
    expect(large).toBe(5)
    expect(summary).toMatchObject({ rejected, unmatched, escalated: large, carts_abandoned: 0 })
    expect(summary.read).toBe(lines.length - 1)
    const rows = rowsIn(data, 'SELECT row FROM enrolment').map(({ row }) => JSON.parse(String(row)))
    for (const row of rows.filter(({ campaign }) => campaign === 'large_order'))
      expect(row).toMatchObject({ escalated: true, codes: [] })
  })
})
