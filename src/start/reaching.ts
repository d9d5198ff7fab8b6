// Links in messages, and what they lead to, as main puts them together.
import type { PushSettings } from '../channels/push/settings.ts'
import { idOfSubscription, isSubscription } from '../channels/push/subscription.ts'
import type { PushDoor } from '../http/reach/push-routes.ts'
import type { Links } from '../ports/links.ts'
import type { Records } from '../ports/records.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import type { Engine } from '../runtime/engine.ts'
import { createMessageLinks } from '../runtime/message-links.ts'
import { createCarts } from './carts.ts'
import { createWaitingOffers } from './waiting-offers.ts'

/** Where the demo shop takes a cart back. */
const DEMO_PAGE = '/?restore={cart}'

const pushDoor = ({ publicKey }: PushSettings): PushDoor => ({
  publicKey,
  addressOf: (given) => (isSubscription(given) ? { channel: 'push', id: idOfSubscription(given) } : null),
})

export const createReaching = (parts: {
  readonly engine: () => Engine
  readonly store: Store
  readonly records: Records
  readonly seal: Seal
  readonly links: Links
  readonly clock: () => number
  readonly isDemo: boolean
  readonly push: PushSettings | null
  readonly url: () => string
}) => {
  const { engine, links, clock, records, seal, url, isDemo } = parts
  const page = (): string | null =>
    engine().rulebook().shop.links?.cart ?? (isDemo ? `${url()}${DEMO_PAGE}` : null)
  return {
    // The shop's own page, where the chat is.
    chat: (): string => (page() === null ? url() : new URL(page()!.replace('{cart}', '')).origin),
    ...{ engine, clock, records, page, carts: createCarts(parts) },
    signed: links,
    waiting: createWaitingOffers({ engine, seal, links, clock, url, page }),
    push: parts.push && pushDoor(parts.push),
    links: createMessageLinks({ links, seal, url, restores: () => page() !== null }),
  }
}
