// Sends one message to one address by its stored reference; knows the channels' differences as data only.
import type { Channel } from '../../ports/channel.ts'
import { DeliveryError } from '../../ports/channel.ts'
import { channelOf, NAME } from './address.ts'
import { channelCan } from './channels.ts'
import { openFile } from './files.ts'
import type { References } from './references.ts'
import { render } from './render.ts'
import type { Sdk } from './sdk.ts'

export const createBotFrameworkChannel = (sdk: Sdk, references: References): Channel => ({
  name: NAME,
  can: { buttons: 12, text: 8000, writes_first: true },
  server: channelOf,
  send: async (message) => {
    const { to, choices, key, lang, code } = message
    const there = await references.of(to)
    // It is heard of again when it writes.
    if (!there) throw new DeliveryError('no_conversation', false, null, true)
    const can = channelCan(channelOf(to))
    const activity = render(message, can, there.person)
    const id = await sdk.send(there, activity)
    // A code's text is kept nowhere, so a message that shows one is not written anew.
    if (id !== null && can.edits && choices.length > 0 && !code)
      await references.show(to, { activity: id, key, text: activity.text ?? '', lang, choices: [...choices] })
  },
  open: (ref) => openFile(ref, sdk.token),
  forget: references.forget,
})
