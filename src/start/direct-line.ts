// What Direct Line gets of the engine and the store, and where its files lie.
import { randomBytes } from 'node:crypto'
import type { DirectLineDoors, Files } from '../channels/direct-line/doors.ts'
import { openFiles } from '../channels/direct-line/files.ts'
import { openDirectLine } from '../channels/direct-line/open.ts'
import type { Config } from '../config.ts'
import type { Happening } from '../core/event.ts'
import { createAdmission } from '../http/admission.ts'
import { isSame } from '../http/auth.ts'
import { createPace } from '../http/pace.ts'
import { hostOf, senderOf, type Trusts } from '../http/proxies.ts'
import { type CountryOf, seenOfBrowser } from '../http/seen.ts'
import type { Adapter } from '../ports/adapter.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Inbox } from '../ports/inbox.ts'
import type { Log } from '../ports/log.ts'
import type { Records } from '../ports/records.ts'
import type { Seal } from '../ports/seal.ts'
import type { Engine } from '../runtime/engine.ts'
import type { DirectLineSettings } from './direct-line-settings.ts'
import { directLineFolder } from './forgetting.ts'
import { ownCodes, shownItems } from './shown-to-shopper.ts'

/** How fast one conversation may speak: as a socket of the chat on the page may. */
const WORDS = { atOnce: 8, aSecond: 1 }
const FILES = { atOnce: 5, aSecond: 1 / 20 }
const TIDY_EVERY = 60 * 60 * 1000

type Parts = {
  readonly inbox: Inbox
  /** Bound late: channels are opened before the engine. */
  readonly engine: () => Engine
  readonly records: Pick<Records, 'lines' | 'lastLines'>
  readonly catalogue: Pick<Catalogue, 'find'>
  readonly seal: Seal
  readonly trusts: Trusts
  readonly countryOf: CountryOf
  readonly clock: () => number
  readonly url: () => string
  /** Agents' words were taken by an open stream. */
  readonly shown: (items: readonly string[]) => Promise<void>
  readonly log: Log
}

const NOBODY: Happening = { kind: 'identified', traits: {} }

/** What of the settings it uses. */
type Set = Pick<Config, 'origins' | 'storefront' | 'url'>

export const directLineDoors = (config: Set, files: Files, parts: Parts): DirectLineDoors => {
  const { clock, log, inbox, engine, seal, records, catalogue, trusts, countryOf } = parts
  const addressOf = (conversation: string) => ({ channel: 'direct-line', id: conversation })
  const onDefect = (error: unknown) => log.error({ err: error }, 'direct line met a defect')
  return {
    inbox,
    know: async (conversation, { userId, anonymousId }) => {
      const [from, ...also] = [
        ...(userId === undefined ? [] : [{ channel: 'user', id: userId }]),
        ...(anonymousId === undefined ? [] : [{ channel: 'web', id: anonymousId }]),
        addressOf(conversation),
      ]
      const id = `direct-line:${conversation}:known`
      const accepted = await engine().accept({
        id,
        at: clock(),
        trust: 'fact',
        from: from!,
        also,
        what: NOBODY,
      })
      return accepted.kind === 'done' || accepted.kind === 'counted'
    },
    find: (conversation) => engine().find(addressOf(conversation)),
    talkOf: (shopper) => seal.hmac('token', `talk:${shopper}`).slice(0, 16),
    lines: records.lines,
    lastLines: records.lastLines,
    codes: (shopper) => ownCodes(engine(), seal, shopper, clock()),
    items: (ids) => shownItems(engine(), catalogue, ids),
    manner: async (id) => {
      const shopper = await engine().shopper(id)
      const lang = shopper?.lang ?? shopper?.traits.language ?? engine().rulebook().shop.languages[0] ?? 'en'
      return { lang, answers: !shopper?.agent_mode && !shopper?.stopped }
    },
    zone: () => engine().rulebook().shop.time_zone,
    shown: (items) => void parts.shown(items).catch(onDefect),
    onLines: (listener) => engine().onLines(listener),
    files,
    hmac: (text) => seal.hmac('token', text),
    hmacs: (text) => seal.hmacs('token', text),
    isSame,
    random: randomBytes,
    now: Date.now,
    origins: config.origins,
    // The demo's goods lie here, a shop's at its own pages.
    shopUrl: () => (config.storefront === null ? undefined : config.origins[0]) ?? parts.url(),
    url: config.url,
    pace: {
      knocks: createPace(Date.now),
      words: createPace(Date.now, WORDS),
      files: createPace(Date.now, FILES),
    },
    hostOf: (request) => hostOf(request, trusts),
    originOf: (request) => {
      const { encrypted = false } = request.socket as { readonly encrypted?: boolean }
      const said = trusts(request.socket.remoteAddress ?? '', 0) && request.headers['x-forwarded-proto']
      return `${encrypted || said === 'https' ? 'https' : 'http'}://${hostOf(request, trusts)}`
    },
    seen: (headers, address) => seenOfBrowser({ headers, address }, countryOf),
    admit: createAdmission((request) => senderOf(request, trusts)),
    onDefect,
  }
}

export const openDirectLineOf = (
  { secret }: DirectLineSettings,
  config: Set & Pick<Config, 'data'>,
  parts: Parts,
): Adapter => {
  const files = openFiles(directLineFolder(config.data))
  const doors = directLineDoors(config, files, parts)
  const { onDefect } = doors
  const tidy = () => void files.tidy(Date.now()).catch(onDefect)
  tidy()
  const timer = setInterval(tidy, TIDY_EVERY)
  timer.unref()
  const adapter = openDirectLine(secret, doors)
  return {
    ...adapter,
    stop: async () => {
      clearInterval(timer)
      await adapter.stop?.()
    },
  }
}
