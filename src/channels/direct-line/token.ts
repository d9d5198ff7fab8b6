// Conversation ids and their tokens, in our own handwriting: nothing is stored of either, and nobody can make one up. A
// token has the form of a JWT, since clients look into it for the user; its signature is ours and is checked here only.
import { z } from 'zod'
import type { DirectLineDoors } from './doors.ts'

/** Seconds. A client refreshes its token after half of it. */
export const LIVES = 1800
/** A stream is opened at once, or asked for anew. */
const STREAM_LIVES = 60
const LONGEST = 4000

const claims = z.object({
  iss: z.literal('winback'),
  conv: z.string(),
  /** talk: may read and say; stream: may open the socket; file: may fetch one file. */
  use: z.enum(['talk', 'stream', 'file']),
  user: z.string().optional(),
  name: z.string().optional(),
  /** Pages of these origins only. */
  org: z.array(z.string()).optional(),
  /** Of a file: which. */
  ref: z.string().optional(),
  exp: z.number(),
})
export type Claims = z.output<typeof claims>
export type Bound = Pick<Claims, 'conv' | 'user' | 'name' | 'org'>

export type Tokens = {
  readonly newConversation: () => string
  readonly isConversation: (id: string) => boolean
  readonly talk: (bound: Bound) => string
  readonly stream: (bound: Bound) => string
  readonly file: (conv: string, ref: string) => string
  /** 'expired' for one of ours that is over; null for anything else. */
  readonly read: (token: string, use: Claims['use']) => Claims | 'expired' | null
}

type Parts = Pick<DirectLineDoors, 'hmac' | 'hmacs' | 'isSame' | 'random' | 'now'>

const write = (what: unknown): string => Buffer.from(JSON.stringify(what)).toString('base64url')
const HEAD = write({ typ: 'JWT', alg: 'winback' })
const ID = 22
const TAG = 12

const parse = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return null
  }
}

export const createTokens = ({ hmac, hmacs, isSame, random, now }: Parts): Tokens => {
  const tagged = (id: string) => `direct-line:conversation:${id}`
  const signed = (payload: string) => `direct-line:token:${payload}`
  const issue = (content: Omit<Claims, 'iss' | 'exp'>, lives: number): string => {
    const payload = write({ iss: 'winback', ...content, exp: Math.floor(now() / 1000) + lives })
    return `${HEAD}.${payload}.${hmac(signed(payload))}`
  }
  const isConversation = (id: string): boolean => {
    if (!/^[\w-]+$/.test(id) || id.length !== ID + TAG) return false
    const tags = hmacs(tagged(id.slice(0, ID))).map((hash) => hash.slice(0, TAG))
    return tags.some((tag) => isSame(id.slice(ID), tag))
  }
  return {
    newConversation: () => {
      const id = Buffer.from(random(16)).toString('base64url')
      return id + hmac(tagged(id)).slice(0, TAG)
    },
    isConversation,
    talk: (bound) => issue({ ...bound, use: 'talk' }, LIVES),
    stream: (bound) => issue({ ...bound, use: 'stream' }, STREAM_LIVES),
    file: (conv, ref) => issue({ conv, ref, use: 'file' }, LIVES),
    read: (token, use) => {
      const [head, payload, signature, ...more] = token.length > LONGEST ? [] : token.split('.')
      if (head !== HEAD || !payload || !signature || more.length > 0) return null
      if (!hmacs(signed(payload)).some((right) => isSame(signature, right))) return null
      const read = claims.safeParse(parse(payload))
      if (!read.success || read.data.use !== use) return null
      return read.data.exp * 1000 <= now() ? 'expired' : read.data
    },
  }
}
