// A join that is killed between any two of its writes is finished by whoever starts again; and people who talk at both
// ends while they are joined lose no word.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/ports/store.ts'
import {
  asked,
  MINUTE,
  newFile,
  openShop,
  removeFiles,
  type Shop,
  telegram,
  type web,
} from './arrivals-world.ts'

afterAll(removeFiles)

const boris = telegram('7')

/** Anna's cart on the page, Boris' words in the messenger; they are one person, and a link will say so. */
const apart = async (path: string) => {
  const shop = await openShop(path)
  const { visitor, shopper } = await asked(shop)
  await shop.opens(boris)
  await shop.says(boris, 'is the lamp in stock?')
  await shop.pass(MINUTE)
  const { token } = shop.arrivals.joinLink(shopper)
  const at = shop.now()
  await shop.close()
  return { visitor, token, at }
}

const expectOne = async (shop: Shop, visitor: ReturnType<typeof web>): Promise<void> => {
  const [one, other] = [await shop.shopperAt(visitor), await shop.shopperAt(boris)]
  expect(other!.id).toBe(one!.id)
  expect(one!.addresses).toHaveLength(2)
  expect(one!.cart!.lines).toHaveLength(1)
  expect(one!.folded).toHaveLength(1)
  expect(one!.talks.map(({ flow, at }) => [flow, at])).toEqual([['left', boris]])
  const lines = await shop.store.records.lines(one!.id, 0, 1000)
  expect(lines.filter(({ who, text }) => who === 'shopper' && text.includes('lamp'))).toHaveLength(1)
  expect(lines.filter(({ did }) => did?.act === 'joined')).toHaveLength(1)
  for await (const document of shop.store.records.shoppers())
    expect(JSON.parse(document).folded_into?.content).toBeUndefined()
}

const runUntilKilled = async (path: string, token: string, left: number, at: number) => {
  const child = fork(join(import.meta.dirname, 'arrivals-process.ts'), [
    path,
    token,
    String(left),
    String(at),
  ])
  let writes: number | null = null
  child.on('message', (made: number) => {
    writes = made
  })
  const [, signal] = await once(child, 'exit')
  return { signal, writes }
}

describe('killed without a word', () => {
  it('after any of its writes, a join is finished by the next start', { timeout: 120_000 }, async () => {
    const base = newFile()
    const { visitor, token, at } = await apart(base)
    const whole = newFile()
    copyFileSync(base, whole)
    const { writes } = await runUntilKilled(whole, token, 0, at)
    // The link, the question, the yes; the address, three commits of the fold, the arrival.
    expect(writes).toBe(8)
    for (let left = 1; left <= 8; left++) {
      const path = newFile()
      copyFileSync(base, path)
      expect((await runUntilKilled(path, token, left, at)).signal).toBe('SIGKILL')
      const shop = await openShop(path, undefined, at + 1000)
      // What was not confirmed is handed in again, as every messenger does.
      expect(await shop.arrives(boris, token, 'm1')).toBe('join')
      if ((await shop.shopperAt(boris))!.asked_join) await shop.presses(boris, 'join_yes')
      await shop.pass(MINUTE)
      await expectOne(shop, visitor)
      await shop.close()
    }
  })
})

describe('while both talk', () => {
  it('every word of both ends is in the one talk, however reads and writes fall', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (s) => {
        const path = newFile()
        const { visitor, token, at } = await apart(path)
        const slow = (store: Store): Store => ({
          ...store,
          load: s.scheduleFunction(store.load),
          claim: s.scheduleFunction(store.claim),
          commit: s.scheduleFunction(store.commit),
        })
        // Two processes' worth: the page's and the messenger's.
        const [page, bot] = [await openShop(path, slow, at), await openShop(path, slow, at)]
        const said = async (shop: Shop, from: typeof boris, end: string) => {
          for (const n of [1, 2])
            await shop.engine.accept({
              ...{ id: `${end}${n}`, at, trust: 'fact', from },
              what: { kind: 'said', text: `${end} ${n}`, address: from },
            })
        }
        const joined = async () => {
          await bot.arrives(boris, token, 'm1')
          await bot.engine.accept({
            ...{ id: 'yes', at, trust: 'fact', from: boris },
            what: { kind: 'said', text: 'yes', choice: 'join_yes', address: boris },
          })
          await bot.settle()
        }
        await s.waitFor(Promise.all([said(page, visitor, 'page'), said(bot, boris, 'bot'), joined()]))
        await page.close()
        await bot.close()
        const after = await openShop(path, undefined, at + 1000)
        await after.pass(MINUTE)
        const one = (await after.engine.find(visitor))!
        expect(await after.engine.find(boris)).toBe(one)
        const lines = await after.store.records.lines(one, 0, 1000)
        const words = lines.filter(({ who }) => who === 'shopper').map(({ text }) => text)
        for (const word of ['page 1', 'page 2', 'bot 1', 'bot 2'])
          expect(words.filter((text) => text === word)).toHaveLength(1)
        await after.close()
      }),
      { numRuns: 12 },
    )
  })
})
