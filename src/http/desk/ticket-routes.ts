// What the desk reads: the tickets, one ticket with its talk, and word that something has changed.
import type { ServerResponse } from 'node:http'
import type { Ticket } from '../../core/ticket.ts'
import type { Records, TalkLine } from '../../ports/records.ts'
import type { Engine } from '../../runtime/engine.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import type { Sessions } from './sessions.ts'
import { ticketView } from './ticket-view.ts'

export type TicketParts = {
  readonly engine: Engine
  readonly records: Pick<Records, 'tickets' | 'lines'>
  readonly sessions: Sessions
  /** Tells of every change; answers how to stop listening. */
  readonly onChange: (listener: () => void) => () => void
}

const LISTED = 200
const KEEP_ALIVE = 25_000

/** The shopper's id is the part of a ticket's id before its last dot. */
export const shopperOf = (ticket: string): string => ticket.slice(0, Math.max(0, ticket.lastIndexOf('.')))

const allLines = async (records: TicketParts['records'], shopper: string): Promise<readonly TalkLine[]> => {
  const all: TalkLine[] = []
  for (;;) {
    const page = await records.lines(shopper, all.at(-1)?.seq ?? 0, 200)
    all.push(...page)
    if (page.length < 200) return all
  }
}

export const addTicketRoutes = (app: App, { engine, records, sessions, onChange }: TicketParts): void => {
  app.get<{ Querystring: { closed?: string } }>('/desk/api/tickets', async (request, reply) => {
    sessions.need(request)
    reply.header('cache-control', 'no-store')
    const rows = await records.tickets(request.query.closed === undefined, LISTED)
    const { currency, time_zone } = engine.rulebook().shop
    return { currency, time_zone, tickets: rows.map((row) => JSON.parse(row.row) as Ticket) }
  })

  app.get<{ Params: { id: string } }>('/desk/api/tickets/:id', async (request, reply) => {
    sessions.need(request)
    reply.header('cache-control', 'no-store')
    const id = request.params.id
    const shopper = await engine.shopper(shopperOf(id))
    const ticket = shopper?.tickets.find((one) => one.id === id)
    if (!shopper || !ticket) throw new Problem(404, 'no_such_ticket', 'There is no such ticket')
    return ticketView(ticket, shopper, await allLines(records, shopper.id), engine.rulebook())
  })

  const listening = new Set<ServerResponse>()
  app.addHook('preClose', async () => {
    for (const response of listening) response.end()
  })

  /** Server-sent events; they carry nothing but that it is time to look again. */
  app.get('/desk/api/changes', { exposeHeadRoute: false }, (request, reply) => {
    sessions.need(request)
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write('retry: 2000\n\n')
    const stop = onChange(() => reply.raw.write('data: changed\n\n'))
    listening.add(reply.raw)
    const alive = setInterval(() => reply.raw.write(': here\n\n'), KEEP_ALIVE)
    reply.raw.on('close', () => {
      clearInterval(alive)
      listening.delete(reply.raw)
      stop()
    })
  })
}
