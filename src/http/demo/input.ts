// What the demo shop's page sends, and how its server's troubles are told. Knows no routes.
import { z } from 'zod'
import { LANGS } from '../../core/meaning.ts'
import { Problem } from '../problem.ts'
import type { DemoParts, Wanted } from './parts.ts'

const request = z.string().regex(/^[\w-]{8,64}$/, "the page's own id of what it does once")
export const visitor = z.string().regex(/^[\w-]{8,64}$/, 'the visitor that /v1/visitors gave')
const name = z.string().trim().min(1, 'a name is needed').max(100)
const email = z.email('an e-mail address is needed, such as name@example.com').max(254)
const language = z.enum(LANGS).default('en')
const session = z
  .string()
  .max(1000)
  .nullish()
  .transform((given) => given || null)

const wanted = z
  .array(z.object({ id: z.string().max(40), quantity: z.number().int().min(1).max(99) }))
  .min(1, 'the cart is empty')
  .max(50)
  .refine((lines) => new Set(lines.map(({ id }) => id)).size === lines.length, 'a product stands twice')
const code = z
  .string()
  .trim()
  .max(200)
  .nullish()
  .transform((typed) => typed || null)

export const quoted = z.object({
  ...{ visitor, session, lines: wanted, code },
  delivery: z.enum(['post', 'courier', 'pickup']).default('post'),
})
/** Where it goes and how it is paid is looked at and not kept: nothing is sent in a demo. */
export const placed = quoted.extend({
  ...{ request, language },
  contact: z.object({ name, email, city: z.string().trim().min(1, 'a city is needed').max(100) }),
  payment: z.enum(['card', 'cash']).default('card'),
  expects: z
    .number()
    .int()
    .min(0)
    .nullish()
    .transform((given) => given ?? null),
})
export const restoring = z.object({ visitor, session, token: z.string().max(64) })
export const cancelled = z.object({ visitor })
export const signing = z.object({ request, visitor, name, email, language })
export const subscribing = z.object({ request, visitor, email, language })

export const needGoods = (shop: DemoParts['shop'], lines: Wanted): void => {
  const errors = lines.flatMap(({ id }, i) =>
    shop.sells(id) ? [] : [{ path: `lines[${i}].id`, message: 'there is no such product' }],
  )
  if (errors.length > 0)
    throw new Problem(400, 'invalid_input', 'Some of what was sent does not fit', { errors })
}

/** Troubles that pass: the same may be sent again in a moment, under the same id. */
export const orTryAgain = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'BookError')
      throw new Problem(503, 'order_book', 'The shop can not write the order down: nothing was ordered', {
        detail: 'Its disk may be full. Try again in a moment; a code that was entered is free again.',
      })
    if (name === 'WinbackError')
      throw new Problem(503, 'winback_silent', 'Codes and people can not be checked just now', {
        detail: 'Nothing was ordered. Try again in a moment.',
      })
    throw error
  }
}
