// An agent at the desk, without a browser.
import { randomUUID } from 'node:crypto'
import type { TestServer } from '../server.ts'
import { call } from './client.ts'

const OWN = { 'x-winback-desk': '1' }

export const TARAS = { name: 'taras', password: 'battery staple' }

export const signIn = async (server: TestServer, agent = server.agent) => {
  const url = `${server.url()}/desk/api`
  const { name, password } = agent
  const { headers } = await call(`${url}/sign-in`, { name, password }, OWN)
  const cookie = (headers.getSetCookie()[0] ?? '').split(';')[0]!
  const own = { ...OWN, cookie }
  const tickets = async (closed = false) =>
    (await call(`${url}/tickets${closed ? '?closed' : ''}`, undefined, own)).body.tickets
  return {
    cookie,
    tickets,
    get: (path: string) => call(`${url}/${path}`, undefined, own),
    post: (path: string, body: unknown) => call(`${url}/${path}`, body, own),
    ticket: async (id: string) =>
      (await call(`${url}/tickets/${encodeURIComponent(id)}`, undefined, own)).body,
    act: (act: object, key: string = randomUUID()) =>
      call(`${url}/acts`, act, { ...own, 'idempotency-key': key }),
    /** The open ticket of the cart of this sum; it comes a moment after what opened it. */
    ticketOf: async (_visitor: string, cart: number): Promise<string> => {
      for (let n = 0; n < 50; n += 1) {
        const found = (await tickets()).find((ticket: { cart: number }) => ticket.cart === cart * 100)
        if (found) return found.id
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error('no ticket')
    },
  }
}
