// Events in over HTTP with full sync: two hours of a large shop, `taobao_two_hours.csv.gz`, as its pages would tell them,
// each in a request of its own or in batches, to a server in a process of its own. Events a second, p99, memory.
// By hand: node test/bench/events-in.ts [events] [at once] [events a batch; 1: each by itself]
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { KEYS, startProcess } from '../server-process.ts'
import { writeShop } from '../torture/overload/shop.ts'
import { quantile } from '../torture/overload/tally.ts'
import { openWire } from '../torture/overload/wire.ts'

const FILE = '/work/shared/data/taobao_two_hours.csv.gz'
const NAMES: Readonly<Record<string, string>> = {
  ...{
    pv: 'Product Viewed',
    cart: 'Product Added',
    fav: 'Product Added to Wishlist',
    buy: 'Order Completed',
  },
}

export type EventsIn = {
  readonly events: number
  readonly batch: number
  readonly atOnce: number
  readonly aSecond: number
  /** ms of a request. */
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** Microseconds of the processor for each event: what it takes however busy the machine is. */
  readonly cpu: number
  /** MB of the server before, and at most. */
  readonly before: number
  readonly most: number
  /** What was answered otherwise than accepted or counted. */
  readonly others: Readonly<Record<string, number>>
}

const propertiesOf = (name: string, item: string, n: number) => {
  const product = { product_id: item, name: `Item ${item}`, price: '390.00', quantity: 1 }
  return name === 'Order Completed' ? { order_id: `o-${n}`, total: '390.00', products: [product] } : product
}

/** As calls of track, in the order of the file, all of now. */
const eventsOf = (most: number): readonly object[] =>
  gunzipSync(readFileSync(FILE))
    .toString()
    .trim()
    .split('\n')
    .slice(0, most)
    .map((row, n) => {
      const [shopper = '', item = '', , behaviour = ''] = row.split(',')
      const event = NAMES[behaviour] ?? 'Product Viewed'
      return { messageId: `e${n}`, event, userId: shopper, properties: propertiesOf(event, item, n) }
    })

const memoryOf = (pid: number, what: 'VmRSS' | 'VmHWM'): number =>
  Math.round(
    Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
  )

/** ms of the processor that a process has used: clock ticks of 10 ms. */
const usedBy = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** null: the data are not here. */
export const eventsIn = async ({
  events: most = 96_168,
  atOnce = 64,
  batch = 1,
  profile = '',
} = {}): Promise<EventsIn | null> => {
  if (!existsSync(FILE)) return null
  const folder = mkdtempSync(join(tmpdir(), 'winback-bench-'))
  writeShop(folder)
  const more = { WINBACK_STOREFRONT: 'api', WINBACK_LOG: 'warn' }
  const prof = profile && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` }
  const { url, child, ended } = await startProcess(folder, { ...more, ...prof })
  const wire = openWire('127.0.0.1', Number(new URL(url).port), atOnce)
  try {
    const all = eventsOf(most)
    const bodies: string[] = []
    for (let from = 0; from < all.length; from += batch)
      bodies.push(JSON.stringify(batch === 1 ? all[from] : { batch: all.slice(from, from + batch) }))
    const path = batch === 1 ? '/v1/track' : '/v1/batch'
    const headers = `Authorization: Bearer ${KEYS.secret}\r\n`
    const before = memoryOf(child.pid!, 'VmRSS')
    const took: number[] = []
    const others: Record<string, number> = {}
    let next = 0
    let done = 0
    const one = async (): Promise<void> => {
      while (next < bodies.length) {
        const n = next++
        const asked = performance.now()
        const answer = await wire.ask({ path, headers, body: bodies[n]! })
        took.push(performance.now() - asked)
        if (answer?.status !== 200) {
          others[`status ${answer?.status}`] = (others[`status ${answer?.status}`] ?? 0) + 1
          continue
        }
        for (const [, status] of answer.body.matchAll(/"status":"(\w+)"/g)) {
          if (status === 'accepted' || status === 'counted' || status === 'repeat') done++
          else others[status!] = (others[status!] ?? 0) + 1
        }
      }
    }
    const used = usedBy(child.pid!)
    const began = performance.now()
    await Promise.all(Array.from({ length: atOnce }, one))
    const seconds = (performance.now() - began) / 1000
    const sorted = took.toSorted((a, b) => a - b)
    return {
      ...{ events: done, batch, atOnce, aSecond: Math.round(done / seconds) },
      ...{ p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: quantile(sorted, 1) },
      cpu: Math.round(((usedBy(child.pid!) - used) * 1000) / Math.max(1, done)),
      ...{ before, most: memoryOf(child.pid!, 'VmHWM'), others },
    }
  } finally {
    wire.close()
    child.kill(profile ? 'SIGTERM' : 'SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const [events, atOnce, batch] = process.argv.slice(2).map(Number)
  const given = { ...(events && { events }), ...(atOnce && { atOnce }), ...(batch && { batch }) }
  const profile = process.env.PROFILE
  console.log((await eventsIn({ ...given, ...(profile && { profile }) })) ?? `${FILE} is not here`)
}
