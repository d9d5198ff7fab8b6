// What the web chat gets of the engine and the store.
import type { ChatDoors } from '../channels/web/doors.ts'
import { addressOf } from '../channels/web/parse.ts'
import type { Visitors } from '../channels/web/visitor.ts'
import { createAdmission } from '../http/admission.ts'
import { isSame } from '../http/auth.ts'
import { zoneIn } from '../http/consents.ts'
import { hostOf, senderOf, type Trusts } from '../http/proxies.ts'
import { type CountryOf, seenOfBrowser } from '../http/seen.ts'
import { createStoreTrouble } from '../http/store-trouble.ts'
import type { Log } from '../ports/log.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import { Overloaded, StoreError } from '../ports/store-error.ts'
import type { Engine } from '../runtime/engine.ts'
import { ownCodes, shownItems } from './shown-to-shopper.ts'

export const createChatDoors = (parts: {
  readonly engine: Engine
  readonly store: Store
  readonly seal: Seal
  readonly visitors: Visitors
  readonly pageKey: string
  readonly origins: readonly string[]
  readonly clock: () => number
  readonly trusts: Trusts
  readonly countryOf: CountryOf
  readonly log: Log
  /** Agents' words were sent to a socket that is open. */
  readonly shown: (items: readonly string[]) => Promise<void>
  readonly linksOf: ChatDoors['links']
  readonly pushKey: string | null
}): ChatDoors => {
  const { engine, store, seal, visitors, clock } = parts
  const keepsNothing = createStoreTrouble(
    (error, refused) => parts.log.error({ err: error, refused }, 'the store keeps nothing now'),
    () => performance.now(),
  )
  const onDefect = (error: unknown) =>
    error instanceof StoreError
      ? keepsNothing(error)
      : parts.log.error({ err: error }, 'the chat met a defect')
  return {
    visitors,
    origins: parts.origins,
    zoneIn,
    pushKey: parts.pushKey,
    isPageKey: (key) => isSame(key, parts.pageKey),
    shop: () => engine.rulebook().shop,
    find: (visitor) => engine.find(addressOf(visitor)),
    talkOf: (shopper) => seal.hmac('token', `talk:${shopper}`).slice(0, 16),
    lines: store.records.lines,
    lastLines: store.records.lastLines,
    items: (ids) => shownItems(engine, store.catalogue, ids),
    now: clock,
    links: parts.linksOf,
    shown: (lines) => {
      const items = lines.flatMap(({ item }) => item ?? [])
      if (items.length > 0) void parts.shown(items).catch(onDefect)
    },
    codes: (shopper) => ownCodes(engine, seal, shopper, clock()),
    hostOf: (request) => hostOf(request, parts.trusts),
    seen: (request) => {
      const address = senderOf(request, parts.trusts)
      return seenOfBrowser({ headers: request.headers, address }, parts.countryOf)
    },
    admit: createAdmission((request) => senderOf(request, parts.trusts)),
    hear: async (visitor, id, what, seen) => {
      const from = addressOf(visitor)
      try {
        const accepted = await engine.accept({
          id: `chat:${visitor}:${id}`,
          at: clock(),
          trust: 'fact',
          from,
          ...(Object.keys(seen).length > 0 && { seen }),
          what,
        })
        if (accepted.kind === 'done' || accepted.kind === 'counted') return 'heard'
        return accepted.kind === 'refused' && accepted.reason === 'changed' ? 'changed' : 'failed'
      } catch (error) {
        if (error instanceof Overloaded) return 'busy'
        onDefect(error)
        return 'failed'
      }
    },
    onDefect,
  }
}
