// The pages and what they load: HTML, scripts, styles. All of it is in memory; knows nothing of what they show.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { App } from './server.ts'

export type Asset = { readonly type: string; readonly body: string }

/** Our own scripts and styles only; nothing inline, no other site, in nobody's frame. */
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ')

/** "gzip;q=0" says no. */
const takesGzip = (encodings = ''): boolean =>
  encodings.split(',').some((one) => /^\s*(gzip|\*)\s*(;|$)/i.test(one) && !/;\s*q=0(\.0*)?\s*$/i.test(one))

/** `assets`: path -> what is there. Checked again by its tag at each load, so that a new version is seen at once. */
export const addPageRoutes = (app: App, assets: Readonly<Record<string, Asset>>): void => {
  for (const [path, { type, body }] of Object.entries(assets)) {
    // A weak one: the same for the packed bytes and the plain.
    const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const packed = gzipSync(body)
    app.get(path, async (request, reply) => {
      reply.header('etag', tag).header('cache-control', 'no-cache').header('vary', 'accept-encoding')
      if (type.startsWith('text/html')) {
        reply.header('content-security-policy', POLICY).header('x-frame-options', 'DENY')
      } else reply.header('cross-origin-resource-policy', 'cross-origin')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      reply.type(type)
      if (!takesGzip(request.headers['accept-encoding'])) return reply.send(body)
      return reply.header('content-encoding', 'gzip').send(packed)
    })
  }
}
