// How long a code is kept for an order: "15m", "1h". Knows no code.
import { z } from 'zod'
import { as } from './shown.ts'

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 }
const LEAST = 1_000
const LONGEST = 24 * 3_600_000
const EXPECTED = 'a time such as "15m" is expected: seconds (s), minutes (m) or hours (h), 24h at most'

/** Milliseconds. */
export const lockTime = as(
  z.string(EXPECTED).transform((given, context) => {
    const [, count = '', unit = ''] = /^(\d{1,5})(s|m|h)$/.exec(given.trim()) ?? []
    const time = Number(count) * (UNITS[unit] ?? 0)
    if (time >= LEAST && time <= LONGEST) return time
    context.addIssue(EXPECTED)
    return z.NEVER
  }),
  { type: 'string', pattern: '^\\d{1,5}(s|m|h)$', examples: ['15m'], description: 'How long; 24h at most' },
)
