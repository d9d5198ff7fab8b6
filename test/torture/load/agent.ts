// An agent at the built-in desk who says yes to every ticket there is.
import { type Answer, pause } from './door.ts'
import type { Load } from './shopper.ts'

export const AGENT = { name: 'olena', password: 'correct horse' }

const OWN = { 'x-winback-desk': '1' }

/** The cookie of a session; sign-in is asked of one server and holds at all. */
const signIn = async ({ door, isOver }: Load): Promise<string> => {
  while (!isOver()) {
    try {
      const response = await fetch(`${door.url()}/desk/api/sign-in`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json', ...OWN } },
        body: JSON.stringify(AGENT),
      })
      await response.text()
      const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
      if (response.status === 200 && cookie) return cookie
    } catch {
      // It is down: later.
    }
    await pause(100)
  }
  return ''
}

type Listed = {
  readonly id: string
  readonly shopper: string
  readonly state: string
  readonly email: string | null
}

export const runAgent = async (load: Load): Promise<void> => {
  const { door, isOver, ack, fault } = load
  const headers = { ...OWN, cookie: await signIn(load) }
  const act = (does: object, key: string): Promise<Answer> =>
    door.ask('POST', '/desk/api/acts', does, { ...headers, 'idempotency-key': key })
  while (!isOver()) {
    const { status, body } = await door.ask('GET', '/desk/api/tickets', undefined, headers)
    if (status !== 200) fault(`the desk's tickets: ${status} ${JSON.stringify(body)}`)
    for (const { id, state, email } of (body.tickets ?? []) as Listed[]) {
      if (state === 'open' || state === 'taken') {
        const given = { act: 'approve', ticket: id, offer: 'percent_10', ceiling: 60_000 }
        const said = await act(given, `yes-${id}`)
        // Whoever was erased meanwhile is nobody; a campaign may have nothing left to give.
        if (said.status === 200 && said.body.code) {
          const user = email?.split('@')[0] ?? ''
          ack({ what: 'approved', ticket: id, code: said.body.code, visitor: '', user })
          ack({ what: 'accepted', id: `desk:${AGENT.name}:yes-${id}`, visitor: '', user })
        } else if (![404, 409].includes(said.status))
          fault(`a yes: ${said.status} ${JSON.stringify(said.body)}`)
      }
      const ended = await act({ act: 'close', ticket: id }, `close-${id}`)
      if (![200, 404, 409].includes(ended.status))
        fault(`an end: ${ended.status} ${JSON.stringify(ended.body)}`)
    }
    await pause(150)
  }
}
