// Who knocks: the shop's server with the secret, or a page with the token of one conversation. Knows no talk.
import type { Knock } from '../../ports/hook.ts'
import { hostIn, mayRead, Refused } from './answers.ts'
import type { DirectLineDoors } from './doors.ts'
import type { Bound, Claims, Tokens } from './token.ts'

/** What is known of a caller before its body is read. */
export type Caller = Omit<Knock, 'body'>
export type Who = { readonly kind: 'shop' } | { readonly kind: 'page'; readonly bound: Bound }

export type Guard = {
  readonly who: (caller: Caller) => Who
  /** Whoever may read and say in this conversation, and as whom. */
  readonly inConversation: (caller: Caller) => Bound
}

const boundOf = ({ conv, user, name, org }: Claims): Bound => ({
  conv,
  ...(user !== undefined && { user }),
  ...(name !== undefined && { name }),
  ...(org !== undefined && { org }),
})

/** A page has to be one of those that the token was made for, or else one of the shop's. */
export const isOfToken = (
  origin: string | undefined,
  host: string,
  { org }: Bound,
  origins: readonly string[],
): boolean => origin === undefined || (org ? org.includes(origin) : mayRead(origin, host, origins))

export const createGuard = (
  doors: Pick<DirectLineDoors, 'pace' | 'isSame' | 'origins'>,
  tokens: Tokens,
  secret: string,
): Guard => {
  const who = (caller: Caller): Who => {
    const { authorization = '', origin } = caller.headers
    const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
    const isShop = doors.isSame(bearer, secret)
    // The shop's own server is never held up; who tries to guess its secret is.
    const wait = isShop ? 0 : doors.pace.knocks.wait(caller.sender)
    if (wait > 0)
      throw new Refused(429, 'TooManyRequests', 'Too many requests from this address: wait a moment', wait)
    if (bearer === '') throw new Refused(401, 'NotAllowed', 'Send Authorization: Bearer TOKEN')
    if (isShop && origin !== undefined)
      throw new Refused(
        ...([403, 'NotAllowed'] as const),
        'The secret has no business in a browser: everybody who opens the page can read it. Make a new one' +
          ' (DIRECTLINE_SECRET), and give pages tokens from your server (POST /v3/directline/tokens/generate).',
      )
    if (isShop) return { kind: 'shop' }
    const read = tokens.read(bearer, 'talk')
    if (read === 'expired')
      throw new Refused(403, 'TokenExpired', 'The token has expired: ask your server for a new one')
    if (!read) throw new Refused(403, 'NotAllowed', 'This is no token of ours')
    const bound = boundOf(read)
    if (!isOfToken(origin, hostIn(caller.origin), bound, doors.origins))
      throw new Refused(
        403,
        'NotAllowed',
        'Pages of this origin may not use the token: add it to WINBACK_ORIGINS',
      )
    return { kind: 'page', bound }
  }
  return {
    who,
    inConversation: (caller) => {
      const asked = caller.params.id ?? ''
      const found = who(caller)
      if (found.kind === 'page') {
        if (found.bound.conv === asked) return found.bound
        throw new Refused(403, 'NotAllowed', 'The token is of another conversation')
      }
      if (tokens.isConversation(asked)) return { conv: asked }
      throw new Refused(404, 'NotFound', 'There is no such conversation')
    },
  }
}
