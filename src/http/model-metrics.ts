// What is counted of a model, in Prometheus' words: how its questions ended, how long talks waited, the breaker, the day's
// spending. Few fixed words; nothing of what was asked.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { ModelMeter } from '../ports/meter.ts'

/** As the model's part says it; `money` and a cap of money in billionths of the price's currency. */
export type ModelShown = {
  readonly breaker: 'closed' | 'open' | 'half_open'
  readonly spent: { readonly tokens: number; readonly money: number }
  readonly cap: { readonly kind: 'money' | 'tokens'; readonly most: number } | null
}

const BILLION = 1_000_000_000
const STATES = ['closed', 'open', 'half_open'] as const

export const createModelMetrics = (registers: Registry[]) => {
  const calls = new Counter({
    ...{ name: 'winback_model_calls_total', help: 'Questions to the model by how they ended', registers },
    labelNames: ['what', 'outcome'],
  })
  const seconds = new Histogram({
    ...{ name: 'winback_model_seconds', help: 'How long a talk waited for the model', registers },
    labelNames: ['what'],
    buckets: [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3],
  })
  const breaker = new Gauge({
    ...{ name: 'winback_model_breaker', help: '1 for the state that the breaker is in', registers },
    labelNames: ['state'],
  })
  const spent = new Gauge({
    ...{ name: 'winback_model_spent_today', help: 'Spent on the model today (UTC)', registers },
    labelNames: ['unit'],
  })
  const cap = new Gauge({
    ...{ name: 'winback_model_cap', help: 'The cap of one day', registers },
    labelNames: ['unit'],
  })
  const count: ModelMeter['model'] = (what, outcome, ms) => {
    calls.inc({ what, outcome })
    // What was not asked took no time; what did not keep the facts was counted once already.
    if (!['shut', 'capped', 'busy', 'changed_facts'].includes(outcome)) seconds.observe({ what }, ms / 1000)
  }
  return {
    count,
    show: (model: ModelShown | null): void => {
      if (!model) return
      for (const state of STATES) breaker.set({ state }, state === model.breaker ? 1 : 0)
      spent.set({ unit: 'tokens' }, model.spent.tokens)
      if (model.spent.money > 0 || model.cap?.kind === 'money')
        spent.set({ unit: 'money' }, model.spent.money / BILLION)
      if (model.cap)
        cap.set({ unit: model.cap.kind }, model.cap.most / (model.cap.kind === 'money' ? BILLION : 1))
    },
  }
}
