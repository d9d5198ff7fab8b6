// Teams as a transcript's channel: Microsoft's own SDK at our end; at the other a connector and tokens of its form.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { openBotFramework } from '../../../src/channels/bot-framework/open.ts'
import type { Through } from '../../../src/cli/transcripts/through.ts'
import {
  BOT_FRAMEWORK_VARIABLES,
  readBotFrameworkSettings,
} from '../../../src/start/bot-framework-settings.ts'
import { type Azure, type Call, inTeams, post, startAzure } from '../bot-framework/azure.ts'
import { serveAdapter } from './serve.ts'
import { missing } from './shown.ts'

/** Keys take long to make: one Azure serves everybody. */
let azure: Promise<Azure> | null = null
export const stopAzure = async (): Promise<void> => (await azure)?.stop()

type Button = { readonly title: string; readonly data: unknown }

// biome-ignore lint/suspicious/noExplicitAny: a card, as it came
const buttonsIn = (part: any): readonly Button[] =>
  (part?.attachments ?? []).flatMap(({ content }: { content: { actions?: Button[]; body?: never[] } }) => [
    ...(content.actions ?? []),
    ...(content.body ?? []).flatMap(({ actions }: { actions?: Button[] }) => actions ?? []),
  ])

export const throughBotFramework: Through = async ({ inbox, store, log }) => {
  azure ??= startAzure()
  const cloud = await azure
  const person = randomUUID()
  const reached = { host: '127.0.0.1', url: undefined, isProxied: false }
  const variables = z.object(BOT_FRAMEWORK_VARIABLES).parse(cloud.settings)
  const settings = readBotFrameworkSettings(variables, reached, [])
  if (!settings) throw new Error('The Bot Framework is set')
  const adapter = openBotFramework(settings, { inbox, notes: store.notes, log, desk: null })
  const server = await serveAdapter(adapter)
  const says = async (more: object): Promise<void> => {
    const activity = inTeams(cloud, {
      ...{ from: { id: `29:${person}`, name: 'Olha' }, text: undefined },
      conversation: { conversationType: 'personal', tenantId: 'tenant-1', id: `a:${person}` },
      ...more,
    })
    const { status } = await post({ url: () => server.url }, activity, cloud.tokenOf())
    if (status !== 200) throw new Error(`/api/messages answered ${status}`)
  }
  const isHere = ({ path, method, body }: Call) =>
    path === `/v3/conversations/a:${person}/activities` && method === 'POST' && body.type === 'message'
  /** Buttons as they were seen: one may be pressed that an edit on its way takes away. */
  const buttons: Button[] = []
  const [channel] = adapter.channels ?? []
  if (!channel) throw new Error('The Bot Framework is a channel')
  // The conversation is an old one: it is known where it lies.
  await says({})
  return {
    address: { channel: 'bot_framework', id: `msteams/29:${person}` },
    channel: {
      ...channel,
      send: async (message) => {
        const before = cloud.calls.length
        await channel.send(message)
        const came = cloud.calls.slice(before).filter(isHere)
        for (const { body } of came) buttons.push(...buttonsIn(body))
        const lost = missing(message, JSON.stringify(came.map(({ body }) => body)))
        if (lost !== null) throw new Error(`Teams does not show ${lost}`)
      },
    },
    does: async ({ kind, text = '', choice }) => {
      const pressed = choice !== undefined && buttons.findLast(({ title }) => title === text)
      if (kind === 'chat_opened') await says({ type: 'installationUpdate', action: 'add' })
      else await says({ text, ...(pressed && { value: pressed.data }) })
    },
    close: async () => {
      await adapter.stop?.()
      await server.close()
    },
  }
}
