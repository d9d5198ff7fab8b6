// Direct Line as a transcript's channel: our own endpoint by HTTP and WebSocket, and botframework-directlinejs as it is
// published at the other end.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DirectLineDoors } from '../../../src/channels/direct-line/doors.ts'
import { openFiles } from '../../../src/channels/direct-line/files.ts'
import { openDirectLine } from '../../../src/channels/direct-line/open.ts'
import type { Through } from '../../../src/cli/transcripts/through.ts'
import { trustsOf } from '../../../src/http/proxies.ts'
import { directLineDoors } from '../../../src/start/direct-line.ts'
import { SECRET, talkTo, tokenFor } from '../direct-line/client.ts'
import { serveAdapter } from './serve.ts'
import { missing } from './shown.ts'

/** A transcript's hours pass in a moment. */
const NO_PACE = { wait: () => 0 }

export const throughDirectLine: Through = async ({ engine, inbox, store, seal, clock, log }) => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-everywhere-'))
  const doors: DirectLineDoors = {
    ...directLineDoors({ origins: [], storefront: null, url: null }, openFiles(folder), {
      ...{ engine, inbox, seal, clock, log, records: store.records, catalogue: store.catalogue },
      ...{
        trusts: trustsOf(0),
        countryOf: () => null as never,
        url: () => 'http://127.0.0.1',
        shown: async () => {},
      },
    }),
    pace: { knocks: NO_PACE, words: NO_PACE, files: NO_PACE },
  }
  // Bound late, as main does it: the engine is opened after its channels.
  const adapter = openDirectLine(SECRET, { ...doors, onLines: (listener) => engine().onLines(listener) })
  const server = await serveAdapter(adapter)
  const at = { url: () => server.url }
  const { conversationId, token } = await tokenFor(at)
  let talk: ReturnType<typeof talkTo> | null = null
  /** Whoever opens the chat begins the conversation; else it is one of before. */
  const open = (isNew: boolean) => {
    talk ??= talkTo(at, { token, ...(isNew ? {} : { conversationId }) })
    return talk
  }
  const [channel] = adapter.channels ?? []
  if (!channel) throw new Error('Direct Line is a channel')
  return {
    address: { channel: 'direct-line', id: conversationId },
    channel: {
      ...channel,
      send: async (message) => {
        await adapter.start?.()
        await channel.send(message)
        await open(false).message((activity) => missing(message, JSON.stringify(activity)) === null)
      },
    },
    does: async ({ kind, text = '', choice }) => {
      if (kind === 'chat_opened') await open(true).message(() => true)
      else await open(false).post({ text, ...(choice && { value: { choice } }) })
    },
    close: async () => {
      talk?.end()
      await adapter.stop?.()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
