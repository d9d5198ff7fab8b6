import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { OutboxItem, Settlement } from '../../../src/ports/outbox.ts'
import type { Commit, SeenEvent, Store } from '../../../src/ports/store.ts'
import { aCommit, all, anEvent, anItem, NOON } from './making.ts'
import { createModel } from './model.ts'
import { neighbours, ruleOf, type Subject } from './subject.ts'

const SHOPPERS = ['ann', 'bob', 'eve']
/** Where they lie: within what order holds over all of them, or apart, each with its own lanes, order within one only. */
type Places = { readonly shoppers: readonly string[]; readonly apart: boolean }

const time = fc.integer({ min: 0, max: 30 }).map((n) => NOON + n)
const shopper = fc.nat(SHOPPERS.length - 1)
const holder = fc.constantFrom('p1', 'p2')

const event = fc.record({ n: fc.nat(8), digest: fc.constantFrom('same', 'same', 'same', 'other') })
const item = fc.record({
  lane: fc.constantFrom('a', 'b'),
  rank: fc.constantFrom(0 as const, 1 as const),
  due: time,
  /** How far back the item is that it waits for; 0: none. */
  back: fc.constantFrom(0, 0, 1, 2),
})
const move = fc.record(
  {
    budget: fc.constantFrom('spring', 'autumn'),
    reserved: fc.integer({ min: -10, max: 30 }),
    spent: fc.nat(10),
    ceiling: fc.constantFrom(50, 80),
  },
  { requiredKeys: ['budget', 'reserved', 'spent'] },
)

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('commit' as const),
      shopper,
      behind: fc.constantFrom(0, 0, 0, 0, 1),
      again: fc.constantFrom(false, false, false, true),
      event: fc.option(event),
      due: fc.option(time),
      items: fc.array(item, { maxLength: 3 }),
      lines: fc.nat(2),
      budget: fc.array(move, { maxLength: 2 }),
      at: time,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('visit' as const), shopper, event }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('due' as const), now: time, limit: fc.nat(3), holder }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('lease' as const), now: time, limit: fc.nat(3), holder }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('settle' as const),
      nth: fc.nat(20),
      holder,
      kind: fc.constantFrom(
        'sent' as const,
        'sent' as const,
        'retry' as const,
        'parked' as const,
        'lapsed' as const,
      ),
      due: time,
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const seenEvent = (n: string, digest: string): SeenEvent =>
  anEvent({ id: `event ${n}`, digest, reply: `reply ${n}` })

const settlementOf = (kind: Settlement['kind'], due: number): Settlement =>
  kind === 'retry' ? { kind, due, why: 'busy' } : kind === 'parked' ? { kind, why: 'gone' } : { kind }

/** Does the same in the store and in the model, and compares every answer. */
const createPair = (store: Store, { shoppers, apart }: Places) => {
  const model = createModel()
  const ids: string[] = []
  const idsOf = new Map<string, string[]>(shoppers.map((id) => [id, []]))
  let last: Commit | null = null
  let made = 0

  const itemsOf = (
    owner: string,
    of: readonly { lane: string; rank: 0 | 1; due: number; back: number }[],
  ): OutboxItem[] =>
    of.map(({ back, ...rest }) => {
      const id = `${owner}.${made++}`
      const before = apart ? idsOf.get(owner)! : ids
      const after = back > 0 ? (before.at(-back) ?? null) : null
      ids.push(id)
      idsOf.get(owner)!.push(id)
      const lane = apart ? `${rest.lane}:${owner}` : rest.lane
      return anItem({ id, ...rest, lane, shopper: owner, after })
    })

  /** An event's id: where shoppers lie apart it is one shopper's. */
  const eventOf = (owner: string, of: { n: number; digest: string }): SeenEvent =>
    seenEvent(apart ? `${owner} ${of.n}` : `${of.n}`, of.digest)

  /** As they are, or only which. */
  const inOrder = (some: readonly string[]): readonly string[] => (apart ? some.toSorted() : some)

  const carryOut = async (now: Step): Promise<void> => {
    if (now.does === 'commit') {
      const owner = shoppers[now.shopper]!
      const { version } = model.shopper(owner)
      const fresh = aCommit({
        shopper: owner,
        expects: Math.max(0, version - now.behind),
        document: `document ${made}`,
        event: now.event && eventOf(owner, now.event),
        due: now.due,
        outbox: itemsOf(owner, now.items),
        lines: Array.from({ length: now.lines }, () => ({ at: NOON, who: 'bot' as const, text: 'x' })),
        budget: now.budget,
        at: now.at,
      })
      const commit: Commit = now.again && last ? last : fresh
      last = commit
      expect(await store.commit(commit)).toEqual(model.commit(commit))
    } else if (now.does === 'visit') {
      const owner = shoppers[now.shopper]!
      const seen = eventOf(owner, now.event)
      expect(await store.visit(owner, seen, NOON * 2)).toEqual(model.visit(owner, seen))
    } else if (now.does === 'due') {
      const given = await store.leaseDue(now.now, now.limit, now.holder, now.now + 10)
      const took = apart ? given.map(({ shopper }) => shopper) : undefined
      const wanted = model.leaseDue(now.now, now.limit, now.now + 10, took)
      expect(given).toEqual(wanted)
    } else if (now.does === 'lease') {
      const given = (await store.outbox.lease(now.now, now.limit, now.holder, now.now + 10)).map(
        ({ id }) => id,
      )
      const wanted = model.lease(now.now, now.limit, now.holder, now.now + 10, apart ? given : undefined)
      expect(inOrder(given)).toEqual(inOrder(wanted))
    } else {
      const id = ids[now.nth % Math.max(1, ids.length)] ?? 'none'
      const settlement = settlementOf(now.kind, now.due)
      const done = await store.outbox.settle(id, now.holder, settlement)
      expect(done).toBe(model.settle(id, now.holder, settlement))
    }
    expect(await store.outbox.next()).toBe(model.next())
  }

  const compare = async (): Promise<void> => {
    for (const id of shoppers) {
      const { version, document, visit } = await store.load(id)
      expect({ version, document, views: visit?.views ?? null }).toEqual(model.shopper(id))
    }
    expect(await store.records.budgets()).toEqual(model.budgets())
    const parked = (await store.outbox.parked(99)).map(({ id }) => id)
    expect(inOrder(parked)).toEqual(inOrder(model.parked()))
    const journal = (await all(store.records.journal(0))).length
    expect({ events: await store.records.eventCount(), journal }).toEqual(model.counts())
  }

  return { carryOut, compare }
}

export const anyOrderContract = (subject: Subject): void => {
  const property = (places: Places, numRuns: number) => () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const made = await subject.make()
        try {
          const pair = createPair(made.store, places)
          for (const one of steps) await pair.carryOut(one)
          await pair.compare()
        } finally {
          await made.close()
        }
      }),
      { numRuns },
    )
  const together = { shoppers: neighbours(subject, SHOPPERS), apart: false }

  describe(`${subject.name}: whatever comes in whatever order`, () => {
    if (subject.spans !== 'partition') {
      ruleOf(subject, 'every answer is the one that the rules give', property(together, 80))
      return
    }
    ruleOf(subject, 'every answer is the one that the rules give', property(together, subject.runs ?? 40))
    const rule = 'so it is where shoppers lie apart, but for the order over all of them'
    ruleOf(subject, rule, property({ shoppers: SHOPPERS, apart: true }, subject.runs ?? 40))
  })
}
