// Budgets: each has one home. On a Cluster partitions draw numbered grants from it and issue from these without leaving
// their slot; where the home runs dry it calls the grants in, and only then does it refuse. Whatever breaks off between
// two steps is found again by its number: no room is lost, none is made. On one server all is booked at the home.
import type { BudgetState } from '../../ports/records.ts'
import type { BudgetMove } from '../../ports/store.ts'
import { StoreError } from '../../ports/store-error.ts'
import type { Grant } from './commit-args.ts'
import type { Redis } from './connect.ts'
import type { Durability } from './durability.ts'
import { keyIn, keyOf } from './keys.ts'
import { everyPartition, partitionOf } from './partition.ts'
import { makeScript } from './scripts.ts'

const DRAW = makeScript('budget-draw', { fragments: ['home'] })
const CALL = makeScript('budget-call', { fragments: ['home'] })
const GIVE_BACK = makeScript('budget-give-back', { fragments: ['grants'] })
const SETTLE = makeScript('budget-settle', { fragments: ['home'] })
const BOOK = makeScript('budget-book', { fragments: ['home'] })

/** What one commit misses of one budget. */
export type Demand = {
  readonly budget: string
  readonly partition: number
  /** The number of the grant that the partition has. */
  readonly known: number
  readonly missing: number
  /** The commit's moves in this budget, in order. */
  readonly moves: readonly BudgetMove[]
}

export type Budgets = {
  /** Both keys of a budget's home, in one slot: its figures, and the names of all that are at home there. */
  readonly homeOf: (budget: string) => { readonly partition: number; readonly keys: readonly string[] }
  /** null: it is refused. */
  readonly draw: (demand: Demand) => Promise<Grant | null>
  readonly now: () => Promise<readonly BudgetState[]>
  /** `once`: a name under which each budget is booked once, however often it is asked for. */
  readonly book: (moves: readonly BudgetState[], how: 'add' | 'set', once?: string) => Promise<void>
}

type Answer = readonly string[]
type Waiting = Demand & {
  readonly resolve: (grant: Grant | null) => void
  readonly reject: (error: unknown) => void
}

/** Rounds after which something is wrong with the figures, not with the moment. */
const ROUNDS = 200

const ceilingsOf = (moves: readonly BudgetMove[]) => {
  let sum = 0
  let most = 0
  const sums: { readonly sum: number; readonly ceiling: number }[] = []
  for (const { reserved, spent, ceiling } of moves) {
    sum += reserved + spent
    if (ceiling === undefined) continue
    sums.push({ sum, ceiling })
    most = Math.max(most, sum)
  }
  return { sums, most: Math.max(most, sum, 0), least: Math.min(...sums.map(({ ceiling }) => ceiling)) }
}

const grantOf = ([, number, amount, label]: Answer, permit: boolean): Grant => ({
  number: `${number}`,
  amount: amount!,
  label: label!,
  permit,
})

export const createBudgets = (redis: Redis, durability: Durability): Budgets => {
  const homeOf: Budgets['homeOf'] = (budget) => {
    const partition = partitionOf(`budget:${budget}`)
    return { partition, keys: [keyIn(partition, 'budget', budget), keyIn(partition, 'budgets')] }
  }

  /** Once a step is told to another slot it must not be forgotten here. */
  const atHome = async (budget: string, script: typeof DRAW, args: readonly string[]) => {
    const { partition, keys } = homeOf(budget)
    return durability.surely(partition, () => redis.run<Answer[] | Answer>(script, keys, args, 'again'))
  }

  /** Calls all grants in, and answers those who found the home dry; those that must ask again are left. */
  const callIn = async (budget: string, dry: readonly Waiting[]): Promise<readonly Waiting[]> => {
    const [call, ...partitions] = (await atHome(budget, CALL, [])).map(Number)
    const backs = await Promise.all(
      partitions.map(async (partition) => {
        const args = [budget, `${call}`]
        return durability.surely(partition, () =>
          redis.runIn<Answer>(GIVE_BACK, partition, 'core', args, 'again'),
        )
      }),
    )
    // A later call has been here: this one was ended by somebody else.
    if (backs.some((back) => back.length === 0)) return dry
    const total = (n: number): number => backs.reduce((sum, back) => sum + Number(back[n]), 0)
    const args = [`${call}`, `${total(0)}`, `${total(1)}`, total(2) > 0 ? '1' : '0']
    for (const { partition, moves } of dry) {
      const { sums, most } = ceilingsOf(moves)
      args.push(`${partition}`, `${most}`, `${sums.length}`)
      for (const { sum, ceiling } of sums) args.push(`${sum}`, `${ceiling}`)
    }
    const answers = (await atHome(budget, SETTLE, args)) as Answer[]
    if ((answers[0] as unknown) === 'late') return dry
    return dry.filter((one, n) => {
      const answer = answers[n]!
      if (answer[0] === 'again') return true
      one.resolve(answer[0] === 'have' ? grantOf(answer, true) : null)
      return false
    })
  }

  const round = async (budget: string, asking: readonly Waiting[]): Promise<readonly Waiting[]> => {
    const args = [budget]
    for (const { partition, known, missing, moves } of asking) {
      const { least } = ceilingsOf(moves)
      args.push(`${partition}`, `${known}`, `${missing}`, Number.isFinite(least) ? `${least}` : '')
    }
    const answers = (await atHome(budget, DRAW, args)) as Answer[]
    const left = asking.filter((one, n) => {
      const answer = answers[n]!
      if (answer[0] === 'have') one.resolve(grantOf(answer, false))
      return answer[0] !== 'have'
    })
    return left.length > 0 ? callIn(budget, left) : []
  }

  /** Who asks while a round is on is in the next. */
  const queues = new Map<string, Waiting[]>()
  const serve = async (budget: string): Promise<void> => {
    const queue = queues.get(budget)!
    for (let rounds = 0; queue.length > 0; rounds++) {
      const asking = queue.splice(0)
      try {
        if (rounds > ROUNDS)
          throw new StoreError('busy', `the budget ${budget} finds no rest. Nothing was lost; try again.`)
        const left = await round(budget, asking)
        queue.unshift(...left)
        if (left.length === 0) rounds = 0
      } catch (error) {
        for (const one of asking) one.reject(error)
      }
    }
    queues.delete(budget)
  }

  const draw: Budgets['draw'] = (demand) =>
    new Promise((resolve, reject) => {
      const one = { ...demand, resolve, reject }
      const queue = queues.get(demand.budget)
      if (queue) queue.push(one)
      else {
        queues.set(demand.budget, [one])
        // What comes in this tick goes together.
        setImmediate(() => void serve(demand.budget))
      }
    })

  const names = async (): Promise<string[]> => {
    const found = await everyPartition((partition) =>
      redis.read<string[]>(keyIn(partition, 'budgets'), 'SMEMBERS', keyIn(partition, 'budgets')),
    )
    return found.flat().sort()
  }

  const FIELDS = ['reserved', 'spent', 'moved', 'called', 'last'] as const
  const homes = (budgets: readonly string[]) =>
    Promise.all(
      budgets.map(async (budget) => {
        const [key] = homeOf(budget).keys
        const [reserved, spent, moved, called, last] = (
          await redis.read<(string | null)[]>(key!, 'HMGET', key!, ...FIELDS)
        ).map(Number)
        return { budget, reserved: reserved!, spent: spent!, moved: moved!, called: called!, last: last! }
      }),
    )

  const now = async (): Promise<readonly BudgetState[]> => {
    for (let tries = 0; ; tries++) {
      const before = await homes(await names())
      const grants =
        redis.isCluster && before.length > 0 ? await grantsNow(redis) : new Map<string, number[][]>()
      const after = redis.isCluster ? await homes(await names()) : before
      // Between the two nothing was called in or settled, so that nothing was counted twice, or not at all.
      if (JSON.stringify(before) !== JSON.stringify(after) && tries < ROUNDS) continue
      return before.flatMap((home) => {
        let { reserved, spent, moved } = home
        for (const figures of grants.get(home.budget) ?? []) {
          reserved += figures[3]!
          spent += figures[4]!
          moved += figures[5]!
          // Given back, and not booked at the home yet.
          if (home.called === 0 || figures[6] !== home.called) continue
          reserved += figures[7]!
          spent += figures[8]!
          moved += figures[9]!
        }
        return moved > 0 ? [{ budget: home.budget, reserved, spent }] : []
      })
    }
  }

  const book: Budgets['book'] = async (moves, how, once) => {
    for (const { budget, reserved, spent } of moves) {
      const { keys: home, partition } = homeOf(budget)
      const [keys, again] =
        once === undefined ? [home] : [[...home, keyOf(partition, 'meta')], 'again' as const]
      const args = [budget, `${reserved}`, `${spent}`, how, once ?? '']
      const before = durability.mark(partition)
      for (let rounds = 0; (await redis.run(BOOK, keys, args, again)) !== 'done'; rounds++) {
        if (rounds > ROUNDS) throw new StoreError('busy', `the budget ${budget} finds no rest. Try again.`)
        await callIn(budget, [])
      }
      await durability.wait(before)
    }
  }

  return { homeOf, draw, now, book }
}

/** Budget -> what each partition has booked: the figures of lua/grants.lua. */
const grantsNow = async (redis: Redis): Promise<Map<string, number[][]>> => {
  const found = new Map<string, number[][]>()
  const all = await everyPartition((partition) =>
    redis.read<string[]>(keyOf(partition, 'grants'), 'HGETALL', keyOf(partition, 'grants')),
  )
  for (const flat of all)
    for (let n = 0; n < flat.length; n += 2) {
      const figures = flat[n + 1]!.split(' ').map(Number)
      const known = found.get(flat[n]!)
      if (known) known.push(figures)
      else found.set(flat[n]!, [figures])
    }
  return found
}
