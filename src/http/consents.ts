// Consents as the shop tells them: with `identify` for any number of channels, with Subscribed and Unsubscribed for one.
import { z } from 'zod'
import type { ToldConsent } from '../core/person/traits.ts'
import { as } from './shown.ts'
import { anyFields, text, withoutNulls } from './text.ts'

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Z]/.test(name)
  } catch {
    return false
  }
}

/** An IANA name: what a browser says of itself, and what Segment's libraries send. */
export const zone = as(text(60).refine(isZone, 'a time zone such as Europe/Kyiv is expected'), {
  type: 'string',
  examples: ['Europe/Kyiv'],
})

export const zoneIn = (given: unknown): string | undefined =>
  typeof given === 'string' && given.length <= 60 && isZone(given) ? given : undefined

const channel = z.string().regex(/^[a-z][a-z0-9_-]{0,30}$/, 'a channel such as email, sms or telegram')
const purpose = z.enum(['service', 'marketing'])
const moment = as(
  z.iso.datetime({ offset: true }).transform((given) => Date.parse(given)),
  { type: 'string', format: 'date-time' },
)

const about = {
  purpose: purpose.optional(),
  source: text(60).optional(),
  wording: text(300).optional(),
  at: moment.optional(),
}

const one = z.boolean().or(z.strictObject({ given: z.boolean(), id: text(254).optional(), ...about }))

/** `{ email: true, sms: { given: false, at, source, wording } }`. */
export const consents = as(anyFields.pipe(z.record(channel, one)), z.record(channel, one))

type One = z.output<typeof one>
type Told = { readonly consents?: readonly ToldConsent[] }

const toldOf = (name: string, given: One): ToldConsent => {
  const { id, at, wording, ...said } = typeof given === 'boolean' ? { given } : given
  return {
    ...{
      channel: name,
      purpose: said.purpose ?? 'marketing',
      given: said.given,
      source: said.source ?? 'shop',
    },
    ...(id !== undefined && { id }),
    ...(at !== undefined && { at }),
    ...(wording !== undefined && { wording }),
  }
}

/** Of the traits of an identify that was found well formed. */
export const consentsIn = (traits: unknown): Told => {
  const read = z.object({ consents }).safeParse(withoutNulls(traits ?? {}))
  if (!read.success) return {}
  const all = Object.entries(read.data.consents).map(([name, given]) => toldOf(name, given))
  return all.length > 0 ? { consents: all } : {}
}

/** What Subscribed and Unsubscribed may say beside. */
export const onChannel = z.object({ channel: channel.optional(), id: text(254).optional(), ...about })

/** Without a channel: everywhere. */
export const consentOn = ({ channel: name, ...said }: z.output<typeof onChannel>, given: boolean): Told =>
  name === undefined ? {} : { consents: [toldOf(name, { given, ...said })] }
