// Validate, lock, redeem, roll back, expire, revoke, cancel, in every order and at once, on a real data file and over
// two connections: the product ends where the model does, and what it answered at once can be told in some order.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { apply, budgetOf, type Model, newModel, type Op, pass, shownOf } from './model.ts'
import { openReal, type Real } from './real.ts'

const SHOPPERS = 3
const START = Date.UTC(2026, 10, 23, 8)
/** More by hand: MONEY_RUNS=2000 npx vitest run test/runtime/money */
const RUNS = Number(process.env.MONEY_RUNS ?? 60)

const folder = mkdtempSync(join(tmpdir(), 'winback-money-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const who = fc.nat(SHOPPERS - 1)
const order = fc.constantFrom('o1', 'o2', 'o3')
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ do: fc.constant('issue' as const), who }),
  fc.record({ do: fc.constantFrom('validate', 'redeem', 'redeem', 'order'), who, order }),
  fc.record({ do: fc.constant('lock' as const), who, order, minutes: fc.constantFrom(1, 15, 3_000) }),
  fc.record({ do: fc.constantFrom('release', 'roll_back', 'revoke'), who }),
  fc.record({ do: fc.constant('cancel' as const), who, order, part: fc.constantFrom('a', 'b', 'all') }),
) as fc.Arbitrary<Op>

const same = async (model: Model, real: Real): Promise<boolean> => {
  for (let n = 0; n < SHOPPERS; n++)
    if (JSON.stringify(await real.shown(n)) !== JSON.stringify(shownOf(model, n))) return false
  return true
}

const agree = async (model: Model, real: Real): Promise<void> => {
  for (let n = 0; n < SHOPPERS; n++) expect(await real.shown(n)).toEqual(shownOf(model, n))
  const { reserved, spent, out, used } = budgetOf(model)
  const money = { reserved, spent }
  expect(await real.budgets()).toEqual({ gift: money, shop: money, places: { reserved: out, spent: used } })
}

const permutations = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.length <= 1
    ? [all]
    : all.flatMap((one, n) => permutations(all.toSpliced(n, 1)).map((rest) => [one, ...rest]))

/** One after another where it is one; at once where there are more. */
class Do implements fc.AsyncCommand<Model, Real> {
  readonly ops: readonly Op[]
  constructor(ops: readonly Op[]) {
    this.ops = ops
  }
  check = () => true
  async run(model: Model, real: Real): Promise<void> {
    const codes = await Promise.all(this.ops.map((one) => real.codesOf(one.who)))
    const meant = codes.map((all) => ({
      code: all.length - 1,
      use: (all.at(-1)?.redemptions.length ?? 0) - 1,
    }))
    const answers = await Promise.all(this.ops.map((one, n) => real.run(one, codes[n]!.at(-1))))
    await real.settle()
    const numbered = this.ops.map((one, n) => ({ one, n }))
    for (const sequence of permutations(numbered)) {
      const tried = structuredClone(model)
      const told: string[] = []
      for (const { one, n } of sequence) told[n] = apply(tried, one, meant[n]!)
      if (told.join() !== answers.join() || !(await same(tried, real))) continue
      Object.assign(model, tried)
      return agree(model, real)
    }
    throw new Error(`no order explains ${JSON.stringify(answers)} and ${JSON.stringify(await real.shown(0))}`)
  }
  toString = () => (this.ops.length === 1 ? '' : 'at once: ') + JSON.stringify(this.ops)
}

class Pass implements fc.AsyncCommand<Model, Real> {
  readonly time: number
  constructor(time: number) {
    this.time = time
  }
  check = () => true
  async run(model: Model, real: Real): Promise<void> {
    pass(model, this.time)
    await real.pass(this.time)
    await agree(model, real)
  }
  toString = () => `pass ${this.time}`
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const commands = fc.commands(
  [
    op.map((one) => new Do([one])),
    op.map((one) => new Do([one])),
    fc.array(op, { minLength: 2, maxLength: 4 }).map((ops) => new Do(ops)),
    // Rolled back, locked and used by one shopper at the same moment.
    fc.tuple(who, order, order).map(
      ([who, a, b]) =>
        new Do([
          { do: 'redeem', who, order: a },
          { do: 'redeem', who, order: b },
          { do: 'lock', who, order: a, minutes: 15 },
          { do: 'revoke', who },
        ]),
    ),
    fc.constantFrom(MINUTE, 20 * MINUTE, 12 * HOUR, 25 * HOUR, 9 * 24 * HOUR).map((time) => new Pass(time)),
  ],
  { size: 'max', maxCommands: 40 },
)

it(`codes and budgets end in the model's state, however it comes: ${RUNS} histories`, {
  timeout: 3_600_000,
}, async () => {
  let n = 0
  await fc.assert(
    fc.asyncProperty(commands, async (all) => {
      const real = await openReal(join(folder, `${++n % 4}.db`), SHOPPERS, START)
      try {
        await fc.asyncModelRun(() => ({ model: newModel(SHOPPERS, START), real }), all)
      } finally {
        await real.close()
      }
    }),
    { numRuns: RUNS },
  )
})
