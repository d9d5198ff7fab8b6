// What holds of every turn, whatever has happened. Each invariant keeps its own small ledger of what it has seen, apart
// from the documents, so that a document that forgets something is found out.

import { expect } from 'vitest'
import { isUndecided } from '../../../src/core/agents/ticket.ts'
import { netOf } from '../../../src/core/budget/moves.ts'
import type { Code } from '../../../src/core/codes/code.ts'
import { isLive } from '../../../src/core/codes/code.ts'
import { readDocument, writeDocument } from '../../../src/core/document.ts'
import { treatedAs } from '../../../src/core/folding/mixed.ts'
import { reachableAt } from '../../../src/core/reach.ts'
import { flowOf } from '../../../src/core/rulebook.ts'
import type { Shopper } from '../../../src/core/shopper.ts'
import { dueOf } from '../../../src/core/time/due.ts'
import { costOf } from '../../../src/core/using/amount.ts'
import type { Sums, Turn } from './shop.ts'

const BOUND = 64 * 1024
const ANSWERS: ReadonlySet<string> = new Set(['message', 'ask_discount'])

const byRules = (turn: Turn): boolean => turn.event.kind !== 'agent'
const isFold = ({ event }: Turn): boolean => /^(folded|taken_in|fold_cleared)$/.test(event.kind)

/** Who is taken in. */
const contentOf = ({ event }: Turn): Shopper => (event.kind === 'taken_in' ? event.content : null) as Shopper

/** Times that are in `after` and not in `before`. */
const added = (before: readonly number[], after: readonly number[], now: number): number =>
  after.filter((at) => at === now).length - before.filter((at) => at === now).length

/** Who is who by now: a ledger that is kept by id follows a fold as the documents do. */
const createWho = () => {
  const into = new Map<string, string>()
  const root = (id: string): string => (into.has(id) ? root(into.get(id)!) : id)
  return {
    root,
    note: ({ event, after }: Turn) => {
      if (event.kind === 'taken_in') into.set(event.content.id, after.id)
    },
  }
}

/** Caps: no start and no message of ours that the person's own history, of all that it was, has no room for. */
const createCaps = () => {
  const who = createWho()
  const starts: { id: string; flow: string; at: number }[] = []
  const contacts: { id: string; at: number }[] = []
  const within = (
    all: readonly { id: string; at: number }[],
    id: string,
    window: number | null,
    now: number,
  ) => all.filter((one) => who.root(one.id) === id && (window === null || one.at > now - window)).length
  return (turn: Turn) => {
    who.note(turn)
    if (isFold(turn) && turn.event.kind !== 'taken_in') return
    const { rulebook, before, after, event } = turn
    const now = event.received
    for (const flow of rulebook.flows) {
      const own = turn.event.kind === 'taken_in' ? (contentOf(turn).starts[flow.name] ?? []) : []
      const news = added([...(before.starts[flow.name] ?? []), ...own], after.starts[flow.name] ?? [], now)
      for (let n = 0; n < news; n++) {
        const cap = flow.start.at_most
        const there = within(
          starts.filter((one) => one.flow === flow.name),
          after.id,
          cap?.within ?? null,
          now,
        )
        if (cap) expect(there, `starts of ${flow.name}`).toBeLessThan(cap.count)
        starts.push({ id: after.id, flow: flow.name, at: now })
      }
    }
    const own = event.kind === 'taken_in' ? contentOf(turn).contacts : []
    const news = added([...before.contacts, ...own], after.contacts, now)
    const cap = rulebook.shop.contact
    for (let n = 0; n < news; n++) {
      if (cap) expect(within(contacts, after.id, cap.within, now), 'contacts').toBeLessThan(cap.count)
      contacts.push({ id: after.id, at: now })
    }
  }
}

/** Who is held out is not written to because of that campaign, and gets nothing of it from the rules. */
const holdouts = (turn: Turn): void => {
  const { rulebook, after, before, effects } = turn
  for (const row of after.enrolments) {
    if (treatedAs(row) !== 'holdout') continue
    const codes = after.codes.filter((code) => code.enrolment === row.id)
    const news = codes.filter((code) =>
      effects.some((effect) => effect.kind === 'code' && effect.id === code.id),
    )
    for (const code of news) expect(code.agent, `a code of ${row.id}`).toBeDefined()
    if (row.arm === 'mixed') continue
    for (const code of codes) expect(code.agent, `a code of ${row.id}`).toBeDefined()
    const on = flowOf(rulebook, row.campaign)?.start.on
    const talk = after.talks.find((one) => one.enrolment === row.id)
    const wasThere = before.talks.some((one) => one.enrolment === row.id)
    if (on && !ANSWERS.has(on) && !wasThere && talk) expect(talk, `a talk of ${row.id}`).toBeUndefined()
  }
}

const MAY_ANSWER = new Set(['said', 'wake_up', 'agent', 'chat_opened'])

/** Nothing but answers is said to somebody who asked us to write no more. */
const silence = ({ before, after, effects, event }: Turn): void => {
  if (before.stopped === null || after.stopped === null) return
  for (const effect of effects) {
    if (effect.kind !== 'say') continue
    expect(effect.answer && MAY_ANSWER.has(event.kind), `said after a stop: ${effect.message.text.key}`).toBe(
      true,
    )
    if (event.kind === 'wake_up')
      expect(before.heard?.due ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(event.received)
  }
}

const spentOn = ({ terms, redemptions }: Code): number =>
  redemptions.reduce((sum, use) => (use.rolled_back === undefined ? sum + costOf(terms, netOf(use)) : sum), 0)

/** What each counter should stand at, of the codes alone: sums of money, and places where codes are counted. */
export const countersOf = (codes: Iterable<Code>): ReadonlyMap<string, Sums> => {
  const sums = new Map<string, Sums>()
  for (const code of codes) {
    const isUsed = code.redemptions.some((use) => use.rolled_back === undefined)
    const place = { reserved: !isUsed && code.reserved > 0 ? 1 : 0, spent: isUsed ? 1 : 0 }
    for (const short of ['', ...(code.counted ?? [])]) {
      const name = short === '' || short.startsWith('#') ? code.campaign + short : short
      const isPlaces = name.endsWith('#codes') || name.includes('#discounted:')
      const one = isPlaces ? place : { reserved: code.reserved, spent: spentOn(code) }
      const { reserved, spent } = sums.get(name) ?? { reserved: 0, spent: 0 }
      sums.set(name, { reserved: reserved + one.reserved, spent: spent + one.spent })
    }
  }
  return sums
}

/** Every budget is the sum of its codes, never below nothing, and nothing is issued beyond it. */
const createMoney = (budgets: ReadonlyMap<string, Sums>) => {
  const codes = new Map<string, Code>()
  return (turn: Turn) => {
    for (const code of turn.after.codes) codes.set(code.id, code)
    const sums = countersOf(codes.values())
    for (const [name, { reserved, spent }] of budgets) {
      // Orders credit a share of themselves to this one.
      if (name.includes('#share:')) continue
      expect({ reserved, spent }, `the budget of ${name}`).toEqual(
        sums.get(name) ?? { reserved: 0, spent: 0 },
      )
      expect(Math.min(reserved, spent), `the budget of ${name}`).toBeGreaterThanOrEqual(0)
    }
    for (const effect of turn.effects) {
      if (effect.kind !== 'budget' || effect.ceiling === undefined) continue
      const { reserved, spent } = budgets.get(effect.budget)!
      expect(reserved + spent, `the budget of ${effect.budget} at an issue`).toBeLessThanOrEqual(
        effect.ceiling,
      )
    }
  }
}

/** No code twice, by id or by text; one a cause by the rules; one alive at a time; none lost in a fold. */
const createCodes = () => {
  const ids = new Set<string>()
  const texts = new Set<string>()
  const causes = new Set<string>()
  return (turn: Turn) => {
    const { after, before, effects, event } = turn
    for (const effect of effects) {
      if (effect.kind !== 'code') continue
      expect(ids.has(effect.id) || texts.has(effect.hmac), `${effect.id} twice`).toBe(false)
      ids.add(effect.id)
      texts.add(effect.hmac)
      const code = after.codes.find((one) => one.id === effect.id)
      expect(code, `${effect.id} is kept`).toBeDefined()
      if (!byRules(turn) || !code) continue
      expect(causes.has(code.enrolment), `two codes of ${code.enrolment}`).toBe(false)
      causes.add(code.enrolment)
    }
    // One that was used and came back, because its order was cancelled, may stand beside a newer one.
    const unused = after.codes.filter((code) => isLive(code, event.received) && code.redemptions.length === 0)
    // Those that say so may stand beside one another.
    expect(unused.filter(({ terms }) => !terms.stacks).length, 'live codes').toBeLessThanOrEqual(1)
    if (event.kind !== 'taken_in') return
    const kept = new Set(after.codes.map(({ id }) => id))
    for (const code of [...before.codes, ...contentOf(turn).codes])
      if (isLive(code, event.received) || code.reserved > 0)
        expect(kept.has(code.id), `${code.id} is lost`).toBe(true)
  }
}

/** What is alive has a due time, and a talk stands on a step that is there. */
const lives = ({ rulebook, after, due, event }: Turn): void => {
  if (after.folded_into) {
    expect(due === null, 'the wake-up of a pointer').toBe(after.folded_into.content === undefined)
    return
  }
  expect(due).toBe(dueOf(rulebook, after))
  const times = [
    ...after.talks.map((talk) => talk.until),
    ...after.pending.map((pending) => pending.due),
    ...after.codes.filter((code) => isLive(code, event.received)).map((code) => code.until),
    ...after.codes
      .filter((code) => code.state !== 'issued' && code.reserved > 0)
      .map((code) => code.settle_by),
    ...(after.heard ? [after.heard.due] : []),
    ...after.tickets.filter(({ state }) => state === 'open' || state === 'taken').map(({ until }) => until),
  ]
  for (const time of times) expect(due, 'a wake-up').toBeLessThanOrEqual(time)
  for (const talk of after.talks) {
    expect(flowOf(rulebook, talk.flow)?.steps[talk.step], `${talk.flow}.${talk.step}`).toBeDefined()
    expect(
      after.enrolments.some((row) => row.id === talk.enrolment),
      `the row of ${talk.flow}`,
    ).toBe(true)
  }
  expect(after.talks.filter((talk) => talk.waits === 'answer').length).toBeLessThanOrEqual(1)
  expect(after.talks.filter((talk) => talk.waits === 'agent').length).toBeLessThanOrEqual(1)
  expect(after.tickets.filter(isUndecided).length).toBeLessThanOrEqual(1)
  if (after.agent_mode) expect(after.tickets.some(({ id }) => id === after.agent_mode?.ticket)).toBe(true)
}

/**
 * Plain JSON that survives being written, within its bound; and orders add up. A field that is there and says nothing
 * would be lost: whoever is read back is the same, in the same order, so that it decides the same bytes.
 */
const document = ({ after }: Turn): void => {
  const text = writeDocument(after)
  expect(text.length).toBeLessThan(BOUND)
  const read = readDocument(text)
  expect(JSON.stringify(read)).toBe(JSON.stringify(after))
  expect(readDocument(JSON.stringify(after))).toEqual(read)
  JSON.stringify(after, (name, value) => {
    expect(value, name).not.toBeUndefined()
    return value
  })
  const { orders } = after
  expect(orders.count).toBeGreaterThanOrEqual(0)
  expect(new Set(orders.recent.map(({ id }) => id)).size).toBe(orders.recent.length)
  for (const row of after.enrolments) expect(row.orders, `orders of ${row.id}`).toBeGreaterThanOrEqual(0)
  expect(reachableAt({ channels: null }, after).length > 0 || after.folded_into !== undefined).toBe(true)
}

/** All of them, for one shop; called after every turn. */
export const createInvariants = (budgets: () => ReadonlyMap<string, Sums>) => {
  const caps = createCaps()
  const codes = createCodes()
  let money: ((turn: Turn) => void) | null = null
  return (turn: Turn): void => {
    money ??= createMoney(budgets())
    caps(turn)
    holdouts(turn)
    silence(turn)
    money(turn)
    codes(turn)
    lives(turn)
    document(turn)
  }
}
