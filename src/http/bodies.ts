// Bodies as they come in: JSON in UTF-8, also where Segment's script for pages calls it plain text, also packed with
// gzip. Knows no route.
import type { IncomingMessage } from 'node:http'
import { createGunzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { Problem } from './problem.ts'

/** What a body may be, plain or unpacked. */
export const LARGEST = 1024 * 1024

/**
 * Signs ":" that a body may have: 500 events with everything that Segment sends beside them have half as many. An object
 * of tens of thousands of fields takes tens of milliseconds to read, in which nobody else is answered.
 */
const MOST_COLONS = 40_000
const COLON = 0x3a

const hasTooMany = (body: Buffer): boolean => {
  if (body.length < MOST_COLONS) return false
  let count = 0
  for (let at = body.indexOf(COLON); at >= 0; at = body.indexOf(COLON, at + 1)) count++
  return count > MOST_COLONS
}

/** The framework counts what was unpacked, and what came in, against the limit. */
type Payload = IncomingMessage & { receivedEncodedLength?: number }

export const addBodies = (app: FastifyInstance): void => {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase()
    if (encoding === undefined || encoding === 'identity') return payload
    if (encoding !== 'gzip' && encoding !== 'x-gzip')
      throw new Problem(415, 'encoding', 'Send the body plain, or with Content-Encoding: gzip')
    const unpacked = createGunzip() as unknown as Payload
    unpacked.receivedEncodedLength = 0
    // Whoever reads the body hears of it, too. A body that nobody reads, since its kind is refused, must not end the process.
    unpacked.on('error', () => {})
    payload.on('data', (chunk: Buffer) => {
      unpacked.receivedEncodedLength! += chunk.length
    })
    payload.on('error', (error) => unpacked.destroy(error))
    unpacked.on('close', () => payload.unpipe())
    payload.pipe(unpacked as never)
    return unpacked
  })

  // A field named __proto__ is left out: it must not spoil the other events of a batch.
  const parse = app.getDefaultJsonParser('remove', 'remove')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser(
    ['application/json', 'text/plain'],
    { parseAs: 'buffer' },
    (request, body, done) => {
      let text: string
      try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer)
      } catch {
        return done(new Problem(400, 'invalid_json', 'The body is not UTF-8'), undefined)
      }
      if (hasTooMany(body as Buffer))
        return done(
          new Problem(413, 'too_large', 'The body has too many fields: send it in parts'),
          undefined,
        )
      if (text.trim() === '')
        return done(new Problem(400, 'invalid_json', 'The body is empty: send JSON'), undefined)
      return parse(request, text, done)
    },
  )
}
