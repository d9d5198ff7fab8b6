// One call of Segment's kind, from what was sent to what the engine takes: who, when, what. Knows no routes.
import { z } from 'zod'
import type { Address } from '../core/event.ts'
import { LANGS, type Lang } from '../core/meaning.ts'
import type { Incoming } from '../runtime/engine.ts'
import type { Trust } from './auth.ts'
import { consentsIn } from './consents.ts'
import { knownEvent, namesOf } from './event-names.ts'
import type { Shop } from './event-readers.ts'
import { type IdentitySettings, readIdentity, type Shown, withoutIdentity } from './identity.ts'
import { readInput } from './input.ts'
import { pageKindOf } from './page-kinds.ts'
import { Problem } from './problem.ts'
import { type CountryOf, type Sender, seenOf } from './seen.ts'
import { anyFields, text, withoutNulls } from './text.ts'
import { happenedAt, time } from './times.ts'
import { foreignToPages, traits } from './traits.ts'

/** What Segment's libraries send with every call; whatever else they send is left alone. */
const envelope = z.object({
  messageId: text(100),
  userId: text(200).nullish(),
  anonymousId: text(200).nullish(),
  ...{ timestamp: time.optional(), originalTimestamp: time.optional(), sentAt: time.optional() },
  context: z.unknown().optional().meta({
    type: 'object',
    description: "Segment's context: campaign, page, userAgent, ip, device, locale",
  }),
})

/** One schema for each kind of call. */
export const CALLS = {
  track: envelope.extend({ event: text(100), properties: anyFields.nullish() }),
  identify: envelope.extend({ traits }),
  page: envelope.extend({ name: text(300).nullish(), properties: anyFields.nullish() }),
  screen: envelope.extend({ name: text(300).nullish(), properties: anyFields.nullish() }),
  group: envelope,
  alias: envelope.extend({
    previousId: text(200)
      .nullish()
      .meta({ description: 'An id, of a visitor or of your own, by which this shopper was known before' }),
  }),
} as const
export type Call = keyof typeof CALLS
export const isCall = (given: unknown): given is Call =>
  typeof given === 'string' && Object.hasOwn(CALLS, given)

/** Who sends, what is believed of it, and where the shop stands. */
export type Reading = {
  readonly trust: Trust
  readonly shop: Shop
  readonly now: number
  readonly sender: Sender
  readonly countryOf: CountryOf
  /** null: no page may show a log-in. */
  readonly identity: IdentitySettings | null
  /** The visitor of a token that we signed, else null. */
  readonly readVisitor: (token: string) => string | null
}

/** Null: well formed, known, and of no use to us. Throws a problem where it is wrong. */
export const readCall = (call: Call, input: unknown, reading: Reading): Incoming | null => {
  if (call === 'track') return readTracked(input, reading)
  if (call === 'identify') return readIdentified(input, reading)
  if (call === 'alias') return readAlias(input, reading)
  const given = readInput(CALLS[call], input)
  const who = readEnvelope(given, reading)
  if (call === 'group') return null
  const { name, properties: told } = given as { readonly name?: unknown; readonly properties?: object | null }
  return { ...who, what: { kind: 'viewed', page: pageKindOf({ name, ...told }) ?? call } }
}

const readTracked = (input: unknown, reading: Reading): Incoming | null => {
  const given = readInput(CALLS.track, input)
  const event = knownEvent(given.event, reading.shop)
  if (event === undefined) {
    throw new Problem(400, 'unknown_event', `There is no event "${given.event}"`, {
      errors: [{ path: 'event', message: `known are: ${namesOf(reading.shop).join(', ')}` }],
    })
  }
  if (event === null) return readEnvelope(given, reading) && null
  if (event.trust === 'fact' && reading.trust === 'hint') {
    throw new Problem(403, 'page_key', `"${given.event}" is a fact: the page key may not report it`, {
      detail: 'Report it from your server, with the secret key.',
    })
  }
  const what = readInput(event.reader, withoutNulls(given.properties ?? {}), 'properties')
  return { ...readEnvelope(given, reading), what }
}

/** The page showed the shop's signature, and its own visitor's token: both addresses are facts, what it tells is none. */
const readLogIn = (input: unknown, { userId, email }: Shown, reading: Reading): Incoming => {
  const given = readInput(CALLS.identify, withoutIdentity(input))
  const visitor = reading.readVisitor(given.anonymousId ?? '')
  if (visitor === null)
    throw new Problem(403, 'visitor_token', 'Nobody may log in for the visitor of another browser', {
      detail:
        'Send the token of POST /v1/visitors as anonymousId; window.winback.identify does so by itself.',
    })
  const { from: _, also: __, ...who } = readEnvelope({ ...given, userId: undefined }, reading)
  const mail = email === undefined ? [] : [{ channel: 'email', id: email }]
  return {
    ...{ ...who, from: { channel: 'user', id: userId }, also: [{ channel: 'web', id: visitor }, ...mail] },
    ...{ vouched: true, what: { kind: 'identified', traits: given.traits } },
  }
}

const readIdentified = (given: unknown, reading: Reading): Incoming => {
  const shown = reading.trust === 'hint' ? readIdentity(given, reading.identity, reading.now) : null
  const input = shown ? withoutIdentity(given) : given
  const foreign =
    reading.trust === 'hint' ? foreignToPages((input as { traits?: unknown } | null)?.traits) : []
  if (foreign.length > 0) {
    throw new Problem(403, 'page_key', 'The page key may not vouch for this', {
      errors: foreign.map((name) => ({ path: `traits.${name}`, message: 'only with the secret key' })),
    })
  }
  if (shown) return readLogIn(input, shown, reading)
  return readPlain(input, reading)
}

const readPlain = (input: unknown, reading: Reading): Incoming => {
  const given = readInput(CALLS.identify, input)
  const { locale } = (given.context ?? {}) as { locale?: unknown }
  const lang = String(locale ?? '').slice(0, 2) as Lang
  const known = { ...(LANGS.includes(lang) && { language: lang }), ...given.traits }
  const who = readEnvelope(given, reading)
  // What the shop's files say by this e-mail is this shopper's from now on.
  const email = reading.trust === 'fact' && given.traits.email
  const also = [...(who.also ?? []), ...(email ? [{ channel: 'email', id: email.toLowerCase() }] : [])]
  const told = consentsIn(given.traits ? (input as { traits?: unknown }).traits : null)
  return { ...who, ...(also.length > 0 && { also }), what: { kind: 'identified', traits: known, ...told } }
}

/** The shop says in so many words that two ids are one person. A page may not, and is not heard. */
const readAlias = (input: unknown, reading: Reading): Incoming | null => {
  const given = readInput(CALLS.alias, input)
  if (reading.trust === 'hint') return readEnvelope(given, reading) && null
  const missing = (['userId', 'previousId'] as const).filter((name) => !given[name])
  if (missing.length > 0) {
    throw new Problem(400, 'invalid_input', 'An alias names two ids of one person', {
      errors: missing.map((path) => ({ path, message: 'missing' })),
    })
  }
  const { also = [], ...who } = readEnvelope(given, reading)
  // It may be a visitor's or one of the shop's own: whoever is known by it is meant.
  const before = ['web', 'user'].map((channel) => ({ channel, id: given.previousId! }))
  return { ...who, also: [...also, ...before], joins: 'alias', what: { kind: 'identified', traits: {} } }
}

/** Who and when. What the page sends can't take the id of what the shop will send: each has its own. */
const readEnvelope = (
  given: z.output<typeof envelope>,
  { trust, now, sender, countryOf, readVisitor }: Reading,
): Omit<Incoming, 'what'> => {
  const [from, ...also] = addressesOf(unsigned(given, readVisitor), trust)
  const id = trust === 'fact' ? `fact:${given.messageId}` : `hint:${from.id}:${given.messageId}`
  const seen = seenOf(trust, given.context, sender, countryOf)
  return {
    ...{ id, at: happenedAt(given, trust, now), trust, from },
    ...(also.length > 0 && { also }),
    ...(Object.keys(seen).length > 0 && { seen }),
  }
}

type Named = Pick<z.output<typeof envelope>, 'userId' | 'anonymousId'>

/** The widget says its visitor by the token, which nobody else has; one that is not ours (any more) is just a name. */
const unsigned = ({ userId, anonymousId }: Named, readVisitor: Reading['readVisitor']): Named => {
  const part = /^v1\.([\w-]+)\.[\w-]+$/.exec(anonymousId ?? '')?.[1]
  return { userId, anonymousId: part === undefined ? anonymousId : (readVisitor(anonymousId!) ?? part) }
}

/** The shop's own id of its customer first, which only the shop may name, then the visitor: the shop's word joins them. */
const addressesOf = ({ userId, anonymousId }: Named, trust: Trust): [Address, ...Address[]] => {
  const visitor = anonymousId ? { channel: 'web', id: anonymousId } : null
  if (userId && trust === 'fact') return [{ channel: 'user', id: userId }, ...(visitor ? [visitor] : [])]
  if (visitor) return [visitor]
  const detail = trust === 'hint' ? 'The page key speaks for visitors only: send anonymousId.' : undefined
  const errors = [{ path: 'anonymousId', message: 'missing: whose event is this?' }]
  throw new Problem(400, 'invalid_input', 'Nobody is named', { errors, ...(detail ? { detail } : {}) })
}
