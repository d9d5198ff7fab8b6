// The widget's calls to the doors for pages: a visitor token, and hints. Errors are no matter of the shopper's.
import { newId } from '../new-id.ts'
import { kept } from './kept.ts'
import type { Lang } from './wire.ts'

export type Api = {
  readonly token: () => Promise<string>
  readonly track: (event: string, properties: Readonly<Record<string, unknown>>) => Promise<void>
}

/** A token says whose it is: `v1.VISITOR.SIGNATURE`. */
export const visitorOf = (token: string): string => token.split('.')[1] ?? ''

/** Somebody who only looks is nobody yet: of these the server keeps no more than a count. */
const LOOKS = /^product (list )?viewed$|^view_item/i

export const createApi = (origin: string, key: string, lang: Lang): Api => {
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(origin + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: true,
    })
  let asked: Promise<string> | null = null
  const ask = async (): Promise<string> => {
    const response = await post('/v1/visitors', {})
    const { token } = (await response.json()) as { token: string }
    kept.keepToken(token)
    return token
  }
  const token = async (): Promise<string> => {
    const known = kept.token()
    if (known !== null) return known
    asked ??= ask()
    try {
      return await asked
    } catch (error) {
      asked = null
      throw error
    }
  }
  return {
    token,
    track: async (event, properties) => {
      const anonymousId = visitorOf(await token())
      // In which language to write first, should it come to that.
      if (!LOOKS.test(event) && kept.told() !== lang) {
        await post('/v1/identify', { messageId: newId(), anonymousId, traits: { language: lang } })
        kept.keepTold(lang)
      }
      await post('/v1/track', { messageId: newId(), event, anonymousId, properties })
    },
  }
}
