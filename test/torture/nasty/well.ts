// Is the product well? An agent signs in, a shopper is answered. Also what doors need of it: a cookie, a token.
import { OWN_HEADERS } from './own.ts'
import type { Served } from './served.ts'

/** The cookie of an agent. */
export const signIn = async ({ url, agent }: Pick<Served, 'url' | 'agent'>): Promise<string> => {
  const response = await fetch(`${url}/desk/api/sign-in`, { method: 'POST', headers: OWN_HEADERS, body: JSON.stringify(agent) })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`an agent can't sign in: ${response.status} ${await response.text()}`)
  return cookie
}
