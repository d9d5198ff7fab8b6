// The model's parts put together, its SDK loaded: only where one is configured. Knows no shopper and no flow.

import { type BreakerState, createBreaker } from '../core/breaker.ts'
import type { Log } from '../ports/log.ts'
import type { ModelMeter } from '../ports/meter.ts'
import type { Notes } from '../ports/notes.ts'
import { createModelClient, type ModelClient } from './client.ts'
import type { ModelSettings } from './settings.ts'
import { createSpending, type Spent } from './spending.ts'
import { createTransport } from './transport.ts'

export type OpenModel = {
  readonly client: ModelClient
  readonly figures: () => Promise<ModelFigures>
  readonly close: () => Promise<void>
}

export type ModelFigures = {
  readonly breaker: BreakerState
  readonly spent: Spent
  /** The day's cap in what it is counted in; null: none. */
  readonly cap: ModelSettings['daily']
}

type Parts = {
  readonly settings: ModelSettings
  readonly notes: Notes
  readonly log: Log
  readonly meter?: ModelMeter
  /** Told of each wait for the model, which is no work of ours. */
  readonly aside?: <T>(waiting: Promise<T>) => Promise<T>
  /** ms since 1970. */
  readonly now?: () => number
}

const SAID: Readonly<Record<BreakerState, string>> = {
  open: 'the model does not answer: it is left alone for a while',
  half_open: 'the model is tried again',
  closed: 'the model answers again',
}

export const openModel = async ({
  settings,
  notes,
  log,
  meter,
  aside = (waiting) => waiting,
  now = Date.now,
}: Parts): Promise<OpenModel> => {
  const { default: OpenAI } = await import('openai')
  const transport = createTransport(settings.url, settings.key !== null)
  const sdk = new OpenAI({
    baseURL: settings.url,
    apiKey: settings.key ?? 'none',
    // The SDK would read these from the environment by itself.
    ...{ adminAPIKey: null, organization: null, project: null, webhookSecret: null, logLevel: 'off' },
    maxRetries: 0,
    fetch: transport.fetch,
  })
  const breaker = createBreaker(
    () => performance.now(),
    ({ state, why, wait }) => {
      const fields = { model: state, why, wait_ms: Math.round(wait) }
      if (state === 'open') log.warn(fields, SAID[state])
      else log.info(fields, SAID[state])
    },
  )
  const spending = createSpending(notes, settings, now)
  let cappedOn = ''
  const onCap = (): void => {
    const day = new Date(now()).toISOString().slice(0, 10)
    if (cappedOn !== day)
      log.warn({ day }, "the model's cap of this day is reached: it is not asked any more")
    cappedOn = day
  }
  const client = createModelClient({ settings, sdk, breaker, spending, meter, onCap })
  return {
    client: { ...client, ask: (question) => aside(client.ask(question)) },
    figures: async () => ({
      ...{ breaker: breaker.state(), spent: await spending.today(), cap: settings.daily },
    }),
    close: async () => {
      transport.close()
      await client.close()
    },
  }
}
