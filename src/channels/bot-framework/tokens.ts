// Our own tokens for what we send: asked of the cloud's token endpoint by the app's secret, kept until shortly before they
// end. The grant is one call that the Bot Framework documents (OAuth 2.0 client credentials).
import { z } from 'zod'
import { DeliveryError } from '../../ports/channel.ts'
import { waitOf } from './failures.ts'

export type TokenParts = {
  readonly appId: string
  readonly password: string
  /** With the tenant. */
  readonly loginUrl: string
  readonly scope: string
  /** ms since 1970; of the machine, not of the shop. */
  readonly now: () => number
}

export type Tokens = {
  readonly get: () => Promise<string>
  /** The other side did not take it. */
  readonly drop: (token: string) => void
}

const WITHIN = 10_000
const BEFORE_END = 5 * 60_000
const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })

export const createTokens = ({ appId, password, loginUrl, scope, now }: TokenParts): Tokens => {
  let kept: { readonly token: string; readonly until: number } | null = null
  let asked: Promise<string> | null = null
  const ask = async (): Promise<string> => {
    const form = {
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: password,
      scope: scope.endsWith('/.default') ? scope : `${scope}/.default`,
    }
    const answer = await fetch(`${loginUrl}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
      // The secret goes to the address that was set, and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN),
    }).catch(() => {
      throw new DeliveryError('no_token', true)
    })
    const body = granted.safeParse(await answer.json().catch(() => null))
    if (!answer.ok || !body.success)
      throw new DeliveryError(
        answer.status >= 400 && answer.status < 500 && answer.status !== 429 ? 'app_refused' : 'no_token',
        true,
        waitOf(answer.headers.get('retry-after'), now()),
      )
    const { access_token: token, expires_in } = body.data
    kept = { token, until: now() + Math.max(expires_in * 1000 - BEFORE_END, (expires_in * 1000) / 2) }
    return token
  }
  return {
    get: () => {
      if (kept && kept.until > now()) return Promise.resolve(kept.token)
      asked ??= ask().finally(() => {
        asked = null
      })
      return asked
    },
    drop: (token) => {
      if (kept?.token === token) kept = null
    },
  }
}
