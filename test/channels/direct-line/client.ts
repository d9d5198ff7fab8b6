// A page's side of Direct Line: botframework-directlinejs as it is published, and what it heard.
import {
  type Activity,
  type ConnectionStatus,
  DirectLine,
  type DirectLineOptions,
} from 'botframework-directlinejs'
import { WebSocket } from 'ws'
import { call } from '../../http/client.ts'
import type { TestServer } from '../../server.ts'
import { Xhr } from './xhr.ts'

Object.assign(globalThis, { XMLHttpRequest: Xhr, WebSocket })

export const SECRET = 'dls_test_0123456789abcdef'
export const ROOT = '/v3/directline'

export const as = (token: string, more: Readonly<Record<string, string>> = {}) => ({
  authorization: `Bearer ${token}`,
  ...more,
})

export type Given = { readonly conversationId: string; readonly token: string; readonly expires_in: number }

export const tokenFor = async (server: Pick<TestServer, 'url'>, body?: unknown): Promise<Given> =>
  (await call(`${server.url()}${ROOT}/tokens/generate`, body ?? {}, as(SECRET))).body as Given

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
export type Heard = Activity & { readonly [name: string]: any }

export const talkTo = (server: Pick<TestServer, 'url'>, options: DirectLineOptions) => {
  const line = new DirectLine({
    ...{ domain: `${server.url()}${ROOT}`, timeout: 1000, pollingInterval: 200 },
    // The shortest wait before it comes again.
    ...({ random: () => 0 } as object),
    ...options,
  })
  const heard: Heard[] = []
  const waiting = new Set<() => void>()
  const look = () => {
    for (const one of [...waiting]) one()
  }
  const subscription = line.activity$.subscribe(
    (activity) => {
      heard.push(activity as Heard)
      look()
    },
    () => {},
  )
  const status: ConnectionStatus[] = []
  line.connectionStatus$.subscribe((now) => {
    status.push(now)
    look()
  })
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const one = () => {
        const found = find()
        if (found === undefined) return
        waiting.delete(one)
        clearTimeout(late)
        resolve(found)
      }
      const late = setTimeout(() => {
        const said = heard.map(({ type, from, text }) => `${type} ${from.role}: ${text}`)
        reject(new Error(`not heard; so far: ${said.join(' | ')}; ${status}`))
      }, 12_000)
      waiting.add(one)
      one()
    })
  const messages = () => heard.filter(({ type }) => type === 'message')
  return {
    line,
    heard,
    messages,
    until,
    message: (is: (activity: Heard) => boolean) => until(() => messages().find(is)),
    post: (activity: object) =>
      new Promise<string>((resolve, reject) => {
        line
          .postActivity({ from: { id: 'me' }, type: 'message', ...activity } as Activity)
          .subscribe(resolve, reject)
      }),
    is: (wanted: ConnectionStatus) => until(() => (status.at(-1) === wanted ? true : undefined)),
    end: () => {
      subscription.unsubscribe()
      line.end()
    },
  }
}
