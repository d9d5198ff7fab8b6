// Who is believed: the page's public key brings hints, the shop's secret key brings facts. Knows no routes.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

export type Keys = { readonly page: string; readonly secret: string }
export type Trust = 'hint' | 'fact'

/** Compares digests, so that neither the time nor the length of the answer tells how much was right. */
export const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest())

/** How far the bearer of a key is believed; null: no key of ours. */
export const trustOf = (key: string, keys: Keys): Trust | null => {
  const secret = isSame(key, keys.secret)
  const page = isSame(key, keys.page)
  return secret ? 'fact' : page ? 'hint' : null
}

/** `Authorization: Bearer KEY`, or Basic with the key as the name, as Segment's libraries do. */
export const keyOf = (request: FastifyRequest): string | null => {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ', 2)
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return null
  return Buffer.from(value, 'base64').toString().split(':', 1)[0] ?? null
}

export const readTrust = (request: FastifyRequest, keys: Keys): Trust => {
  const key = keyOf(request)
  const trust = key === null ? null : trustOf(key, keys)
  if (trust) return trust
  throw new Problem(401, 'key', key === null ? 'A key is needed' : 'This key is not known', {
    detail: 'Send Authorization: Bearer KEY. The page key brings hints, the secret key brings facts.',
  })
}

/** For what only the shop's own server may do. */
export const needSecret = (request: FastifyRequest, keys: Keys): void => {
  if (readTrust(request, keys) === 'fact') return
  throw new Problem(403, 'page_key', 'The page key may not do this', {
    detail: 'The page key is public. Call this from your server, with the secret key.',
  })
}
