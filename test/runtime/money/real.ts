// The product as the model's commands drive it: two engines on one data file, time that the test moves.
import { rmSync } from 'node:fs'
import type { Code } from '../../../src/core/codes/code.ts'
import type { Accepted } from '../../../src/runtime/engine.ts'
import { rulebookOf } from '../../core/world.ts'
import { openEngine, visitor } from '../open-engine.ts'
import { BUDGET, CODES, LINES, type Op, TOTAL } from './model.ts'

const rulebook = rulebookOf({
  gift: `
flow: gift
about: Given by hand.
start: { on: ask_discount }
campaign: { budget: { amount: ${BUDGET / 100} UAH, codes: ${CODES} }, until: none }
steps: [{ give: fixed_100 }]
`,
})

/** An order's number is one shopper's. */
const idOf = ({ who, order }: { who: number; order: string }) => `${who}-${order}`
const plain = (order: string) => order.slice(order.indexOf('-') + 1)

const said = (accepted: Accepted): string => {
  if (accepted.kind !== 'done') return accepted.kind
  const { reply } = accepted
  if (reply.kind === 'refused') return reply.reason
  return reply.kind === 'locked' ? 'locked_until' : reply.kind
}

export const openReal = async (path: string, shoppers: number, from: number) => {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true })
  let now = from
  const options = { path, rulebook, clock: () => now, lease: 0 }
  const both = [await openEngine(options), await openEngine(options)] as const
  let events = 0
  let turn = 0
  /** Now the one, now the other. */
  const next = () => both[turn++ % 2]!.engine
  const ids: string[] = []
  for (let who = 0; who < shoppers; who++) {
    const what = { kind: 'chat_opened', address: visitor(who) } as const
    const done = await next().accept({ id: `open-${who}`, at: now, trust: 'fact', from: visitor(who), what })
    ids.push(done.kind === 'done' ? done.shopper : '')
  }
  const codesOf = async (who: number): Promise<readonly Code[]> =>
    (await both[0].engine.shopper(ids[who]!))?.codes ?? []
  const texts = new Map<string, string>()
  const settle = async (): Promise<void> => {
    await both[0].engine.settle(now)
    for (const { sent } of both) for (const { code } of sent) if (code) texts.set(code.id, code.text)
  }
  const accept = (who: number, what: object) =>
    next()
      .accept({
        id: `e${++events}`,
        at: now,
        trust: 'fact',
        from: { shopper: ids[who]! },
        what: what as never,
      })
      .then(said)

  /** `code`: as it stood when the command was given. */
  const run = async (op: Op, code: Code | undefined): Promise<string> => {
    const typed = code ? (texts.get(code.id) ?? '') : ''
    const order = { id: 'order' in op ? idOf(op) : '', total: TOTAL, lines: LINES }
    const by = [visitor(op.who)]
    const act = (does: object) => accept(op.who, { kind: 'agent', agent: 'olena', does })
    if (op.do === 'issue') return act({ act: 'issue', offer: 'fixed_100', campaign: 'gift' })
    if (op.do === 'cancel') {
      const part = op.part === 'all' ? null : LINES.find(({ item }) => item === op.part)
      const lines = part && [{ ...part, quantity: 1 }]
      await accept(op.who, { kind: 'order_cancelled', order: idOf(op), ...(lines && { lines }) })
      return 'done'
    }
    if (op.do === 'order') {
      await accept(op.who, { kind: 'order_completed', order, ...(code && { code: typed }) })
      return 'done'
    }
    if (!code) return 'nothing'
    switch (op.do) {
      case 'validate': {
        const answer = await next().validate(typed, order, by)
        return answer.valid ? 'valid' : answer.reason
      }
      case 'redeem':
        return said(await next().redeem(`e${++events}`, typed, order, by, now))
      case 'lock':
        return said(await next().lock(`e${++events}`, typed, order, by, op.minutes * 60_000))
      case 'release':
        return code.lock ? said(await next().release(code.lock.id)) : 'released'
      case 'roll_back': {
        const use = code.redemptions.at(-1)
        return use ? said(await next().rollBack(`e${++events}`, use.id, now)) : 'nothing'
      }
      case 'revoke':
        return act({ act: 'revoke', code: code.id, why: 'x' })
    }
  }

  return {
    run,
    codesOf,
    settle,
    pass: async (time: number) => {
      now += time
      await settle()
    },
    budgets: async () => {
      const all = await both[1].store.records.budgets()
      const at = (name: string) => {
        const { reserved = 0, spent = 0 } = all.find(({ budget }) => budget === name) ?? {}
        return { reserved, spent }
      }
      return { gift: at('gift'), shop: at('shop'), places: at('gift#codes') }
    },
    shown: async (who: number) =>
      (await codesOf(who)).map(({ state, reserved, redemptions, lock }) => ({
        ...{ state, reserved },
        uses: redemptions.map(({ order, amount, returned = 0, rolled_back }) => ({
          ...{ order: plain(order), net: amount - returned, rolled: rolled_back !== undefined },
        })),
        locked: lock ? { order: plain(lock.order), until: lock.until } : null,
      })),
    close: async () => {
      for (const one of both) await one.close()
    },
  }
}

export type Real = Awaited<ReturnType<typeof openReal>>
