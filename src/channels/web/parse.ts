// One frame of a client, read: what it says, or null where it is none of the protocol. Pure.
import type { Address, Happening } from '../../core/event.ts'
import type { Lang } from '../../core/meaning.ts'
import { type ClientSays, clientSays } from './protocol.ts'

export const CHANNEL = 'web'

export const addressOf = (visitor: string): Address => ({ channel: CHANNEL, id: visitor })

export const parseClient = (frame: string): ClientSays | null => {
  try {
    const read = clientSays.safeParse(JSON.parse(frame))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

type Acts = Extract<ClientSays, { kind: 'open' | 'say' | 'choose' }>

/** What happened, as the engine takes it. */
export const happeningOf = (says: Acts, visitor: string, lang: Lang | undefined): Happening => {
  const address = addressOf(visitor)
  switch (says.kind) {
    case 'open':
      return { kind: 'chat_opened', address, ...(lang === undefined ? {} : { lang }) }
    case 'say':
      return { kind: 'said', text: says.text, address }
    case 'choose':
      return { kind: 'said', text: says.text, address, choice: says.choice }
  }
}
