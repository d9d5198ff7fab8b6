// The Bot Framework as an adapter: one door, one channel, and the wire for a desk that is drawn in Teams. Loading this file
// loads the SDK.
import type { Adapter } from '../../ports/adapter.ts'
import { DeliveryError } from '../../ports/channel.ts'
import type { Inbox } from '../../ports/inbox.ts'
import type { Log } from '../../ports/log.ts'
import type { Notes } from '../../ports/notes.ts'
import type { CardWire, DeskCard, TeamsDesk } from '../../ports/teams-desk.ts'
import type { Sent } from './activity.ts'
import { CARD } from './card.ts'
import { createBotFrameworkChannel } from './channel.ts'
import { createHearing } from './hearing.ts'
import { createMessagesHook } from './hook.ts'
import { createReferences } from './references.ts'
import { createSdk, type SdkSettings } from './sdk.ts'

export type BotFrameworkParts = {
  readonly inbox: Inbox
  readonly notes: Notes
  readonly log: Log
  /** Made with the wire that it draws by; null: no desk in Teams. */
  readonly desk: ((wire: CardWire) => TeamsDesk) | null
}

const asActivity = ({ card, summary }: DeskCard): Sent => ({
  type: 'message',
  summary,
  attachments: [{ contentType: CARD, content: card }],
})

export const openBotFramework = (
  settings: SdkSettings,
  { inbox, notes, log, desk }: BotFrameworkParts,
): Adapter => {
  const sdk = createSdk(settings)
  const references = createReferences(notes)
  const wire: CardWire = {
    post: async (to, card) => {
      const id = await sdk.send(to, asActivity(card))
      if (id === null) throw new DeliveryError('no_id', false)
      return id
    },
    edit: (to, id, card) => sdk.update(to, id, asActivity(card)),
  }
  const hearing = createHearing({ sdk, references, inbox, log, desk: desk?.(wire) ?? null })
  return {
    channels: [createBotFrameworkChannel(sdk, references)],
    hooks: [createMessagesHook({ sdk, hearing, log, open: settings.app === null })],
    // A wrong secret is better seen now than with the first shopper.
    start: async () =>
      void sdk.token().catch((error: unknown) => {
        const why = error instanceof DeliveryError ? error.code : 'no_token'
        log.warn(
          { why },
          'no token for the Bot Framework: look at MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD',
        )
      }),
  }
}
