// GET /metrics: for this machine itself, and for whoever has the metrics key or the secret key.
import type { FastifyRequest } from 'fastify'
import { isSame, type Keys, keyOf } from './auth.ts'
import type { Metrics } from './metrics.ts'
import { Problem } from './problem.ts'
import type { App } from './server.ts'

export type MetricsParts = {
  readonly metrics: Pick<Metrics, 'text' | 'type'>
  readonly keys: Keys
  readonly metricsKey: string | null
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

/** Not through a proxy, whose own address would open the door to everybody behind it. */
const isFromHere = (request: FastifyRequest): boolean =>
  LOOPBACK.test(request.socket.remoteAddress ?? '') &&
  LOOPBACK.test(request.ip) &&
  !['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => name in request.headers)

export const addMetricsRoutes = (app: App, { metrics, keys, metricsKey }: MetricsParts): void => {
  app.get('/metrics', async (request, reply) => {
    const key = keyOf(request)
    const known = key !== null && [metricsKey, keys.secret].some((one) => one !== null && isSame(key, one))
    // A wrong key is wrong from everywhere; a page has nothing to look for here, whatever key it has.
    if ('origin' in request.headers || (!known && (key !== null || !isFromHere(request)))) {
      throw new Problem(401, 'key', 'A key is needed', {
        detail: 'Send Authorization: Bearer KEY, with WINBACK_METRICS_KEY or the secret key.',
      })
    }
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.type)
      .send(await metrics.text())
  })
}
