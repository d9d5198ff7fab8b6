// Whatever people do with links, in whatever order: an address is one shopper's, the index and the documents say the
// same, and nobody is joined who did not open a link in time as its first.

import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { readDocument } from '../../src/core/document.ts'
import type { Address } from '../../src/core/event.ts'
import { MINUTE, openShop, removeFiles, telegram, web } from './arrivals-world.ts'

afterAll(removeFiles)

const PAGES = [0, 1, 2].map((n) => web(`page-${n}`))
const CHATS = [0, 1, 2].map((n) => telegram(`chat-${n}`))
const ALL = [...PAGES, ...CHATS]

const some = (most: number) => fc.integer({ min: 0, max: most })
const act = fc.oneof(
  fc.record({ kind: fc.constant('link' as const), page: some(2) }),
  fc.record({ kind: fc.constant('open' as const), link: some(5), chat: some(2) }),
  fc.record({ kind: fc.constant('answer' as const), chat: some(2), yes: fc.boolean() }),
  fc.record({ kind: fc.constant('leave' as const), at: some(5) }),
  fc.record({ kind: fc.constant('say' as const), at: some(5) }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 25) }),
)

const nameOf = ({ channel, id }: Address): string => `${channel}:${id}`

it('an address is one shopper’s, and only a link opened in time by its first joins', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const shop = await openShop()
      for (const page of PAGES) await shop.opens(page)
      const links: { token: string; page: number; until: number; by: number | null }[] = []
      /** Who may have come together by now. */
      const may = new Map(ALL.map((one) => [nameOf(one), new Set([nameOf(one)])]))
      const meet = (a: Address, b: Address): void => {
        const both = new Set([...may.get(nameOf(a))!, ...may.get(nameOf(b))!])
        for (const one of both) may.set(one, both)
      }
      for (const one of acts) {
        if (one.kind === 'link') {
          const shopper = (await shop.engine.find(PAGES[one.page]!))!
          links.push({ ...shop.arrivals.joinLink(shopper), page: one.page, by: null })
        } else if (one.kind === 'open' && links.length > 0) {
          const link = links[one.link % links.length]!
          const inTime = shop.now() < Math.floor(link.until / MINUTE) * MINUTE
          if (inTime) link.by ??= one.chat
          if (link.by === one.chat) meet(PAGES[link.page]!, CHATS[one.chat]!)
          const came = await shop.arrives(CHATS[one.chat]!, link.token)
          if (link.by !== one.chat) expect(came).toBe('over')
        } else if (one.kind === 'answer')
          await shop.presses(CHATS[one.chat]!, one.yes ? 'join_yes' : 'join_no')
        else if (one.kind === 'leave') await shop.presses(ALL[one.at]!, 'not_me')
        else if (one.kind === 'say') await shop.says(ALL[one.at]!, 'hello')
        else if (one.kind === 'wait') await shop.pass(one.minutes * MINUTE)
        await shop.settle()
      }
      const holders = new Map<string, string[]>()
      for await (const document of shop.store.records.shoppers()) {
        const shopper = readDocument(document)
        if (shopper.folded_into) continue
        for (const address of shopper.addresses)
          holders.set(nameOf(address), [...(holders.get(nameOf(address)) ?? []), shopper.id])
      }
      for (const [name, ids] of holders) {
        expect(ids, name).toHaveLength(1)
        const address = ALL.find((one) => nameOf(one) === name)!
        expect(await shop.engine.find(address)).toBe(ids[0])
      }
      for (const a of ALL)
        for (const b of ALL) {
          const [x, y] = [holders.get(nameOf(a)), holders.get(nameOf(b))]
          if (x && y && x[0] === y[0]) expect(may.get(nameOf(a))!.has(nameOf(b))).toBe(true)
        }
      await shop.close()
    }),
    { numRuns: 40 },
  )
}, 60_000)
