// What is counted, in Prometheus' words. Labels are few fixed words: nothing of who it was. Knows no route and no store.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Shown } from '../core/budget/in-force.ts'
import type { Meter, ModelMeter } from '../ports/meter.ts'
import type { PoolState } from '../ports/pools.ts'
import { createGateMetrics } from './gate-metrics.ts'
import { createModelMetrics, type ModelShown } from './model-metrics.ts'
import type { Answered } from './server.ts'

/** What is looked up when somebody reads. */
export type Figures = {
  readonly outbox: { readonly waiting: number; readonly parked: number; readonly oldest: number | null }
  readonly nextDue: number | null
  readonly budgets: readonly Shown[]
  /** campaign -> its budget, minor units; null: without. */
  readonly limits: Readonly<Record<string, number | null>>
  /** Pools of imported codes, and those that offers draw from and nobody has imported. */
  readonly pools: readonly PoolState[]
  readonly currency: string
  readonly rulebook: string
  readonly sockets: number
  /** Other sides that are down, by channel or desk: how many servers of each. */
  readonly down: Readonly<Record<string, number>>
  /** Sockets of our own to other servers. */
  readonly stands: readonly { readonly name: string; readonly up: boolean }[]
  readonly now: number
  /** null: none is configured. */
  readonly model: ModelShown | null
}

export type Metrics = {
  readonly meter: Meter & ModelMeter
  readonly answered: (answered: Answered) => void
  readonly event: (status: string) => void
  readonly defect: () => void
  /** Of the gate. */
  readonly refused: (work: string, whose: string) => void
  readonly waited: (work: string, ms: number) => void
  readonly text: () => Promise<string>
  readonly type: string
}

const seconds = (ms: number): number => Math.max(0, ms) / 1000
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])

export const createMetrics = (version: string, figures: () => Promise<Figures>): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const count = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `winback_${name}`, help, labelNames, registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge({ name: `winback_${name}`, help, labelNames, registers })

  const requests = count('http_requests_total', 'Requests answered', ['route', 'method', 'status'])
  const durations = new Histogram({
    ...{ name: 'winback_http_request_seconds', help: 'How long an answer took', registers },
    labelNames: ['route', 'method'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  })
  const events = count('events_total', 'Events of /v1 by how they were answered', ['status'])
  const turns = count('turns_total', 'Turns by kind of event and outcome', ['kind', 'outcome'])
  const commits = count('commits_total', 'Commits tried', ['result'])
  const codes = count('codes_total', 'Codes issued, and what the till asked for', ['what'])
  const deliveries = count('deliveries_total', 'Outbox items settled', ['kind', 'settled'])
  const defects = count('defects_total', 'Requests and events that met a defect', [])
  gauge('info', 'The version that runs', ['version']).set({ version }, 1)

  const rulebook = gauge('rulebook_info', 'The rules in force', ['hash'])
  const depth = gauge('outbox_items', 'Items that wait to leave, or were given up', ['state'])
  const oldest = gauge('outbox_oldest_seconds', 'How long the first waiting item is overdue', [])
  const lag = gauge('due_lag_seconds', 'How long the earliest wake-up is overdue', [])
  const money = gauge('budget_minor_units', 'Budgets by campaign, minor units', [
    'campaign',
    'what',
    'currency',
  ])
  const pools = gauge('pool_codes', 'Imported codes by pool: left, laid_aside, used, ended', [
    'pool',
    'state',
  ])
  const periods = gauge('budget_period_minor_units', 'Budgets of this day, week and month, minor units', [
    ...['campaign', 'period', 'what', 'currency'],
  ])
  const places = gauge('budget_codes', 'Codes by campaign: out, used, and how many there may be', [
    ...['campaign', 'what'],
  ])
  const model = createModelMetrics(registers)
  const sockets = gauge('chat_sockets', 'Open sockets of the chat', [])

  const stands = gauge('link_up', 'Whether a socket of ours to another server stands', ['name'])

  const down = gauge('way_down', 'Servers of a channel or desk that do not answer: what goes there waits', [
    'way',
  ])

  const look = async (): Promise<void> => {
    const found = await figures()
    rulebook.reset()
    rulebook.set({ hash: found.rulebook.slice(0, 12) }, 1)
    depth.set({ state: 'waiting' }, found.outbox.waiting)
    depth.set({ state: 'parked' }, found.outbox.parked)
    oldest.set(found.outbox.oldest === null ? 0 : seconds(found.now - found.outbox.oldest))
    lag.set(found.nextDue === null ? 0 : seconds(found.now - found.nextDue))
    sockets.set(found.sockets)
    for (const { name, up } of found.stands) stands.set({ name }, up ? 1 : 0)
    down.reset()
    for (const [way, servers] of Object.entries(found.down)) down.set({ way }, servers)
    model.show(found.model)
    pools.reset()
    for (const { pool, ...states } of found.pools)
      for (const [state, n] of Object.entries(states)) pools.set({ pool, state }, n)
    money.reset()
    const { currency } = found
    periods.reset()
    places.reset()
    for (const { of: campaign, what: kind, reserved, spent, limit } of found.budgets) {
      const put = (what: string, value: number): void => {
        if (kind === 'amount') money.set({ campaign, what, currency }, value)
        else if (kind === 'codes') places.set({ campaign, what }, value)
        else periods.set({ campaign, period: kind, what, currency }, value)
      }
      put('reserved', reserved)
      put('spent', spent)
      if (limit !== null) put('limit', limit)
    }
    for (const [campaign, limit] of Object.entries(found.limits))
      if (limit !== null) money.set({ campaign, what: 'limit', currency }, limit)
  }

  return {
    meter: {
      turn: (kind, outcome) => {
        turns.inc({ kind, outcome })
        if (outcome === 'parked') defects.inc()
      },
      commit: (result) => commits.inc({ result }),
      code: (what) => codes.inc({ what }),
      delivery: (kind, settled) => deliveries.inc({ kind, settled }),
      model: model.count,
    },
    answered: ({ route, method, status, ms }) => {
      const known = METHODS.has(method) ? method : 'other'
      requests.inc({ route, method: known, status: String(status) })
      durations.observe({ route, method: known }, ms / 1000)
    },
    event: (status) => events.inc({ status }),
    defect: () => defects.inc(),
    ...createGateMetrics(registers),
    text: async () => {
      await look()
      return registry.metrics()
    },
    type: registry.contentType,
  }
}
