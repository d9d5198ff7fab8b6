// What the codes' doors answer beside the plain sum: lines, and why not, in words and as a problem. Knows no routes.
import type { FastifyReply } from 'fastify'
import type { UsedLine } from '../core/codes/code.ts'
import { type Refused, refusalFacts, refusalMessage, refusalTitle } from './code-refusals.ts'
import { Problem } from './problem.ts'
import { sumOut } from './sums.ts'

/** Each line's part, in the order's own order; nothing where the lines do not bear it. */
export const linesOut = (lines: readonly UsedLine[] | undefined, currency: string) =>
  lines === undefined
    ? {}
    : {
        lines: lines.map(({ item, quantity, amount }) => ({
          ...{ product_id: item, quantity, amount: sumOut(amount, currency) },
        })),
      }

type Shop = { readonly currency: string; readonly time_zone: string }

export const refusalOut = (refusal: Refused, shop: Shop) => ({
  ...{ reason: refusal.reason, ...refusalFacts(refusal, shop.currency) },
  ...{ currency: shop.currency, message: refusalMessage(refusal, shop) },
})

/** 409: nothing is wrong with the request; the code, as it stands now, does not allow it. 429: too many wrong ones. */
export const refused = (why: Refused, shop: Shop, reply: FastifyReply, now: number): Problem => {
  const { reason, until = now } = why
  if (reason === 'too_many_tries') {
    reply.header('retry-after', Math.max(1, Math.ceil((until - now) / 1000)))
    return new Problem(429, 'too_many_tries', refusalTitle(reason))
  }
  const facts = refusalFacts(why, shop.currency)
  return new Problem(409, `code_${reason}`, refusalTitle(reason), {
    ...(Object.keys(facts).length > 0 && { detail: refusalMessage(why, shop) }),
    more: { reason, ...facts, ...(why.missing !== undefined && { currency: shop.currency }) },
  })
}
