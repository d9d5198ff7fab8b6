// E-mail as an adapter: sends letters. What their links do is the server's; nothing is taken in here.
import type { Adapter } from '../../ports/adapter.ts'
import type { Catalogue } from '../../ports/catalogue.ts'
import { createMailChannel } from './channel.ts'
import type { LetterShop } from './render.ts'
import type { MailSettings } from './settings.ts'

export const openEmail = (
  settings: MailSettings,
  parts: { readonly catalogue: Pick<Catalogue, 'find'>; readonly shop: () => LetterShop },
): Adapter => {
  const { channel, close } = createMailChannel({ settings, ...parts })
  return { channels: [channel], stop: async () => close() }
}
