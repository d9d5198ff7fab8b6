// The log: pino to standard error, with whatever could name a person or a code struck out.
import { type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

/** Fields that never reach the log, wherever they stand. `code` is not among them: errors have one too. */
const STRUCK = [
  'authorization',
  'cookie',
  'password',
  'token',
  'typed',
  'coupon',
  'text',
  'email',
  'phone',
  'visitor',
]

export const createLog = (level: Config['log']): Logger =>
  pino(
    {
      level,
      base: null,
      redact: { paths: STRUCK.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[struck]' },
    },
    pino.destination({ dest: 2, sync: true }),
  )
