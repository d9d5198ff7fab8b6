// Visitor tokens: who a browser is, in our own handwriting. Writes nothing; a visitor exists once something happens.
import type { Seal } from '../../ports/seal.ts'

export type Visitor = { readonly visitor: string; readonly token: string }

export type Visitors = {
  readonly issue: () => Visitor
  /** The visitor of a token that we signed, else null. */
  readonly read: (token: string) => string | null
}

const VERSION = 'v1'

export const createVisitors = (
  seal: Pick<Seal, 'hmac'>,
  random: (bytes: number) => Uint8Array,
  isSame: (given: string, expected: string) => boolean,
): Visitors => {
  const sign = (visitor: string): string => seal.hmac('token', `visitor:${visitor}`)
  return {
    issue: () => {
      const visitor = Buffer.from(random(16)).toString('base64url')
      return { visitor, token: `${VERSION}.${visitor}.${sign(visitor)}` }
    },
    read: (token) => {
      const [version, visitor, signature, ...more] = token.split('.')
      if (version !== VERSION || !visitor || !signature || more.length > 0) return null
      return isSame(signature, sign(visitor)) ? visitor : null
    },
  }
}
