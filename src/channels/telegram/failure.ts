// What went wrong at Telegram, as the product's own kinds of failure. Never carries an address or the token.
import { GrammyError, HttpError } from 'grammy'
import { DeliveryError } from '../../ports/channel.ts'

/** The request was never sent: nothing can have arrived. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNABORTED',
])

/** The other side is no more, or wants nothing from us. */
const GONE =
  /chat not found|user not found|user is deactivated|deactivated|blocked by the user|PEER_ID_INVALID|USER_ID_INVALID|CHAT_ID_INVALID|bot was kicked|can't initiate conversation|chat_id is empty/i

const SECOND = 1000

export type Failure = {
  readonly kind:
    | 'gone'
    | 'too_many'
    /** 401, or 404 of a token that is none. */
    | 'unauthorized'
    | 'conflict'
    /** The server knows no such method or field. */
    | 'unknown_method'
    | 'bad_markup'
    | 'unchanged'
    | 'refused'
    | 'server_error'
    | 'unreachable'
    /** Sent, and no answer came: it may have arrived. */
    | 'no_answer'
  readonly wait: number | null
  /** Telegram's own words, which name nobody; '' where there are none. */
  readonly why: string
}

const kindOf = ({ error_code: code, description = '' }: GrammyError): Failure['kind'] => {
  // An emulator's or an old server's answer is no answer of the Bot API at all.
  if (code === undefined || code === 404 || /method not found|not supported/i.test(description)) {
    if (code === 404 && /chat|user|message/i.test(description)) return 'gone'
    return 'unknown_method'
  }
  if (code === 401) return 'unauthorized'
  if (code === 403) return 'gone'
  if (code === 409) return 'conflict'
  if (code === 429) return 'too_many'
  if (code >= 500) return 'server_error'
  if (GONE.test(description)) return 'gone'
  if (/can't parse entities/i.test(description)) return 'bad_markup'
  if (/message is not modified/i.test(description)) return 'unchanged'
  return 'refused'
}

export const failureOf = (error: unknown): Failure => {
  if (error instanceof GrammyError) {
    const after = error.parameters?.retry_after
    return {
      kind: kindOf(error),
      wait: after === undefined ? null : Math.max(1, after) * SECOND,
      why: (error.description ?? '').slice(0, 200),
    }
  }
  if (error instanceof HttpError) {
    const code = String((error.error as { code?: unknown } | null)?.code ?? '')
    return { kind: UNSENT.has(code) ? 'unreachable' : 'no_answer', wait: null, why: code }
  }
  return { kind: 'no_answer', wait: null, why: error instanceof Error ? error.name : '' }
}

/** As the relay is told it. */
export const deliveryError = (failure: Failure): DeliveryError => {
  const { kind, wait } = failure
  if (kind === 'gone') return new DeliveryError('gone', false, null, true)
  // It may be meant for this chat alone; the pace holds whom it is meant for.
  if (kind === 'too_many') return new DeliveryError('too_many', true, wait ?? SECOND, false, false, true)
  if (kind === 'refused' || kind === 'bad_markup' || kind === 'unchanged')
    return new DeliveryError(kind, false)
  return new DeliveryError(
    kind,
    true,
    null,
    false,
    kind === 'no_answer' || (kind === 'server_error' && 'maybe'),
  )
}
