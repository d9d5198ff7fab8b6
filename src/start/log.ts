// The log: JSON lines to standard error, with whatever could name a person or a code struck out.
import { type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

/** Fields that never reach the log, wherever they stand. `code` is not among them: errors have one too. */
const STRUCK = [
  ...['authorization', 'cookie', 'password', 'token', 'typed', 'coupon', 'text', 'email', 'phone', 'visitor'],
  ...['anonymousId', 'userId', 'messageId', 'traits', 'address', 'ip'],
]

/** What may slip in with an error's message: e-mails, phone numbers, network addresses, our tokens and codes. */
const SLIPS: readonly RegExp[] = [
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  /\+\d[\d ()-]{7,}\d/g,
  /\b(?!127\.0\.0\.1\b|0\.0\.0\.0\b)\d{1,3}(?:\.\d{1,3}){3}\b/g,
  /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f:]*[0-9a-f]/gi,
  /\bv1\.[\w-]{10,}\.[\w-]{10,}/g,
  /\b[sp]k_[\w-]{6,}/g,
  /\b[A-Z]{1,6}-[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b/g,
]

/** Where it happened and what it was; what it quotes may be somebody's words. */
const hushed = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name: type, message, stack } = error
  return {
    type,
    message: message.replace(/"[^"]*"/g, '"…"').slice(0, 500),
    ...('code' in error && { code: error.code }),
    at: stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .map((line) => line.slice(7)),
  }
}

/** The last net, over the whole line. */
const strike = (line: string): string => SLIPS.reduce((all, slip) => all.replace(slip, '[struck]'), line)

export const createLog = (level: Config['log']): Logger => {
  const to = pino.destination({ dest: 2, sync: true })
  // Nobody may be listening any more: that is no reason to end.
  to.on('error', () => {})
  return pino(
    {
      level,
      base: null,
      redact: { paths: STRUCK.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[struck]' },
      serializers: { err: hushed },
      hooks: { streamWrite: strike },
    },
    to,
  )
}
