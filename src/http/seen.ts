// What a door sees of who is at its other end: device, region, source. The address itself goes no further.
import type { IncomingHttpHeaders } from 'node:http'
import type { Seen } from '../core/event.ts'
import { zoneIn } from './consents.ts'
import { deviceOfAgent, deviceOfName } from './device.ts'

/** The country of an address, as ISO 3166-1 says it; undefined for private and unknown ones. */
export type CountryOf = (address: string) => string | undefined

export type Sender = { readonly headers: IncomingHttpHeaders; readonly address: string }

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (given: unknown): Fields =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Fields) : {}
const textOf = (given: unknown): string | undefined =>
  typeof given === 'string' && given.trim() !== '' && given.isWellFormed() ? given.trim() : undefined

const compact = (seen: { readonly [name in keyof Seen]: Seen[name] | undefined }): Seen =>
  Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined))

const hostOf = (url: string | undefined): string | undefined =>
  url !== undefined && URL.canParse(url)
    ? new URL(url).hostname.replace(/^www\./, '') || undefined
    : undefined

const campaignIn = (search: string | undefined): string | undefined =>
  search === undefined ? undefined : textOf(new URLSearchParams(search).get('utm_source'))

/** Where somebody came from: the campaign that the page's address names, else the page of another site before it. */
export const sourceOf = (context: unknown): string | undefined => {
  const { campaign, page, referrer } = fieldsOf(context)
  const { url, search, referrer: before } = fieldsOf(page)
  const address = textOf(url)
  const query = textOf(search) ?? (address && URL.canParse(address) ? new URL(address).search : undefined)
  const named = textOf(fieldsOf(campaign).source) ?? campaignIn(query)
  const from = hostOf(textOf(before) ?? textOf(fieldsOf(referrer).url))
  return (named ?? (from !== hostOf(address) ? from : undefined))?.slice(0, 100)
}

/** A browser, by what it says of itself with every request. */
export const seenOfBrowser = ({ headers, address }: Sender, countryOf: CountryOf): Seen => {
  const mobile = headers['sec-ch-ua-mobile'] === '?1' ? 'phone' : undefined
  return compact({ device: deviceOfAgent(headers['user-agent'] ?? '') ?? mobile, region: countryOf(address) })
}

/** A page or an app with the page key is at the other end; the shop's own server speaks for somebody else. */
export const seenOf = (
  trust: 'hint' | 'fact',
  context: unknown,
  sender: Sender,
  countryOf: CountryOf,
): Seen => {
  const { device, userAgent, ip, timezone } = fieldsOf(context)
  const source = sourceOf(context)
  const browser = trust === 'hint' ? seenOfBrowser(sender, countryOf) : {}
  const kind = textOf(fieldsOf(device).type)
  const agent = textOf(userAgent)
  const address = trust === 'fact' ? textOf(ip) : undefined
  return compact({
    source,
    time_zone: zoneIn(timezone),
    device: (kind && deviceOfName(kind)) ?? browser.device ?? (agent && deviceOfAgent(agent)) ?? undefined,
    region: browser.region ?? (address && countryOf(address)) ?? undefined,
  })
}
