// The HTTP server before it has routes: limits, problems instead of error pages, headers. Knows no route.
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { Problem, problemOf, sendProblem } from './problem.ts'

export type App = FastifyInstance

const MEGABYTE = 1024 * 1024

const DEFECT = new Problem(500, 'defect', 'Something went wrong on our side')

export const createServer = (log: FastifyBaseLogger): App => {
  const app: App = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MEGABYTE,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply, problemOf(error) ?? DEFECT)
    },
  })
  const routes: { method: string; path: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const path = new RegExp(`^${url.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`)
    for (const one of [method].flat()) routes.push({ method: one, path })
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin')
  })
  app.setErrorHandler((error: Error & { code?: unknown; statusCode?: unknown }, request, reply) => {
    const problem = problemOf(error)
    if (problem) return sendProblem(reply, problem)
    log.error({ err: error, route: request.routeOptions.url }, 'a request met a defect')
    return sendProblem(reply, DEFECT)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const allowed = routes.filter((route) => route.path.test(path)).map((route) => route.method)
    if (allowed.length === 0)
      return sendProblem(reply, new Problem(404, 'not_found', 'There is no such page'))
    reply.header('allow', [...new Set(allowed)].join(', '))
    return sendProblem(reply, new Problem(405, 'method', `This address takes ${allowed.join(', ')}`))
  })
  return app
}
