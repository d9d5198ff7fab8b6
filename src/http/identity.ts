// Log-in shown by the shop's signature: the page says whose shopper it is, and shows what only the shop's server could
// have made. Two forms: an HMAC of the userId, which binds it for ever, and a short-lived JWT, which is the better one.
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { isSame } from './auth.ts'
import { Problem } from './problem.ts'

export type IdentitySettings = {
  /** The newest first; an older one counts while it is listed. */
  readonly secrets: readonly string[]
  readonly hashes: boolean
}

/** What was shown. `email`: the shop's server vouches for it as well. */
export type Shown = { readonly userId: string; readonly email?: string }

const DAY = 86_400
/** Clocks of two servers differ so much, seconds. */
const LEEWAY = 60

const claims = z.object({
  sub: z.union([z.string().min(1).max(200), z.int()]).transform(String),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
  email: z.email().max(254).optional(),
  email_verified: z.boolean().optional(),
})

const json = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return null
  }
}

const header = z.object({ alg: z.literal('HS256'), typ: z.string().optional(), crit: z.never().optional() })

const refused = (detail: string): Problem =>
  new Problem(403, 'identity', 'This does not show whose shopper it is', { detail })

/** HS256 and nothing else, whatever the token says of itself. */
const readToken = (token: string, { secrets }: IdentitySettings, now: number): Shown => {
  const parts = token.split('.')
  const [head = '', body = '', signature = ''] = parts
  const isRight = secrets.some((secret) =>
    isSame(signature, createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')),
  )
  if (parts.length !== 3 || !header.safeParse(json(head)).success || !isRight)
    throw refused('The token is not signed with HS256 and the secret of WINBACK_IDENTITY_SECRET.')
  const read = claims.safeParse(json(body))
  if (!read.success) throw refused('The token needs sub, the userId, and exp, seconds since 1970.')
  const { sub, exp, nbf, email, email_verified } = read.data
  const at = now / 1000
  if (exp <= at - LEEWAY) throw refused('The token is over: make one for each page.')
  if (exp > at + DAY + LEEWAY) throw refused('The token lives for more than a day: give it an hour.')
  if (nbf !== undefined && nbf > at + LEEWAY) throw refused('The token does not count yet.')
  return { userId: sub, ...(email && email_verified === true && { email: email.toLowerCase() }) }
}

const readHash = (userId: string, hash: string, { secrets, hashes }: IdentitySettings): Shown => {
  if (!hashes) throw refused('This shop takes userToken only (WINBACK_IDENTITY_ACCEPTS).')
  const given = hash.toLowerCase()
  const isRight = secrets.some((secret) =>
    isSame(given, createHmac('sha256', secret).update(userId).digest('hex')),
  )
  if (!isRight) throw refused('userHash is not the HMAC-SHA256 of this userId, in hex, with the secret.')
  return { userId }
}

const given = z.object({
  userId: z.string().min(1).max(200).optional().catch(undefined),
  userHash: z.string().max(200).optional().catch(undefined),
  userToken: z.string().max(4000).optional().catch(undefined),
})

/** Where the page put it: beside the traits, or among them, as `winback.identify({ userToken })` does. */
const readGiven = (input: unknown): z.output<typeof given> => {
  const whole = (input ?? {}) as { readonly traits?: unknown }
  const among = given.safeParse(whole.traits ?? {})
  const beside = given.safeParse(whole)
  const known = (one: typeof among) =>
    one.success ? Object.fromEntries(Object.entries(one.data).filter(([, value]) => value !== undefined)) : {}
  return { ...known(among), ...known(beside) }
}

/** null: nothing was shown. Throws a problem where it shows nothing, in the same time whatever is wrong of it. */
export const readIdentity = (
  input: unknown,
  settings: IdentitySettings | null,
  now: number,
): Shown | null => {
  const { userId, userHash, userToken } = readGiven(input)
  if (userHash === undefined && userToken === undefined) return null
  if (!settings)
    throw new Problem(403, 'identity_off', 'Log-ins of pages are not taken here', {
      detail: 'Set WINBACK_IDENTITY_SECRET, or tell the log-in from your server with the secret key.',
    })
  if (userToken !== undefined) return readToken(userToken, settings, now)
  if (userId === undefined) throw refused('userHash needs the userId that it is of.')
  return readHash(userId, userHash ?? '', settings)
}

/** What is said of the traits once the proof is taken out. */
export const withoutIdentity = (input: unknown): unknown => {
  const { traits, ...rest } = (input ?? {}) as { readonly traits?: Record<string, unknown> }
  if (typeof traits !== 'object' || traits === null) return input
  const { userId: _, userHash: __, userToken: ___, ...others } = traits
  return { ...rest, traits: others }
}
