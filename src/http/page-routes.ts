// The pages and what they load: HTML, scripts, styles. All of it is in memory; knows nothing of what they show.
import { createHash } from 'node:crypto'
import type { App } from './server.ts'

export type Asset = { readonly type: string; readonly body: string }

/** Our own scripts and styles only; nothing inline, no other site, in nobody's frame. */
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ')

/** `assets`: path -> what is there. Checked again by its tag at each load, so that a new version is seen at once. */
export const addPageRoutes = (app: App, assets: Readonly<Record<string, Asset>>): void => {
  for (const [path, { type, body }] of Object.entries(assets)) {
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    app.get(path, async (request, reply) => {
      reply.header('etag', tag).header('cache-control', 'no-cache')
      if (type.startsWith('text/html')) {
        reply.header('content-security-policy', POLICY).header('x-frame-options', 'DENY')
      } else reply.header('cross-origin-resource-policy', 'cross-origin')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type(type).send(body)
    })
  }
}
