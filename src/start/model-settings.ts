// Reads the settings of the model: none, or a whole set of them. Every fault says what is missing. Asks no server.

import { isIP } from 'node:net'
import { z } from 'zod'
import type { DailyCap, ModelSettings, Price } from '../model/settings.ts'

export const MODEL_VARIABLES = {
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.string().optional(),
  OPENAI_MODEL: z.string().max(200, "a model's name has 200 characters at most").optional(),
  WINBACK_MODEL_READS: z
    .enum(['unsure', 'always', 'never'], 'a model reads: unsure, always, never')
    .default('unsure'),
  WINBACK_MODEL_PHRASES: z.enum(['on', 'off'], 'write on or off').default('off'),
  WINBACK_MODEL_MASK: z.enum(['on', 'off'], 'write on or off').default('on'),
  WINBACK_MODEL_PRICE: z.string().optional(),
  WINBACK_MODEL_DAILY: z.string().optional(),
}

export type ModelVariables = z.output<z.ZodObject<typeof MODEL_VARIABLES>>

const OPENAI = 'https://api.openai.com/v1'
/** Where nothing is said: some 800 messages. */
const DAILY_TOKENS = 1_000_000
/** Places behind the point of a price for a million: billionths for one. */
const PRICE_PLACES = 3
const MONEY_PLACES = 9

/** A decimal as a whole number of its smallest parts; null where it is none. */
const exact = (text: string, places: number): number | null => {
  const found = /^(\d{1,6})(?:\.(\d+))?$/.exec(text)
  const [, whole = '', rest = ''] = found ?? []
  if (!found || rest.length > places) return null
  return Number(whole + rest.padEnd(places, '0'))
}

/** In the own network: no key is needed there, and none is overheard. */
export const isOwnNetwork = (host: string): boolean => {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIP(name) === 4) return /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\./.test(name)
  if (isIP(name) === 6) return name === '::1' || /^f[cde]/.test(name)
  return !name.includes('.') || /\.(local|localhost|internal|lan|home\.arpa)$/.test(name)
}

const ENDPOINT = /\/(?:(?:chat\/)?completions|responses|models)\/?$/

const readUrl = (text: string, faults: string[]): URL | null => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    faults.push(`OPENAI_BASE_URL: "${text}" is no address of a server: write http://127.0.0.1:11434/v1`)
    return null
  }
  if (url.username || url.password) {
    faults.push('OPENAI_BASE_URL: put no name and no password there; a key stands in OPENAI_API_KEY')
    return null
  }
  if (ENDPOINT.test(url.pathname)) {
    faults.push(
      `OPENAI_BASE_URL: leave "${url.pathname.slice(url.pathname.search(ENDPOINT))}" out: the address ends with /v1 as a rule`,
    )
    return null
  }
  if (url.protocol === 'http:' && !isOwnNetwork(url.hostname)) {
    faults.push('OPENAI_BASE_URL: what shoppers write does not leave your network unencrypted: use https')
    return null
  }
  return url
}

const readPrice = (text: string, faults: string[]): Price | null => {
  const [input, output, ...more] = text.split('/').map((part) => exact(part.trim(), PRICE_PLACES))
  if (more.length === 0 && input != null && output != null) return { input, output }
  faults.push(
    'WINBACK_MODEL_PRICE: write what a million tokens cost, in and out, such as 0.15/0.60 (three places at most)',
  )
  return null
}

const readDaily = (text: string | undefined, price: Price | null, faults: string[]): DailyCap | null => {
  if (text === undefined) return { kind: 'tokens', most: DAILY_TOKENS }
  if (text === 'none') return null
  const tokens = /^(\d{1,12}) tokens$/.exec(text)?.[1]
  if (tokens !== undefined) return { kind: 'tokens', most: Number(tokens) }
  const money = exact(text, MONEY_PLACES)
  if (money === null) faults.push('WINBACK_MODEL_DAILY: write a sum such as 2.00, or 1000000 tokens, or none')
  else if (!price)
    faults.push(
      'WINBACK_MODEL_DAILY: a sum needs WINBACK_MODEL_PRICE as well (0.15/0.60); or write 1000000 tokens',
    )
  return { kind: 'money', most: money ?? 0 }
}

/** null: no model. What is wrong is added to `faults`. */
export const readModelSettings = (found: ModelVariables, faults: string[]): ModelSettings | null => {
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: address, OPENAI_MODEL: name } = found
  const reads = found.WINBACK_MODEL_READS
  const phrases = found.WINBACK_MODEL_PHRASES === 'on'
  if (!key && !address && !name) {
    if (phrases || reads === 'always')
      faults.push(
        'OPENAI_MODEL: needed, with OPENAI_API_KEY or OPENAI_BASE_URL, for what WINBACK_MODEL_… asks',
      )
    return null
  }
  if (!name)
    faults.push(
      `OPENAI_MODEL: needed when ${key ? 'OPENAI_API_KEY' : 'OPENAI_BASE_URL'} is set: the model's name, such as gpt-4.1-mini; or unset it to do without a model`,
    )
  const url = readUrl(address ?? OPENAI, faults)
  if (!key && url && !isOwnNetwork(url.hostname))
    faults.push(
      `OPENAI_API_KEY: needed for ${url.host}; a server in your own network (OPENAI_BASE_URL) does without`,
    )
  if (key && /^["']|["']$/.test(key)) faults.push('OPENAI_API_KEY: it stands in quotes: leave them out')
  if (key && !/^[\x21-\x7e]+$/.test(key)) faults.push('OPENAI_API_KEY: it holds signs that no key has')
  if (reads === 'never' && !phrases)
    faults.push('WINBACK_MODEL_READS: never, with WINBACK_MODEL_PHRASES off, leaves the model nothing to do')
  const price = found.WINBACK_MODEL_PRICE === undefined ? null : readPrice(found.WINBACK_MODEL_PRICE, faults)
  const daily = readDaily(found.WINBACK_MODEL_DAILY, price, faults)
  if (!name || !url) return null
  return {
    ...{ url: url.href.replace(/\/+$/, ''), key: key ?? null, name, reads, phrases },
    ...{ masks: found.WINBACK_MODEL_MASK === 'on', price, daily },
  }
}
