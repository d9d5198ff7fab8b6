// What the shop's server says of the shop as a whole: POST /v1/signals. Each is forgotten after the time that it says.
import { z } from 'zod'
import { SIGNALS } from '../core/around.ts'
import { DAY, HOUR, MINUTE } from '../core/time/local-time.ts'
import type { Engine } from '../runtime/engine.ts'
import type { About } from './about.ts'
import { type Keys, needSecret } from './auth.ts'
import { readInput } from './input.ts'
import type { App } from './server.ts'
import { as } from './shown.ts'

export type SignalParts = {
  readonly engine: Pick<Engine, 'signal'>
  readonly keys: Keys
  readonly clock: () => number
}

const UNITS = { m: MINUTE, h: HOUR, d: DAY } as const
/** What nobody renews for so long is not known any more. */
const LONGEST = 30 * DAY

const lasting = as(
  z.string().transform((given, context) => {
    const match = /^(\d{1,5})(m|h|d)$/.exec(given.trim())
    const ms = match ? Number(match[1]) * UNITS[match[2] as keyof typeof UNITS] : 0
    if (ms > 0 && ms <= LONGEST) return ms
    context.addIssue('a time such as 30m, 4h or 2d is expected, 30d at most')
    return z.NEVER
  }),
  { type: 'string', examples: ['4h'] },
)

const signal = (value: z.ZodNumber) => z.strictObject({ value, for: lasting }).nullable().optional()

const body = z
  .strictObject({
    warehouse_load: signal(z.number().min(0).max(1, 'from 0 (idle) to 1 (full)')),
    sales_volume: signal(z.number().min(0).max(1000)),
  } satisfies Record<(typeof SIGNALS)[number], z.ZodType>)
  .refine(
    (told) => Object.values(told).some((one) => one !== undefined),
    `one at least is expected: ${SIGNALS.join(', ')}`,
  )

const inForce = z.object({ value: z.number(), until: z.string() })

const ABOUT: About = {
  id: 'signals',
  summary: 'What the shop is like now: how full its warehouse is, how its sales go',
  detail:
    'Rules ask for `warehouse.load` (0 idle, 1 full) and `sales.volume` (1 as usual, 2 twice as much). Each is forgotten' +
    ' after the time that it says (`for`), and then rules that ask for it do not hold. null forgets it at once; one that' +
    ' is absent stays.',
  key: 'secret',
  body,
  examples: {
    'a full warehouse for the next hours': { warehouse_load: { value: 0.92, for: '4h' } },
    'sales are slow, and the load is not known': {
      sales_volume: { value: 0.6, for: '1d' },
      warehouse_load: null,
    },
  },
  answer: {
    status: 200,
    means: 'What is in force now, and until when',
    body: z.object({ signals: z.object({ warehouse_load: inForce, sales_volume: inForce }).partial() }),
  },
  problems: ['page_key'],
}

export const addSignalRoutes = (app: App, { engine, keys, clock }: SignalParts): void => {
  app.post('/v1/signals', { config: { about: ABOUT } }, async (request) => {
    needSecret(request, keys)
    const told = readInput(body, request.body)
    const now = clock()
    const change = Object.entries(told).flatMap(([name, one]) =>
      one === undefined ? [] : [[name, one && { value: one.value, until: now + one.for }] as const],
    )
    const kept = await engine.signal(Object.fromEntries(change))
    const signals = Object.entries(kept).map(([name, { value, until }]) => [
      name,
      { value, until: new Date(until).toISOString() },
    ])
    return { signals: Object.fromEntries(signals) }
  })
}
