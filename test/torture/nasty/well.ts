// Is the product well? An agent signs in, a shopper is answered. Also what doors need of it: a cookie.
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Served } from './served.ts'

const OWN = { 'content-type': 'application/json', 'x-winback-desk': '1' }
const PATIENCE = 10_000

/** The cookie of an agent. */
export const signIn = async ({ url, agent }: Pick<Served, 'url' | 'agent'>): Promise<string> => {
  const response = await fetch(`${url}/desk/api/sign-in`, {
    method: 'POST',
    headers: OWN,
    body: JSON.stringify(agent),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (cookie === undefined)
    throw new Error(`an agent can't sign in: ${response.status} ${await response.text()}`)
  return cookie
}

/** A new shopper says hello and is answered; what is wrong, in words. */
export const isWell = ({ url, keys }: Pick<Served, 'url' | 'keys'>): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/chat?key=${keys.page}`)
    const end = (wrong: readonly string[]): void => {
      clearTimeout(late)
      socket.terminate()
      resolve(wrong)
    }
    const late = setTimeout(() => end(['afterwards a good shopper got no answer']), PATIENCE)
    socket.on('error', (error) => end([`afterwards the chat can't be opened: ${error.message}`]))
    socket.on('open', () => {
      socket.send(JSON.stringify({ kind: 'hello', last: 0, lang: 'en' }))
      socket.send(JSON.stringify({ kind: 'say', id: randomUUID(), text: 'hello, do you have a discount?' }))
    })
    socket.on('message', (data) => {
      const said = JSON.parse(String(data)) as { kind: string; line?: { who: string; text: string } }
      if (said.kind === 'line' && said.line?.who === 'bot' && said.line.text !== '') end([])
    })
  })
