// What /metrics looks up when somebody reads it: a few small questions to the store. Counts nothing itself.
import { showBudgets } from '../core/budget/in-force.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Figures } from '../http/metrics.ts'
import type { Store } from '../ports/store.ts'
import { poolsOf } from '../runtime/pool-states.ts'

export type FigureParts = {
  readonly store: Store
  readonly rulebook: () => Rulebook
  readonly sockets: () => number
  readonly outages: () => readonly { readonly way: string }[]
  readonly stands: () => Figures['stands']
  readonly clock: () => number
  /** null: none is configured. */
  readonly model: () => Promise<Figures['model']>
}

const countOf = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

export const readFigures = async ({
  store,
  rulebook,
  sockets,
  outages,
  stands,
  clock,
  model,
}: FigureParts): Promise<Figures> => {
  const { hash, flows, shop } = rulebook()
  const [outbox, nextDue, budgets, pools] = await Promise.all([
    store.outbox.figures(),
    store.nextDue(),
    store.records.budgets(),
    poolsOf(store.pools, rulebook(), clock()),
  ])
  return {
    ...{
      outbox,
      nextDue,
      // What is counted there is no money.
      budgets: budgets.filter(({ budget }) => !budget.startsWith('shared:')),
      pools,
      rulebook: hash,
      currency: shop.currency,
      sockets: sockets(),
      down: countOf(outages().map(({ way }) => way.split(' ')[0]!)),
      stands: stands(),
      now: clock(),
      model: await model(),
    },
    budgets: showBudgets(rulebook(), budgets, clock()),
    limits: Object.fromEntries(flows.map(({ name, campaign }) => [name, campaign.budget])),
  }
}
