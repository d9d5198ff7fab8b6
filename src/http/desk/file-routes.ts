// What a shopper sent, for a signed-in agent: shown where a browser can show it and nothing in it can run, else to be saved.
import { z } from 'zod'
import { DeliveryError, type OpenedFile } from '../../ports/channel.ts'
import { readInput } from '../input.ts'
import { Problem } from '../problem.ts'
import type { App } from '../server.ts'
import { shownType } from './file-type.ts'
import type { Sessions } from './sessions.ts'

export type FileParts = {
  readonly sessions: Sessions
  /** null: it is not there any more. Throws DeliveryError. */
  readonly file: (shopper: string, seq: number, n: number) => Promise<OpenedFile | null>
}

const place = z.object({
  id: z.string().min(1).max(200),
  seq: z.coerce.number().int().min(1).max(1e9),
  n: z.coerce.number().int().min(0).max(99),
})

const opened = async (file: () => Promise<OpenedFile | null>): Promise<OpenedFile> => {
  try {
    const found = await file()
    if (found) return found
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    if (error.code === 'too_large')
      throw new Problem(413, 'file_too_large', 'This file is larger than 20 MB: ask for it in another way')
    throw new Problem(502, 'file_unreachable', 'The channel did not hand this file out: try again later', {
      detail: error.code,
    })
  }
  throw new Problem(404, 'no_such_file', 'This file is not there any more')
}

export const addFileRoutes = (app: App, { sessions, file }: FileParts): void => {
  app.get('/desk/api/shoppers/:id/files/:seq/:n', { exposeHeadRoute: false }, async (request, reply) => {
    await sessions.need(request)
    const { id, seq, n } = readInput(place, request.params)
    const { bytes } = await opened(() => file(id, seq, n))
    const shown = shownType(bytes)
    reply.headers({
      'content-type': shown ?? 'application/octet-stream',
      'content-disposition': shown ? 'inline' : `attachment; filename="${seq}-${n}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      // The cookie opens it and nothing else does; an agent who looks twice fetches once.
      'cache-control': 'private, max-age=600',
    })
    return reply.send(Buffer.from(bytes))
  })
}
