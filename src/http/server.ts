// The HTTP server before it has routes: limits, problems instead of error pages, headers, a log line for each
// request, and the way it goes down. Knows no route.
import { randomUUID } from 'node:crypto'
import {
  createServer as createHttp,
  type IncomingMessage,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import type { Socket } from 'node:net'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { addBodies, LARGEST } from './bodies.ts'
import { addBodyRoom } from './body-room.ts'
import { DEFECT, Problem, problemBody, problemOf, sendProblem } from './problem.ts'
import type { Trusts } from './proxies.ts'
import { createStoreTrouble } from './store-trouble.ts'

export type App = FastifyInstance

declare module 'fastify' {
  interface FastifyRequest {
    /** Refused under load. */
    turnedAway: boolean
  }
}

export type Route = { readonly method: string; readonly path: string }

export type Server = {
  readonly app: App
  /** Every route that was added so far. */
  readonly routes: readonly Route[]
  /** It will end: /readyz says so, and connections are closed behind their answers. All is answered as before. */
  readonly retire: () => void
  /** From now on nothing new is taken; who is being answered is answered. */
  readonly shut: () => void
  readonly isShut: () => boolean
  readonly isRetired: () => boolean
}

export type Answered = {
  readonly route: string
  readonly method: string
  readonly status: number
  readonly ms: number
}

export type ServerParts = {
  readonly log: FastifyBaseLogger
  readonly trusts: Trusts
  /** Told of each request that was answered. */
  readonly answered?: (answered: Answered) => void
  readonly defect?: () => void
  /** Asked before anything is made of a request: true where it was answered already. */
  readonly turnAway?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** Whoever watches over the process still hears while it goes down. */
const WATCHED: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

/** A request that trickles in for longer is let go, ms. */
const WHOLE_WITHIN = 60_000
/** One that does not even say what it wants, and one that wants nothing more, ms. */
const HEADERS_WITHIN = 10_000
const IDLE = 30_000
const CHECKED_EVERY = 2_000
/** Connections of all kinds: more than sockets of the chat may be open. */
const CONNECTIONS = 24_000

/** What could not even be read as a request of HTTP is answered by hand: there is no reply to answer with. */
const refuseUnread = (error: { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const problem =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? new Problem(408, 'too_slow', 'The request did not come in whole in time')
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? new Problem(431, 'headers_too_large', 'The headers are larger than 16 KB')
        : new Problem(400, 'bad_request', 'This is no request of HTTP')
  const body = JSON.stringify(problemBody(problem))
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nConnection: close\r\n` +
      `Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** A caller's own id of a request, so that its log and ours can be laid side by side; nothing longer or stranger. */
const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()

/** zod reads what comes in, and what goes out is JSON as it is: compilers of Fastify's own would be loaded for nothing. */
const noSchemas = (): never => {
  throw new Error('no route has a JSON schema: doors read by zod')
}

export const createServer = ({ log, trusts, answered, defect, turnAway }: ServerParts): Server => {
  const app: App = fastify({
    loggerInstance: log,
    // One for each request costs more than what it says, and nobody uses it: the request's id stands in the line.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST,
    genReqId: (request) => requestId(request.headers['x-request-id']),
    trustProxy: trusts,
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    forceCloseConnections: 'idle',
    serverFactory: (handler) => {
      const server = createHttp(
        {
          ...{ requestTimeout: WHOLE_WITHIN, keepAliveTimeout: IDLE },
          ...{ headersTimeout: HEADERS_WITHIN, connectionsCheckingInterval: CHECKED_EVERY },
        },
        turnAway ? (request, response) => turnAway(request, response) || handler(request, response) : handler,
      )
      server.maxConnections = CONNECTIONS
      return server
    },
    clientErrorHandler: refuseUnread,
    // Told by ourselves, as a problem like any other.
    return503OnClosing: false,
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply, problemOf(error) ?? DEFECT)
    },
  })
  app.decorateRequest('turnedAway', false)
  const routes: (Route & { readonly matches: RegExp })[] = []
  let retired = false
  let shut = false
  app.addHook('onRoute', ({ method, url }) => {
    const matches = new RegExp(`^${url.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`)
    for (const one of [method].flat()) routes.push({ method: one, path: url, matches })
  })
  app.addHook('onRequest', async (request, reply) => {
    reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin')
      .header('x-request-id', request.id)
    if (!retired) return
    reply.header('connection', 'close')
    if (!shut) return
    if (WATCHED.has(request.routeOptions.url ?? '')) return
    reply.header('retry-after', '5')
    throw new Problem(503, 'stopping', 'The server is going down: try again in a moment')
  })
  app.addHook('onResponse', async (request, reply) => {
    // The pattern, never the address: ids and keys may stand in that.
    const route = request.routeOptions.url ?? 'unknown'
    const { method, id } = request
    const { statusCode: status, elapsedTime } = reply
    answered?.({ route, method, status, ms: elapsedTime })
    // Counted, and told by the gate: a line for each would cost as much as the work.
    if (request.turnedAway) return
    log.info({ request: id, method, route, status, ms: Math.round(elapsedTime * 10) / 10 }, 'answered')
  })
  addBodyRoom(app)
  addBodies(app)
  const storeTrouble = createStoreTrouble(
    (error, refused) => log.error({ err: error, refused }, 'the store keeps nothing now'),
    () => performance.now(),
  )
  app.setErrorHandler((error: Error & { code?: unknown; statusCode?: unknown }, request, reply) => {
    const problem = problemOf(error)
    if (problem) {
      request.turnedAway = problem.code === 'overloaded'
      storeTrouble(error)
      return sendProblem(reply, problem)
    }
    defect?.()
    log.error({ err: error, route: request.routeOptions.url, request: request.id }, 'a request met a defect')
    return sendProblem(reply, DEFECT)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const allowed = routes.filter((route) => route.matches.test(path)).map((route) => route.method)
    if (allowed.length === 0)
      return sendProblem(reply, new Problem(404, 'not_found', 'There is no such page'))
    reply.header('allow', [...new Set(allowed)].join(', '))
    return sendProblem(
      reply,
      new Problem(405, 'method', `This address takes ${[...new Set(allowed)].join(', ')}`),
    )
  })
  return {
    app,
    routes,
    retire: () => {
      retired = true
    },
    isRetired: () => retired,
    shut: () => {
      retired = true
      shut = true
    },
    isShut: () => shut,
  }
}
