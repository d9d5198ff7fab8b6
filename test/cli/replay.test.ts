import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realFile } from '../real-file.ts'
import {
  contentOf,
  interrupted,
  linesOf,
  ofStore,
  replay,
  replayed,
  rowsIn,
  workFolder,
} from './replay-run.ts'

const folder = workFolder()
const at = (name: string) => join(folder, name)
const file = (name: string, lines: readonly string[]): string => {
  writeFileSync(at(name), lines.join('\n'))
  return at(name)
}

const START = 1511700000
const HOUR = 3600
/** One shopper leaves a cart, another buys what lies in it, a third comes two days later. */
const SMALL = [
  `1,500,5,pv,${START}`,
  `1,500,5,cart,${START + 60}`,
  `2,600,5,cart,${START + 100}`,
  `2,600,5,buy,${START + 200}`,
  `2,600,5,buy,${START + 200}`,
  `4,600,5,buy,15`,
  `3,700,5,pv,${START + 48 * HOUR}`,
]

describe('winback replay', () => {
  it('prints one object on one line, and it adds up', async () => {
    const summary = await replayed(['--from', 'taobao', file('small.csv', SMALL)])
    expect(summary).toMatchObject({
      read: 7,
      duplicates: 1,
      events: 5,
      rejected: 1,
      rejected_reasons: { time: 1 },
      unmatched: 0,
      shoppers: 2,
      carts_abandoned: 1,
      talks: expect.any(Number),
      holdout: expect.any(Number),
      offers: expect.any(Number),
      codes: { issued: expect.any(Number), redeemed: 0, expired: 0, live: expect.any(Number) },
      escalated: 0,
      budget: { reserved: expect.any(Number), spent: 0, currency: 'CNY' },
      seconds: expect.any(Number),
      events_per_second: expect.any(Number),
    })
  })

  it('says in words what came of it and what it supposed', async () => {
    const { code, stdout } = await replay('--from', 'taobao', file('small.csv', SMALL))
    expect(code).toBe(0)
    expect(stdout).toMatch(/carts abandoned\s+1\n/)
    expect(stdout).toContain('Nobody answers in a history')
    expect(stdout).toContain("An order within a live code's terms is taken as redeeming it")
    expect(stdout).toContain('one is made from its id')
  })

  it('refuses what it cannot do in one sentence, and claims no folder by that', async () => {
    const { code, stdout, stderr } = await replay('--from', 'taobao', at('none.csv'), '--data', at('mine'))
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `There is no file ${at('none.csv')}\n`,
    })
    const other = ['--from', 'online-retail', '--data', at('mine')]
    const header = 'InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID'
    await replayed([...other, file('retail.csv', [header, '1,A,1,2010-12-01 08:00:00,2.5,'])])
  })

  it('goes on in a folder only under the same source and seed', async () => {
    const args = ['--from', 'taobao', file('small.csv', SMALL), '--data', at('seeded')]
    await replayed([...args, '--seed', '7'])
    expect(await replay(...args)).toMatchObject({ code: 1, stderr: expect.stringContaining('--seed 7') })
  })
})

describe('a history that is replayed again', () => {
  it('adds nothing', async (test) => {
    const args = ['--from', 'taobao', realFile('taobao_users.csv.gz', test), '--data', at('twice')]
    const first = await replayed(args)
    const content = contentOf(at('twice'))
    const second = await replayed(args)
    expect(first).toMatchObject({ read: 4733, duplicates: 0, events: 4733 })
    expect(second).toMatchObject({ read: 4733, duplicates: 4733, ...ofStore(first) })
    expect(contentOf(at('twice'))).toEqual(content)
  })

  it('is the same in another order of its lines', async (test) => {
    const lines = linesOf(realFile('taobao_users.csv.gz', test))
    const args = ['--from', 'taobao', '--data']
    const sorted = await replayed([...args, at('sorted'), file('sorted.csv', lines)])
    const shuffled = lines.toSorted((a, b) => (a.slice(-5) < b.slice(-5) ? -1 : 1))
    expect(ofStore(await replayed([...args, at('shuffled'), file('shuffled.csv', shuffled)]))).toEqual(
      ofStore(sorted),
    )
    expect(contentOf(at('shuffled'))).toEqual(contentOf(at('sorted')))
  })

  it('ends like an undisturbed one when it was killed or stopped on its way', {
    timeout: 120_000,
  }, async (test) => {
    const args = ['--from', 'taobao', realFile('taobao_users.csv.gz', test)]
    const undisturbed = await replayed([...args, '--data', at('undisturbed')])
    expect(await interrupted('SIGKILL', 1500, at('killed'), ...args)).toMatchObject({ code: null })
    const stopped = await interrupted('SIGINT', 3000, at('killed'), ...args)
    expect(stopped).toMatchObject({ code: 130, stderr: expect.stringContaining('it goes on') })
    expect(ofStore(await replayed([...args, '--data', at('killed')]))).toEqual(ofStore(undisturbed))
    expect(contentOf(at('killed'))).toEqual(contentOf(at('undisturbed')))
  })

  it('draws other codes from another seed', async () => {
    const codes = async (seed: string) => {
      const args = ['--from', 'taobao', file('small.csv', SMALL), '--seed', seed, '--data', at(`seed${seed}`)]
      await replayed(args)
      return rowsIn(at(`seed${seed}`), 'SELECT row FROM enrolment')
    }
    expect(await codes('1')).not.toEqual(await codes('2'))
  })
})

describe('memory', () => {
  /** Megabytes; what a replay keeps in them must not grow with the file, or it dies. */
  const SMALL_HEAP = ['--max-old-space-size=32', '--max-semi-space-size=2']

  it('does not grow with the file', async () => {
    const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
    const line = (n: number): string =>
      `${n},A${n % 900},LINE ${n},2,2010-12-01 ${String(n % 24).padStart(2, '0')}:00:00,2.55,${n % 500 ? '' : n % 4000},UK`
    const run = (count: number) => {
      const lines = [header, ...Array.from({ length: count }, (_, n) => line(n))]
      return replayed(['--from', 'online-retail', file(`${count}.csv`, lines)], SMALL_HEAP)
    }
    const [few, lots] = [await run(20_000), await run(200_000)]
    expect(lots.read).toBe(200_000)
    expect(lots.peak_memory_mb - few.peak_memory_mb).toBeLessThan(60)
  })

  it('is enough for a part of a real history in a small heap', async (test) => {
    const lines = linesOf(realFile('online_retail.csv.gz', test)).slice(0, 30_000)
    const summary = await replayed(['--from', 'online-retail', file('part.csv', lines)], SMALL_HEAP)
    expect(summary.read).toBe(29_999)
  })
})

describe('the rulebooks of the histories', () => {
  it.each(['taobao', 'online-retail'])(
    'that of %s asks after 45 minutes and has a silent branch',
    (source) => {
      const flow = readFileSync(`src/histories/rulebooks/${source}/flows/abandoned_cart.yaml`, 'utf8')
      expect(flow).toMatch(/after: 45m/)
      expect(flow).toMatch(/silent: quiet/)
    },
  )
})
