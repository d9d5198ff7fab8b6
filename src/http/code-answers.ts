// What the codes' doors answer beside the plain sum: lines, and why not, in words and as a problem. Knows no routes.
import type { FastifyReply } from 'fastify'
import type { UsedLine } from '../core/code.ts'
import { missingText, refusalTitle } from './code-refusals.ts'
import { Problem } from './problem.ts'
import { sumOut } from './sums.ts'

type Refusal = {
  readonly reason: string
  readonly missing?: number | undefined
  readonly until?: number | undefined
}

/** Each line's part, in the order's own order; nothing where the lines do not bear it. */
export const linesOut = (lines: readonly UsedLine[] | undefined, currency: string) =>
  lines === undefined
    ? {}
    : {
        lines: lines.map(({ item, quantity, amount }) => ({
          ...{ product_id: item, quantity, amount: sumOut(amount, currency) },
        })),
      }

const facts = ({ missing, until }: Refusal, currency: string) => ({
  ...(missing === undefined ? {} : { missing: sumOut(missing, currency) }),
  ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
})

export const refusalOut = (refusal: Refusal, currency: string) => {
  const { reason, missing } = refusal
  const message = missing === undefined ? refusalTitle(reason) : missingText(missing, currency)
  return { reason, ...facts(refusal, currency), currency, message }
}

/** 409: nothing is wrong with the request; the code, as it stands now, does not allow it. 429: too many wrong ones. */
export const refused = (refusal: Refusal, currency: string, reply: FastifyReply, now: number): Problem => {
  const { reason, missing, until = now } = refusal
  if (reason === 'too_many_tries') {
    reply.header('retry-after', Math.max(1, Math.ceil((until - now) / 1000)))
    return new Problem(429, 'too_many_tries', refusalTitle(reason))
  }
  return new Problem(409, `code_${reason}`, refusalTitle(reason), {
    ...(missing === undefined ? {} : { detail: missingText(missing, currency) }),
    more: { reason, ...facts(refusal, currency), ...(missing === undefined ? {} : { currency }) },
  })
}
