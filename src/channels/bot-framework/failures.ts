// What a failed call of the channel means for the message: try again, wait, or nobody is there any more. Knows errors of
// the SDK by their shape only.
import { DeliveryError } from '../../ports/channel.ts'

/** Nobody was reached, so that nothing can have arrived. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined

const statusOf = (error: unknown): number | null => {
  const status = fieldOf(error, 'statusCode')
  return typeof status === 'number' ? status : null
}

/** Seconds or a date, in ms from `now`; null: the other side did not say. */
export const waitOf = (header: string | null | undefined, now: number): number | null => {
  if (!header) return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000))
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

const headerOf = (error: unknown, name: string): string | null => {
  const headers = fieldOf(fieldOf(error, 'response'), 'headers')
  const get = fieldOf(headers, 'get')
  const found = typeof get === 'function' ? get.call(headers, name) : undefined
  return typeof found === 'string' ? found : null
}

/** `now` in ms since 1970. 403: blocked, uninstalled, or never let in; 404: the conversation is no more. */
export const deliveryError = (error: unknown, now: number): DeliveryError => {
  if (error instanceof DeliveryError) return error
  const status = statusOf(error)
  if (status === null)
    return new DeliveryError('unreachable', true, null, false, !UNSENT.has(String(fieldOf(error, 'code'))))
  // An answer that is none: somebody in between has spoken, or it can't be read.
  if (status < 300) return new DeliveryError('not_it', true, null, false, true)
  if (status === 403 || status === 404) return new DeliveryError(`gone_${status}`, false, null, true)
  // Counted by conversation as well as by bot.
  if (status === 429)
    return new DeliveryError(
      ...(['too_many', true, waitOf(headerOf(error, 'retry-after'), now), false, false, true] as const),
    )
  if (status === 401) return new DeliveryError('token_refused', true)
  if (status === 408 || status === 412 || status >= 500)
    return new DeliveryError(
      ...([
        `failed_${status}`,
        true,
        waitOf(headerOf(error, 'retry-after'), now),
        false,
        status >= 500 && 'maybe',
      ] as const),
    )
  return new DeliveryError(`refused_${status}`, false)
}
