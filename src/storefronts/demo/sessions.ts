// Who is signed in at the demo shop: a token that the server signed, kept by the page. There is no password in a demo:
// whoever names an e-mail is believed. Keeps nothing.
import { createHmac, timingSafeEqual } from 'node:crypto'

export type Person = { readonly email: string; readonly name: string }

export type DemoSessions = {
  readonly open: (person: Person) => string
  /** Null where the token is not one of ours. */
  readonly read: (token: string) => Person | null
}

export const createDemoSessions = (secret: string): DemoSessions => {
  const sign = (text: string): Buffer => createHmac('sha256', secret).update(`demo session ${text}`).digest()
  return {
    open: (person) => {
      const text = Buffer.from(JSON.stringify(person)).toString('base64url')
      return `${text}.${sign(text).toString('base64url')}`
    },
    read: (token) => {
      const [text = '', signature = ''] = token.split('.')
      const given = Buffer.from(signature, 'base64url')
      const right = sign(text)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null
      return JSON.parse(Buffer.from(text, 'base64url').toString()) as Person
    },
  }
}
