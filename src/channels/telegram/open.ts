// The Telegram channel, put together: what it sends with, and how updates come in, by polling or by webhook.
import { Api } from 'grammy'
import type { Lang } from '../../core/meaning.ts'
import type { Adapter } from '../../ports/adapter.ts'
import type { Catalogue } from '../../ports/catalogue.ts'
import type { Inbox } from '../../ports/inbox.ts'
import type { Log } from '../../ports/log.ts'
import { createTelegramChannel } from './channel.ts'
import { tellMenu } from './commands.ts'
import { openFile } from './files.ts'
import { createMe } from './me.ts'
import { createPace, type Pace } from './pace.ts'
import { createPolling } from './polling.ts'
import type { TelegramSettings } from './settings.ts'
import { createTyping } from './typing.ts'
import { createUpdates } from './updates.ts'
import { createWebhook } from './webhook.ts'

export type TelegramParts = {
  readonly inbox: Inbox
  readonly catalogue: Pick<Catalogue, 'find'>
  readonly languages: () => readonly Lang[]
  readonly clock: () => number
  readonly log: Log
  readonly url: () => string
  /** The real time; left out: the machine's. */
  readonly now?: () => number
  /** How fast Telegram lets us write; left out: as it says. */
  readonly pace?: Pace
}

/** Seconds. A question is held by Telegram; anything else is answered at once or not at all. */
const POLL_TIME = 60
const CALL_TIME = 20

export const openTelegram = (settings: TelegramSettings, parts: TelegramParts): Adapter => {
  const { inbox, languages, clock, log, url, catalogue } = parts
  const { token, apiRoot, secret } = settings
  const api = new Api(token, { apiRoot, timeoutSeconds: CALL_TIME })
  const typing = createTyping((chat) => api.sendChatAction(chat, 'typing'))
  const updates = createUpdates({
    ...{ api, inbox, languages, typing, clock, log },
    now: parts.now ?? Date.now,
  })
  const me = createMe(api)
  const channel = createTelegramChannel({
    ...{ api, catalogue, pace: parts.pace ?? createPace() },
    onSent: typing.end,
    open: (ref) => openFile(api, settings, ref),
  })
  const polls = new Api(token, { apiRoot, timeoutSeconds: POLL_TIME })
  const webhook = secret === null ? null : createWebhook({ api, updates, secret, url, log })
  return {
    channels: [{ ...channel, deepLink: me.deepLink }],
    hooks: webhook ? [webhook.hook] : [],
    start: async () => {
      webhook?.start()
      me.start()
      void tellMenu(api, languages(), log)
    },
    stop: async () => {
      typing.stop()
      me.stop()
      await webhook?.stop()
    },
    ...(!webhook && {
      alone: {
        name: 'telegram',
        begin: () => {
          const polling = createPolling({ api: polls, updates, log })
          polling.start()
          return polling.stop
        },
      },
    }),
  }
}
