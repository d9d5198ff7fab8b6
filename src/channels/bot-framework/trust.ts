// What a token must say beyond what the SDK asks of it: whose service it vouches for, how old it is, which channels its key
// speaks for. Pure; the signature has been checked by then.
import type { Activity } from './activity.ts'
import { isLoopbackUrl } from './loopback.ts'

/** A word for the log; never anything of the token. */
export type Distrust = 'service_url' | 'age' | 'endorsement' | 'emulator'

export type Claims = (name: string) => unknown

/** Microsoft's last an hour or a day. */
const LONGEST = 25 * 60 * 60
const SKEW = 5 * 60

const seconds = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** `now` in ms since 1970. One that never ends, is to live for days, or began long ago was not made for this activity. */
export const isFresh = (claims: Claims, now: number): boolean => {
  const at = now / 1000
  const ends = seconds(claims('exp'))
  const begins = seconds(claims('nbf')) ?? seconds(claims('iat'))
  if (ends === null || ends < at - SKEW || ends > at + LONGEST) return false
  return begins === null || (begins <= at + SKEW && begins >= at - LONGEST)
}

/** `endorsed`: the channels that the signing key speaks for. */
export const distrust = (
  claims: Claims,
  { serviceUrl, channelId }: Pick<Activity, 'serviceUrl' | 'channelId'>,
  endorsed: readonly string[],
  now: number,
): Distrust | null => {
  if (claims('serviceurl') !== serviceUrl) return 'service_url'
  if (!isFresh(claims, now)) return 'age'
  return endorsed.includes(channelId) ? null : 'endorsement'
}

/** The emulator has no service of Microsoft's behind it: answers stay on this machine. */
export const distrustEmulator = ({ serviceUrl }: Pick<Activity, 'serviceUrl'>): Distrust | null =>
  isLoopbackUrl(serviceUrl) ? null : 'emulator'
