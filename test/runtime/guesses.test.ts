// Strangers who type codes: what they hear, how long they wait, what becomes of a code whose text they have.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ALPHABET, formatCode, isMixed } from '../../src/core/codes/code-text.ts'
import { createGuesses, LEAKED, LEVELS } from '../../src/runtime/guesses.ts'
import { rulebookOf } from '../core/world.ts'
import { openEngine, visitor } from './open-engine.ts'

const rulebook = rulebookOf({
  discount: `
flow: discount
about: Asked for a code.
start: { on: ask_discount }
campaign: { budget: 1000 UAH, until: none }
steps: [{ give: fixed_100 }]
`,
})
const MINUTE = 60_000
const order = { id: 'o', total: 100_000, lines: [] }

let folder = ''
let now = Date.UTC(2026, 10, 23, 8)
let opened: Awaited<ReturnType<typeof openEngine>>
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winback-guess-'))
  now = Date.UTC(2026, 10, 23, 8)
  opened = await openEngine({ path: join(folder, 'winback.db'), rulebook, clock: () => now })
})
afterEach(async () => {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})

const says = async (n: number, text: string, id = `say-${n}-${text}`) => {
  const what = { kind: 'said', text, address: visitor(n) } as const
  await opened.engine.accept({ id, at: now, trust: 'fact', from: visitor(n), what })
  now += 2_000
  await opened.engine.settle(now)
}
const winCode = async (n: number): Promise<string> => {
  await says(n, 'can I have a discount?')
  return opened.sent.findLast(({ to, code }) => to.id === visitor(n).id && code)?.code?.text ?? ''
}
/** Well-formed codes that are nobody's. */
const wrongCode = (n: number): string => {
  let body = ''
  for (let rest = n; body.length < 9; rest = Math.floor(rest / 16)) body += ALPHABET[rest % 16]
  const code = formatCode('WB', `${body}CH`)
  return isMixed(code.slice(3).replaceAll('-', '')) ? code : wrongCode(n + 100_000)
}
const tries = (typed: string, n: number, network?: string) =>
  opened.engine.validate(typed, order, [visitor(n)], network)
const codesOf = async (n: number) =>
  (await opened.engine.shopper((await opened.engine.find(visitor(n))) ?? ''))?.codes ?? []
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let n = 0; n < 200 && !(await holds()); n++) await new Promise((done) => setTimeout(done, 10))
  expect(await holds()).toBe(true)
}

describe('waits', () => {
  it('begin after some failures, double with each, have a cap, and are forgotten with time', () => {
    let at = 0
    const guesses = createGuesses(() => at)
    const guesser = { keys: ['user:1'] }
    for (let n = 0; n < 9; n++) guesses.wrong(guesser, `c${n}`)
    expect(guesses.wait(guesser)).toBe(0)
    const { first, cap } = LEVELS.shopper
    const waits = Array.from({ length: 10 }, (_, n) => {
      guesses.wrong(guesser, `d${n}`)
      return guesses.wait(guesser)
    })
    expect(waits.slice(0, 4)).toEqual([first, 2 * first, 4 * first, 8 * first])
    expect(waits.at(-1)).toBe(cap)
    at += cap
    expect(guesses.wait(guesser)).toBe(0)
    at += 30 * LEVELS.shopper.calm
    guesses.wrong(guesser, 'e')
    expect(guesses.wait(guesser)).toBe(0)
    guesses.right(guesser)
    for (let n = 0; n < 9; n++) guesses.wrong(guesser, `f${n}`)
    expect(guesses.wait(guesser)).toBe(0)
  })

  it('are counted by shopper, by address, by code and for the whole shop', () => {
    const guesses = createGuesses(() => 0)
    const fresh = (n: number, network?: string) => ({ keys: [`user:${n}`], network })
    for (let n = 0; n < 12; n++) guesses.wrong(fresh(n, `net-${n}`), 'one code')
    expect(guesses.wrong(fresh(100, 'net-100'), 'one code').wait).toBeGreaterThan(0)
    expect(guesses.wrong(fresh(101, 'net-101'), 'another').wait).toBe(0)
    for (let n = 200; n < 301; n++) guesses.wrong(fresh(n, 'one net'), `c${n}`)
    expect(guesses.wrong(fresh(400, 'one net'), 'c400').wait).toBeGreaterThan(0)
    expect(guesses.wrong(fresh(401, 'net-401'), 'c401').wait).toBe(0)
    for (let n = 1_000; n < 2_000; n++) guesses.wrong(fresh(n, `net-${n}`), `c${n}`)
    expect(guesses.wrong(fresh(9_999, 'net-9999'), 'c9999').wait).toBeGreaterThan(0)
  })
})

describe('strangers', () => {
  it('never lock the owner out, whatever they try and from wherever', async () => {
    const code = await winCode(1)
    for (let n = 0; n < 150; n++) await tries(wrongCode(n), 50 + (n % 40), 'one-net')
    expect(await tries(wrongCode(999), 2, 'one-net')).toMatchObject({ reason: 'too_many_tries' })
    expect(await tries(code, 1, 'one-net')).toMatchObject({ valid: true })
    expect(await opened.engine.redeem('r1', code, order, [visitor(1)], now, 'one-net')).toMatchObject({
      reply: { kind: 'redeemed' },
    })
  })

  it('hear the same of a code that is somebody’s, ended or not, and of one that is nobody’s', async () => {
    const mine = await winCode(1)
    const over = await winCode(2)
    const told = async (typed: string, by: number) => [
      await tries(typed, by),
      (await opened.engine.redeem(`r-${by}`, typed, order, [visitor(by)], now)) as object,
      await opened.engine.lock(`l-${by}`, typed, order, [visitor(by)], MINUTE),
    ]
    const nothing = await told(wrongCode(1), 10)
    expect(await told(mine, 11)).toEqual(nothing)
    now += 3 * 86_400_000
    await opened.engine.settle(now)
    expect((await codesOf(2))[0]?.state).toBe('expired')
    expect(await told(over, 12)).toEqual(nothing)
    expect(nothing[0]).toEqual({ valid: false, reason: 'not_found' })
  })

  it('cause the same reads of the store, whatever they type', async () => {
    const mine = await winCode(1)
    const { store, engine } = opened
    const count = async (typed: string, by: number): Promise<readonly string[]> => {
      const seen: string[] = []
      const { owners, load } = store
      const spied = store as { -readonly [K in keyof typeof store]: (typeof store)[K] }
      spied.owners = async (keys) => {
        seen.push(`owners ${keys.length}`)
        return owners(keys)
      }
      spied.load = async (id) => {
        seen.push('load')
        return load(id)
      }
      await engine.validate(typed, order, [visitor(by)])
      Object.assign(spied, { owners, load })
      return seen
    }
    const nothing = await count(wrongCode(1), 20)
    expect(nothing).toEqual(['owners 2', 'owners 1', 'owners 1'])
    expect(await count(mine, 21)).toEqual(nothing)
    now += 3 * 86_400_000
    await engine.settle(now)
    expect(await count(mine, 22)).toEqual(nothing)
  })
})

describe('a typo', () => {
  it('that the check symbol shows is no guess', async () => {
    const code = await winCode(1)
    const last = code.at(-1)
    const typo = code.slice(0, -1) + [...ALPHABET].find((symbol) => symbol !== last)
    for (let n = 0; n < 50; n++) expect(await tries(typo, 1)).toEqual({ valid: false, reason: 'not_found' })
    expect(await tries(code, 1)).toMatchObject({ valid: true })
  })
})

describe('a code whose text strangers have', () => {
  it('is frozen after some tries, and its owner gets another of the same worth in the chat', async () => {
    const code = await winCode(1)
    const [before] = await codesOf(1)
    for (let n = 0; n < LEAKED; n++) await tries(code, 30 + n)
    await until(async () => (await codesOf(1)).length === 2)
    await opened.engine.settle(now)
    const [frozen, other] = await codesOf(1)
    expect(frozen).toMatchObject({ state: 'revoked', frozen: true, reserved: 0 })
    expect(other).toMatchObject({ state: 'issued', until: before?.until, terms: before?.terms })
    const told = opened.sent.findLast(({ to }) => to.id === visitor(1).id)
    expect(told?.code?.text).toMatch(/^WB-/)
    expect(told?.code?.text).not.toBe(code)
    expect(await tries(code, 1)).toMatchObject({ valid: false, reason: 'revoked' })
    expect(await tries(told?.code?.text ?? '', 1)).toMatchObject({ valid: true })
    expect(await opened.store.records.budgets()).toContainEqual({
      ...{ budget: 'discount', reserved: 10_000, spent: 0 },
    })
  })

  it('also where they write it into their own chats', async () => {
    const code = await winCode(1)
    for (let n = 0; n < LEAKED; n++) await says(40 + n, `my code is ${code}`)
    await until(async () => (await codesOf(1)).length === 2)
  })

  it('but not where a checkout names no shopper at all', async () => {
    const code = await winCode(1)
    for (let n = 0; n < 3 * LEAKED; n++) await opened.engine.validate(code, order, [])
    await new Promise((done) => setTimeout(done, 50))
    expect(await codesOf(1)).toHaveLength(1)
  })
})
