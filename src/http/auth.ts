// Who is believed: the page's public key brings hints, the shop's secret key brings facts. Knows no routes.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

/** `origins`: pages beside the server's own that may use the page key. */
export type Keys = { readonly page: string; readonly secret: string; readonly origins: readonly string[] }
export type Trust = 'hint' | 'fact'

/** Compares digests, so that neither the time nor the length of the answer tells how much was right. */
export const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest())

/** How far the bearer of a key is believed; null: no key of ours. */
export const trustOf = (key: string, keys: Keys): Trust | null => {
  // Everybody may know the page key: whether it is that is no secret, and asked for each look.
  if (key === keys.page && keys.page !== keys.secret) return 'hint'
  const secret = isSame(key, keys.secret)
  const page = isSame(key, keys.page)
  return secret ? 'fact' : page ? 'hint' : null
}

/** The key that the headers say; null: none. */
export const keyIn = ({ authorization = '' }: IncomingHttpHeaders): string | null => {
  const [scheme = '', value = ''] = authorization.split(' ', 2)
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return null
  return Buffer.from(value, 'base64').toString().split(':', 1)[0] ?? null
}

/** `Authorization: Bearer KEY`, Basic with the key as the name, or `writeKey` in the body: as Segment's libraries do. */
export const keyOf = (request: FastifyRequest): string | null => {
  const key = keyIn(request.headers)
  if (key !== null) return key
  const { writeKey } = (request.body ?? {}) as { readonly writeKey?: unknown }
  return typeof writeKey === 'string' ? writeKey : null
}

/** Is this the server itself, or a page that it serves? */
export const isOwnOrigin = (origin: string, host: string | undefined): boolean =>
  URL.canParse(origin) && new URL(origin).host === host

/**
 * A page always says its origin with a POST, and no page can say another's. Programs and apps say none: whatever they
 * said could be made up, so that nothing is asked of them but the key.
 */
const checkOrigin = (request: FastifyRequest, keys: Keys, trust: Trust): void => {
  const { origin } = request.headers
  if (origin === undefined) return
  if (trust === 'fact') {
    throw new Problem(403, 'secret_in_browser', 'The secret key has no business in a browser', {
      detail:
        'This request came from a page, so that everybody who opens that page can read the key. Take it off the page,' +
        ' make a new one (WINBACK_SECRET_KEY), and use the page key there.',
    })
  }
  if (keys.origins.includes(origin) || isOwnOrigin(origin, request.host)) return
  throw new Problem(403, 'origin', 'Pages of this origin may not use the key', {
    detail: `Add it to WINBACK_ORIGINS if it is a page of this shop.`,
  })
}

export const readTrust = (request: FastifyRequest, keys: Keys): Trust => {
  const key = keyOf(request)
  const trust = key === null ? null : trustOf(key, keys)
  if (trust === null) {
    throw new Problem(401, 'key', key === null ? 'A key is needed' : 'This key is not known', {
      detail: 'Send Authorization: Bearer KEY. The page key brings hints, the secret key brings facts.',
    })
  }
  checkOrigin(request, keys, trust)
  return trust
}

/** For what only the shop's own server may do. */
export const needSecret = (request: FastifyRequest, keys: Keys): void => {
  if (readTrust(request, keys) === 'fact') return
  throw new Problem(403, 'page_key', 'The page key may not do this', {
    detail: 'The page key is public. Call this from your server, with the secret key.',
  })
}
