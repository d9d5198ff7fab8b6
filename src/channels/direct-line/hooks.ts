// The doors of Direct Line 3.0: tokens, conversations, activities, uploads. Each answers as the protocol says.
import type { Hook, Knock } from '../../ports/hook.ts'
import { doorOf, json, Refused } from './answers.ts'
import { readBody, readUpload } from './body.ts'
import type { DirectLineDoors } from './doors.ts'
import type { Hear } from './hear.ts'
import { activity, generate, MAX_BODY, MAX_UPLOAD, ROOT, start } from './protocol.ts'
import { createReading } from './reading.ts'
import { type Bound, LIVES, type Tokens } from './token.ts'
import { readMark } from './watermark.ts'
import type { Guard } from './who.ts'

/** The largest body that is read at all; the limits that are told are below it, so that a page can read the answer. */
const READ = 4 * MAX_BODY
const READ_UPLOAD = MAX_UPLOAD + 1024 * 1024

type Parts = {
  readonly doors: DirectLineDoors
  readonly tokens: Tokens
  readonly guard: Guard
  readonly hear: Hear
}

export const createHooks = ({ doors, tokens, guard, hear }: Parts): readonly Hook[] => {
  const baseOf = (knock: Pick<Knock, 'origin'>): string => doors.url ?? knock.origin

  const conversationOf = (knock: Knock, bound: Bound) => {
    const { conv } = bound
    const mark = knock.query.get('watermark')
    const after = mark ? `watermark=${encodeURIComponent(mark)}&` : ''
    const stream = `${baseOf(knock).replace(/^http/, 'ws')}${ROOT}/conversations/${conv}/stream`
    return {
      ...{ conversationId: conv, token: tokens.talk(bound), expires_in: LIVES },
      streamUrl: `${stream}?${after}t=${tokens.stream(bound)}`,
    }
  }

  const doorsOf: readonly Parameters<typeof doorOf>[0][] = [
    {
      path: `${ROOT}/tokens/generate`,
      largest: READ,
      methods: {
        POST: async (knock) => {
          if (guard.who(knock).kind !== 'shop')
            throw new Refused(
              403,
              'NotAllowed',
              'Only the secret gets new tokens; a token is refreshed at /tokens/refresh',
            )
          const { user, trustedOrigins, winback } = readBody(knock, generate) ?? {}
          const conv = tokens.newConversation()
          if (
            winback &&
            (winback.userId ?? winback.anonymousId) !== undefined &&
            !(await doors.know(conv, winback))
          )
            throw new Refused(503, 'ServiceError', 'The shop keeps nothing now: try again in a moment', 2000)
          const bound: Bound = {
            conv,
            ...(user && { user: user.id, ...(user.name && { name: user.name }) }),
            ...(trustedOrigins && trustedOrigins.length > 0 && { org: trustedOrigins }),
          }
          return json(200, { conversationId: conv, token: tokens.talk(bound), expires_in: LIVES })
        },
      },
    },
    {
      path: `${ROOT}/tokens/refresh`,
      largest: READ,
      methods: {
        POST: async (knock) => {
          const who = guard.who(knock)
          if (who.kind === 'shop')
            throw new Refused(403, 'NotAllowed', 'The secret does not expire; a token is refreshed')
          const { conv } = who.bound
          return json(200, { conversationId: conv, token: tokens.talk(who.bound), expires_in: LIVES })
        },
      },
    },
    {
      path: `${ROOT}/conversations`,
      largest: READ,
      methods: {
        POST: async (knock) => {
          const who = guard.who(knock)
          const given = readBody(knock, start) ?? {}
          const asked = who.kind === 'page' ? who.bound : { conv: tokens.newConversation() }
          // A user that begins with dl_ is the secret's to name: who reads it in a token may trust it.
          const mayName = who.kind === 'shop' || !given.user?.id?.startsWith('dl_')
          const user = asked.user === undefined && mayName ? given.user?.id : undefined
          const name = user === undefined ? undefined : given.user?.name
          const bound = { ...asked, ...(user !== undefined && { user }), ...(name !== undefined && { name }) }
          await hear.open(knock, bound.conv, given.locale)
          return json(201, conversationOf(knock, bound))
        },
      },
    },
    {
      path: `${ROOT}/conversations/:id`,
      methods: { GET: async (knock) => json(200, conversationOf(knock, guard.inConversation(knock))) },
    },
    {
      path: `${ROOT}/conversations/:id/activities`,
      largest: READ,
      methods: {
        GET: async (knock) => {
          const bound = guard.inConversation(knock)
          const from = readMark(knock.query.get('watermark'))
          const { activities, watermark } = await createReading(doors, tokens, {
            bound,
            base: baseOf(knock),
            from,
          }).next()
          return json(200, { activities, watermark })
        },
        POST: async (knock) => {
          const bound = guard.inConversation(knock)
          return json(200, { id: await hear.take(knock, bound, readBody(knock, activity), []) })
        },
      },
    },
    {
      path: `${ROOT}/conversations/:id/upload`,
      largest: READ_UPLOAD,
      // Nobody fills our memory who may not send anything.
      first: guard.inConversation,
      methods: {
        POST: async (knock) => {
          const bound = guard.inConversation(knock)
          const { says, files } = await readUpload(knock)
          if (files.length === 0) throw new Refused(400, 'MissingProperty', 'There is no file in the upload')
          const from = knock.query.get('userId')?.slice(0, 100)
          const named = says.from?.id || !from ? says : { ...says, from: { id: from } }
          return json(200, { id: await hear.take(knock, bound, named, files) })
        },
      },
    },
    {
      path: `${ROOT}/attachments`,
      methods: {
        GET: async (knock) => {
          const wait = doors.pace.knocks.wait(knock.sender)
          if (wait > 0) throw new Refused(429, 'TooManyRequests', 'Too many requests: wait a moment', wait)
          const read = tokens.read(knock.query.get('t') ?? '', 'file')
          if (read === 'expired')
            throw new Refused(403, 'TokenExpired', 'The link has expired: read the talk anew')
          if (!read?.ref) throw new Refused(403, 'NotAllowed', 'This is no link of ours')
          const file = await doors.files.open(read.ref)
          if (!file) throw new Refused(404, 'NotFound', 'The file is gone')
          const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(file.type)
          return {
            status: 200,
            headers: {
              'content-type': isPicture ? file.type : 'application/octet-stream',
              'content-disposition': isPicture ? 'inline' : 'attachment',
              'content-security-policy': "default-src 'none'; sandbox",
              'cross-origin-resource-policy': 'cross-origin',
              'cache-control': 'private, max-age=1800',
            },
            body: file.bytes,
          }
        },
      },
    },
  ]
  return doorsOf.flatMap((door) => doorOf(door, doors.origins, doors.onDefect))
}
