// A messenger for tests, on the channels' own port: it keeps what it is sent, and hands in what its people do.
import type { Address } from '../../src/core/event.ts'
import type { compose } from '../../src/main.ts'
import type { Outgoing } from '../../src/ports/channel.ts'
import type { Inbox } from '../../src/ports/inbox.ts'

export const createMessenger = (
  name = 'telegram',
  opens = (token: string) => `https://t.me/shop_bot?start=${token}`,
) => {
  const sent: Outgoing[] = []
  let inbox: Inbox | null = null
  let updates = 0
  const at = (id: string): Address => ({ channel: name, id })
  const adapters: NonNullable<Parameters<typeof compose>[1]> = async (_config, parts) => {
    inbox = parts.inbox
    const can = { buttons: 8, text: 4096, writes_first: true }
    return [{ channels: [{ name, can, deepLink: opens, send: async (message) => void sent.push(message) }] }]
  }
  const hear = (id: string, text: string, choice?: string) =>
    inbox!.hear({
      ...{ id: `u${++updates}`, from: at(id) },
      what: { kind: 'said', text, address: at(id), ...(choice !== undefined && { choice }) },
    })
  return {
    adapters,
    sent,
    /** As the messenger hands in a press of its own link. */
    opens: (id: string, url: string) =>
      inbox!.arrive(`u${++updates}`, at(id), new URL(url).searchParams.get('start') ?? ''),
    says: (id: string, text: string) => hear(id, text),
    presses: (id: string, choice: string) => hear(id, choice, choice),
    /** The first message to `id` that is so; waited for. */
    heard: async (id: string, is: (message: Outgoing) => boolean = () => true): Promise<Outgoing> => {
      for (let n = 0; n < 400; n++) {
        const found = sent.find((message) => message.to.id === id && is(message))
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      throw new Error(`not heard by ${id}: ${JSON.stringify(sent.map(({ to, text }) => [to.id, text]))}`)
    },
  }
}
