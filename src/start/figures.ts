// What /metrics looks up when somebody reads it: a few small questions to the store. Counts nothing itself.
import { showBudgets } from '../core/budget/in-force.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Figures } from '../http/metrics.ts'
import type { Store } from '../ports/store.ts'

type Parts = {
  readonly store: Store
  readonly rulebook: () => Rulebook
  readonly sockets: () => number
  readonly clock: () => number
}

export const readFigures = async ({ store, rulebook, sockets, clock }: Parts): Promise<Figures> => {
  const { hash, flows, shop } = rulebook()
  const [outbox, nextDue, budgets] = await Promise.all([
    store.outbox.figures(),
    store.nextDue(),
    store.records.budgets(),
  ])
  return {
    ...{
      outbox,
      nextDue,
      rulebook: hash,
      currency: shop.currency,
      sockets: sockets(),
      now: clock(),
    },
    budgets: showBudgets(rulebook(), budgets, clock()),
    limits: Object.fromEntries(flows.map(({ name, campaign }) => [name, campaign.budget])),
  }
}
