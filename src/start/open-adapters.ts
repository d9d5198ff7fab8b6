// The channels and desks that the settings ask for. Each is loaded only when it is configured.
import type { Config } from '../config.ts'
import type { Shop } from '../core/shop.ts'
import type { Adapter } from '../ports/adapter.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { DeskDoors } from '../ports/desk-doors.ts'
import type { Inbox } from '../ports/inbox.ts'
import type { Links } from '../ports/links.ts'
import type { Log } from '../ports/log.ts'
import type { Notes } from '../ports/notes.ts'

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
  readonly log: Log
  /** Where shoppers and other servers reach us, without a slash at its end: WINBACK_URL, or where the server listens. */
  readonly url: () => string
}

/** In the order in which they were opened. Throws a StartError where a setting can't be used. */
export const openAdapters = async (config: Config, parts: AdapterParts): Promise<readonly Adapter[]> => {
  const { mail, sms, push } = config.reach
  const opened: readonly (Adapter | null)[] = [
    mail && (await import('../channels/email/open.ts')).openEmail(mail, parts),
    sms && (await import('../channels/sms/open.ts')).openSms(sms, parts),
    push && (await import('../channels/push/open.ts')).openPush(push, parts),
  ]
  return opened.filter((one) => one !== null)
}
