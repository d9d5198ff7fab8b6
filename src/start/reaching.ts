// Links in messages, and what they lead to, as main puts them together.
import type { Links } from '../ports/links.ts'
import type { Records } from '../ports/records.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import type { Engine } from '../runtime/engine.ts'
import { createMessageLinks } from '../runtime/message-links.ts'
import { createCarts } from './carts.ts'

/** Where the demo shop takes a cart back. */
const DEMO_PAGE = '/?restore={cart}'

export const createReaching = (parts: {
  readonly engine: () => Engine
  readonly store: Store
  readonly records: Records
  readonly seal: Seal
  readonly links: Links
  readonly clock: () => number
  readonly isDemo: boolean
  readonly url: () => string
}) => {
  const { engine, links, clock, records, seal, url, isDemo } = parts
  const page = (): string | null =>
    engine().rulebook().shop.links?.cart ?? (isDemo ? `${url()}${DEMO_PAGE}` : null)
  return {
    ...{ engine, clock, records, page, carts: createCarts(parts) },
    signed: links,
    links: createMessageLinks({ links, seal, url, restores: () => page() !== null }),
  }
}
