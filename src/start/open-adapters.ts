// The channels and desks that the settings ask for. Each is loaded only when it is configured.
import type { Config } from '../config.ts'
import type { Lang } from '../core/meaning.ts'
import type { Shop } from '../core/shop.ts'
import type { Trusts } from '../http/proxies.ts'
import type { CountryOf } from '../http/seen.ts'
import type { Adapter } from '../ports/adapter.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { DeskDoors } from '../ports/desk-doors.ts'
import type { Inbox } from '../ports/inbox.ts'
import type { Links } from '../ports/links.ts'
import type { Log } from '../ports/log.ts'
import type { Notes } from '../ports/notes.ts'
import type { Records } from '../ports/records.ts'
import type { Seal } from '../ports/seal.ts'
import type { Engine } from '../runtime/engine.ts'
import { doorsOf } from './desk-doors.ts'

/** What every adapter may use. */
export type AdapterParts = {
  readonly inbox: Inbox
  readonly deskDoors: DeskDoors
  readonly links: Links
  /** Small documents of an adapter's own, under names that begin with its own. */
  readonly notes: Notes
  readonly catalogue: Pick<Catalogue, 'find'>
  readonly shop: () => Pick<Shop, 'name' | 'time_zone'>
  /** Where shoppers find the chat. */
  readonly chat: () => string
  readonly clock: () => number
  /** The shop's languages, its own first. */
  readonly languages: () => readonly Lang[]
  readonly log: Log
  /** Where shoppers and other servers reach us, without a slash at its end: WINBACK_URL, or where the server listens. */
  readonly url: () => string
  /** Bound late: channels are opened before the engine. */
  readonly engine: () => Engine
  readonly records: Pick<Records, 'lines' | 'lastLines'>
  readonly seal: Seal
  readonly trusts: Trusts
  readonly countryOf: CountryOf
  /** For channels that can tell: these outbox items were shown. */
  readonly shown: (items: readonly string[]) => Promise<void>
}

/** In the order in which they were opened. Throws a StartError where a setting can't be used. */
export const openAdapters = async (config: Config, parts: AdapterParts): Promise<readonly Adapter[]> => {
  const { app, directLine, telegram, botFramework, slack } = config
  const at = (desk: string) => ({ ...parts, deskDoors: doorsOf(parts.deskDoors, desk) })
  const { mail, sms, push } = config.reach
  const opened: readonly (Adapter | null)[] = [
    app && (await import('../channels/app/open.ts')).openApp(app, parts),
    directLine && (await import('./direct-line.ts')).openDirectLineOf(directLine, config, parts),
    telegram && (await import('../channels/telegram/open.ts')).openTelegram(telegram, parts),
    botFramework &&
      (await import('./open-bot-framework.ts')).openBotFrameworkAdapter(botFramework, at('teams')),
    slack && (await import('../desks/slack/open.ts')).openSlack(slack, at('slack')),
    mail && (await import('../channels/email/open.ts')).openEmail(mail, parts),
    sms && (await import('../channels/sms/open.ts')).openSms(sms, parts),
    push && (await import('../channels/push/open.ts')).openPush(push, parts),
  ]
  return opened.filter((one) => one !== null)
}
