// A case of docs/cases, played with made-up shoppers on the real engine and a data file of its own, with time that a test
// moves. Afterwards `winback report` reads that file.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Happening } from '../../src/core/event.ts'
import type { ShownReport } from '../../src/http/report-shown.ts'
import { loadRulebook } from '../../src/rulebook/load.ts'
import { formatProblem } from '../../src/rulebook/problem.ts'
import { createSeal } from '../../src/seal.ts'
import { KEY, openEngine, visitor } from '../runtime/open-engine.ts'

const ROOT = resolve(import.meta.dirname, '../..')
export const CASES = join(ROOT, 'docs/cases')
export const DAY = 86_400_000

export const openCase = async (folder: string, begin: number) => {
  const dir = join(CASES, folder)
  const loaded = await loadRulebook(dir, join(CASES, 'locales'))
  if ('problems' in loaded) throw new Error(loaded.problems.map(formatProblem).join('\n'))
  const data = mkdtempSync(join(tmpdir(), 'winback-case-'))
  const seal = createSeal(KEY)
  let now = begin
  let events = 0
  const { rulebook } = loaded
  const opened = await openEngine({ path: join(data, 'winback.db'), rulebook, clock: () => now, lease: 0 })
  const { engine, store } = opened

  const happens = async (who: string, what: Happening) => {
    const answer = await engine.accept({
      ...{ id: `e${++events}`, at: now, trust: 'fact', from: visitor(who), what },
    })
    await engine.settle(now)
    return answer
  }
  const shopper = async (who: string) => {
    const id = await engine.find(visitor(who))
    return id ? engine.shopper(id) : null
  }
  /** The text of the code that is out; null: none is. */
  const code = async (who: string): Promise<string | null> => {
    const out = (await shopper(who))?.codes.find(({ state, until }) => state === 'issued' && now < until)
    return out ? seal.open(out.sealed, out.id) : null
  }
  return {
    ...{ engine, store, rulebook, happens, shopper, code, now: () => now, clock: () => now },
    /** An order of so much, in minor units, with the code that is out where there is one; was there one? */
    orders: async (who: string, total: number): Promise<boolean> => {
      const own = await code(who)
      const lines = (await shopper(who))?.cart?.lines.map(({ title: _, ...line }) => line) ?? []
      const order = { id: `order-${++events}`, total, lines }
      await happens(who, { kind: 'order_completed', order, ...(own && { code: own }) })
      return own !== null
    },
    adds: (who: string, price: number) =>
      happens(who, {
        ...{ kind: 'cart_changed', change: 'add' },
        lines: [{ item: 'goods', price, quantity: 1 }],
      }),
    redeems: (who: string, typed: string, total: number, order: string) =>
      engine.redeem(`r${++events}`, typed, { id: order, total, lines: [] }, [visitor(who)], now),
    /** What is due on the way happens at its time. */
    until: async (end: number): Promise<void> => {
      for (let due = await store.nextDue(); due !== null && due <= end; due = await store.nextDue()) {
        now = Math.max(now, due)
        await engine.settle(now)
      }
      now = Math.max(now, end)
    },
    /** What `winback report ...` prints; with --json as an object. */
    report: async (...args: readonly string[]): Promise<string> => {
      const more = ['report', '--data', data, '--flows', dir, ...args]
      const child = spawn(process.execPath, [join(ROOT, 'src/cli/winback.ts'), ...more], { cwd: ROOT })
      let [said, wrong] = ['', '']
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        wrong += text
      })
      const status = await new Promise((done) => child.on('close', done))
      if (status !== 0) throw new Error(wrong)
      return said
    },
    close: async () => {
      await opened.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

export type PlayedCase = Awaited<ReturnType<typeof openCase>>

export const figures = async (played: PlayedCase, ...args: readonly string[]): Promise<ShownReport> =>
  JSON.parse(await played.report(...args, '--json')) as ShownReport
