// What /metrics says of the gate: how long work waited for its turn, and what was refused.
import { Counter, Histogram, type Registry } from 'prom-client'

export const createGateMetrics = (registers: Registry[]) => {
  const refused = new Counter({
    ...{ name: 'winback_refused_total', registers, labelNames: ['work', 'whose'] },
    help: 'Work refused under load by kind: the caller asked too much, or all together did',
  })
  const waits = new Histogram({
    ...{ name: 'winback_queue_seconds', registers, labelNames: ['work'] },
    help: 'How long work waited until it was begun',
    buckets: [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5],
  })
  return {
    refused: (work: string, whose: string): void => refused.inc({ work, whose }),
    waited: (work: string, ms: number): void => waits.observe({ work }, ms / 1000),
  }
}
