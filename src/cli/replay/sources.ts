// The histories that can be replayed, and where each keeps its rulebook.
import { fileURLToPath } from 'node:url'
import { hillstrom } from '../../histories/hillstrom.ts'
import type { History } from '../../histories/history.ts'
import { onlineRetail } from '../../histories/online-retail.ts'
import { taobao } from '../../histories/taobao.ts'

export const SOURCES: readonly History[] = [taobao, onlineRetail, hillstrom]

export const rulesOf = (source: string): string =>
  fileURLToPath(new URL(`../../histories/rulebooks/${source}`, import.meta.url))

/** What every replay supposes. */
export const ASSUMED: readonly string[] = [
  'Nobody answers in a history: silence runs its course, and then the rules give what they allow without a reason.',
  "An order within a live code's terms is taken as redeeming it.",
  'Times are read as UTC; what happens at one time goes wake-ups first, then by id.',
  'The clock stops at the last accepted event: what would have come later has not come.',
]
