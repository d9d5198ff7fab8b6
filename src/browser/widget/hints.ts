// The widget's calls to the doors for pages: a visitor token, and hints in their order. A hint that the network lost
// is sent again under its own id; one that the server refuses is the page's mistake, and told to its developer.
import { newId } from '../new-id.ts'
import type { Context } from './came-from.ts'
import type { Kept } from './kept.ts'
import { warn } from './page-api.ts'
import type { Lang } from './wire.ts'

type Properties = Readonly<Record<string, unknown>>
type Hint = { readonly path: string; readonly body: object; readonly done: () => void }

export type Hints = {
  readonly token: () => Promise<string>
  readonly visitor: () => Promise<string>
  /** Both answer when the hint has been taken, or given up. */
  readonly track: (event: string, properties: Properties, lang: Lang | null) => Promise<void>
  readonly identify: (traits: Properties) => Promise<void>
}

/** Hints that wait while the network is away; older ones give way. */
const MOST = 50

/** A token says whose it is: `v1.VISITOR.SIGNATURE`. */
export const visitorOf = (token: string): string => token.split('.')[1] ?? ''

export const createHints = (
  { url, key, kept }: { readonly url: (path: string) => string; readonly key: string; readonly kept: Kept },
  context: Context,
): Hints => {
  const post = (path: string, about: object): Promise<Response> => {
    const body = JSON.stringify(about)
    return fetch(url(path), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
      // Browsers refuse to outlive the page with more than 64 KB.
      keepalive: body.length < 2e4,
    })
  }
  const tell = async (path: string, answer: Response): Promise<string> => {
    const { title, detail, errors } = await answer.json().catch(() => ({ title: answer.status }))
    warn(path, title, detail, errors)
    return title
  }

  let asked: Promise<string> | null = null
  const ask = async (): Promise<string> => {
    const answer = await post('v1/visitors', {})
    if (!answer.ok) throw Error(await tell('v1/visitors', answer))
    const { token } = await answer.json()
    // Another tab may have asked at the same time: the first answer counts.
    const known = kept.get('token') ?? token
    kept.put('token', known)
    return known
  }
  const token = async (): Promise<string> => {
    const known = kept.get('token')
    if (known) return known
    asked ??= ask().finally(() => {
      asked = null
    })
    return asked
  }
  const visitor = async (): Promise<string> => visitorOf(await token())

  let waiting: Hint[] = []
  let busy = false
  /** False: not now, for it may go better later. */
  const send = async ({ path, body }: Hint): Promise<boolean> => {
    try {
      const answer = await post(path, { ...body, anonymousId: await token() })
      if (answer.status >= 500 || answer.status === 429) return false
      if (!answer.ok) void tell(path, answer)
      return true
    } catch {
      return false
    }
  }
  const flush = async (): Promise<void> => {
    if (busy) return
    busy = true
    for (let next = waiting[0]; next; next = waiting[0]) {
      if (!(await send(next))) break
      next.done()
      waiting = waiting.filter((one) => one !== next)
    }
    busy = false
  }
  const add = (path: string, about: object): Promise<void> =>
    new Promise((done) => {
      try {
        // As it is now; and what is no JSON must not stand in the way of the hints behind it.
        const body = JSON.parse(JSON.stringify({ messageId: newId(), ...about, context }))
        waiting = [...waiting, { path, body, done }].slice(-MOST)
        void flush()
      } catch (error) {
        warn(path, error)
        done()
      }
    })
  addEventListener('online', flush)
  // A page that goes away cannot wait for its turn; ids keep what is sent twice from counting twice.
  addEventListener('pagehide', () => {
    for (const hint of waiting) void send(hint)
  })

  const identify = (traits: Properties): Promise<void> => add('v1/identify', { traits })
  return {
    token,
    visitor,
    identify,
    track: (event, properties, lang) => {
      // In which language to write first, should it come to that.
      if (lang !== null && kept.get('told') !== lang) {
        kept.put('told', lang)
        void identify({ language: lang })
      }
      return add('v1/track', { event, properties })
    },
  }
}
