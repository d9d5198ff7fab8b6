// The door /api/messages: who knocks is proven over what it brought, before anything of it is done.
import { createHash } from 'node:crypto'
import type { Answer, Hook } from '../../ports/hook.ts'
import type { Log } from '../../ports/log.ts'
import { readActivity } from './activity.ts'
import type { Hearing } from './hearing.ts'
import { isLoopbackUrl } from './loopback.ts'
import type { Sdk } from './sdk.ts'

/** What Teams sends at most is 100 KB. */
const LARGEST = 256 * 1024

const refusal = (status: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers,
})
const UNKNOWN = refusal(401, { 'www-authenticate': 'Bearer' })

export type HookParts = {
  readonly sdk: Sdk
  readonly hearing: Hearing
  /** Nobody is asked for a token: the emulator, on this machine. */
  readonly open: boolean
  readonly log: Log
}

export const createMessagesHook = ({ sdk, hearing, open, log }: HookParts): Hook => ({
  method: 'POST',
  path: '/api/messages',
  largest: LARGEST,
  work: 'agents',
  answer: async ({ headers, body, origin }) => {
    const authorization = headers.authorization ?? ''
    // A page in a browser of this machine could knock as well, under a name of its own.
    if (open && !(isLoopbackUrl(origin) && isLoopbackUrl(headers.origin ?? origin))) return UNKNOWN
    if (!open && !/^Bearer \S+$/.test(authorization)) return UNKNOWN
    const activity = readActivity(body)
    if (!activity) return refusal(400)
    const why = await sdk.refuses(activity, authorization)
    if (why !== null) {
      // Which check it was, and nothing that was sent.
      log.warn({ why }, 'an activity was refused')
      if (why === 'unreachable') return refusal(503)
      return why === 'endorsement' ? refusal(403) : UNKNOWN
    }
    const own = activity.id ?? createHash('sha256').update(body).digest('base64url')
    return hearing(activity, `${activity.conversation.id}:${own}`)
  },
})
