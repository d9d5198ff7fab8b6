// Which channels a signing key speaks for, by the keys' own document. The SDK checks it only where the document says
// something of the key; here a key of which it says nothing speaks for none.
import { z } from 'zod'

const metadata = z.object({ jwks_uri: z.url() })
const keys = z.object({
  keys: z.array(z.object({ kid: z.string().nullish(), endorsements: z.array(z.string()).nullish() })),
})

const WITHIN = 10_000
const DAY = 24 * 60 * 60_000
const MINUTE = 60_000

const read = async (address: string): Promise<unknown> => {
  const answer = await fetch(address, { signal: AbortSignal.timeout(WITHIN) })
  if (!answer.ok) throw new Error(`keys: ${answer.status}`)
  return answer.json()
}

/** `now` in ms since 1970. Throws where the document can't be had. */
export const createEndorsements = (metadataUrl: string, now: () => number) => {
  let known = new Map<string, readonly string[]>()
  let at = Number.NEGATIVE_INFINITY
  const refresh = async (): Promise<void> => {
    const { jwks_uri } = metadata.parse(await read(metadataUrl))
    const found = keys.parse(await read(jwks_uri))
    known = new Map(found.keys.flatMap(({ kid, endorsements }) => (kid ? [[kid, endorsements ?? []]] : [])))
    at = now()
  }
  /** Of a key that signed what has been verified. */
  return async (kid: string): Promise<readonly string[]> => {
    if (at < now() - DAY || (!known.has(kid) && at < now() - MINUTE)) await refresh()
    return known.get(kid) ?? []
  }
}
