// Reads what the shopper wrote, with what was asked last; the meaning is stamped on the event and journaled.
import { isLive } from '../core/codes/code.ts'
import type { Event } from '../core/event.ts'
import type { FoundItem } from '../core/found.ts'
import { HELP } from '../core/heard.ts'
import { isReason, LABELS, type Label, type Lang, type Meaning, REASONS } from '../core/meaning.ts'
import { flowOf, type Rulebook, type Rulebooks, type Step } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Asked } from '../ports/understand.ts'
import type { EngineParts } from './engine-parts.ts'
import { langOf } from './words.ts'

const isLabel = (id: string): id is Label => (LABELS as readonly string[]).includes(id)

const askStep = (rulebook: Rulebook, flow: string, step: string): Extract<Step, { kind: 'ask' }> | null => {
  const found = flowOf(rulebook, flow)?.steps[step]
  return found?.kind === 'ask' ? found : null
}

/** So long a yes may still be to an offer, or to a help that was shown, ms. */
const ANSWERED_WITHIN = 24 * 3_600_000

/** A code was given lately, and no question was put since. */
const isOffered = ({ codes }: Shopper, at: number, asked: number): boolean =>
  codes.some((code) => isLive(code, at) && code.issued > asked && at < code.issued + ANSWERED_WITHIN)

const NOTHING = {
  true: { offered: true },
  false: { offered: false, told: true },
} as const

/** The buttons that we showed because a message was not understood. */
const helpOf = (shopper: Shopper, rulebook: Rulebook, at: number): Asked | null => {
  const { shown_help: shown } = shopper
  if (shown === undefined || at >= shown + ANSWERED_WITHIN) return null
  const lang = langOf(shopper, rulebook)
  const choices = HELP.map(({ id, text }) => ({ id, text: rulebook.text({ key: text, args: {} }, lang) }))
  return { labels: HELP.map(({ id }) => id), choices, offered: false }
}

/** What the shopper was asked last and may be answering; null: nothing. */
export const askedOf = (rulebooks: Rulebooks, shopper: Shopper, at: number): Asked | null => {
  const last = shopper.heard?.aside ? 0 : (shopper.heard?.last ?? at)
  // A question that was put after the message was written is not what it answers.
  const talk = shopper.talks.find((one) => one.waits === 'answer' && (one.asked ?? 0) <= last)
  const rulebook = talk && (rulebooks.pinned[talk.rulebook] ?? rulebooks.now)
  const step = talk && rulebook && askStep(rulebook, talk.flow, talk.step)
  const offered = isOffered(shopper, at, step ? (talk?.asked ?? at) : 0)
  if (!step || !rulebook)
    return helpOf(shopper, rulebooks.now, at) ?? { labels: [], choices: [], ...NOTHING[`${offered}`] }
  const lang = langOf(shopper, rulebook)
  const labels = step.choices.map(({ id }) => id).filter(isLabel)
  return {
    labels: step.into === 'reason' ? [...new Set([...labels, ...REASONS.filter(isReason)])] : labels,
    choices: step.choices.map(({ id, text }) => ({ id, text: rulebook.text({ key: text, args: {} }, lang) })),
    offered,
    // An offer that came after the question is what a bare yes is about.
    ...(!offered && step.yes !== undefined && { yes: step.yes }),
    ...(!offered && step.no !== undefined && { no: step.no }),
  }
}

/** Codes, addresses of pages and of e-mail are in no language, and say nothing of what is wanted. */
const NOT_WORDS =
  /\{code:[^}]*\}|https?:\/\/\S+|[^\s@<>"',;:()]{1,64}@[^\s@<>"',;:()]{1,180}\.[\p{L}\d-]{2,60}/gu

/** Pieces of a message as one, without what is no word. */
export const wordsOf = (pieces: readonly string[]): string => pieces.join('\n').replace(NOT_WORDS, ' ')

/** "ok", "SMS" or a brand within a talk in Cyrillic does not make it English. */
const saysLittle = (text: string, known: Lang, read: Lang): boolean =>
  known !== 'en' && read === 'en' && (text.match(/\p{L}/gu)?.length ?? 0) < 12

/** What of somebody's traits names or reaches that person. */
export const knownOf = ({ traits: { name, email, phone, address } }: Shopper): readonly string[] =>
  [name, email, phone, address].filter((one) => one !== undefined)

export type Read = (
  ...what: [text: string, asked: Asked | null, lang: Lang, known: readonly string[]]
) => Promise<Meaning>

/** Reads the same text once, however often the turn is decided again. `until`: ms of performance.now(). */
export const readOnce = (understand: EngineParts['understand'], until: number): Read => {
  const known = new Map<string, Promise<Meaning>>()
  return (text, asked, lang, personal) => {
    const key = JSON.stringify([text, asked, lang])
    const reading =
      known.get(key) ?? Promise.resolve(understand.read(text, asked, lang, { until, known: personal }))
    known.set(key, reading)
    return reading
  }
}

/** Goods that a message is most likely about, the likeliest first. */
const nearGoods = ({ cart, saved, looked_at = [] }: Shopper): readonly FoundItem[] => [
  ...(cart?.lines ?? []).slice(0, 30).map(({ item, title }) => ({ item, ...(title && { title }) })),
  ...[...looked_at].reverse().map((item) => ({ item })),
  ...saved.slice(-10).map(({ item }) => ({ item })),
]

/** The event with the meaning of the pieces heard, where it is time to read them. */
export const withMeaning = async (
  rulebooks: Rulebooks,
  shopper: Shopper,
  event: Event,
  read: Read,
  finder: EngineParts['finder'],
): Promise<Event> => {
  const { heard } = shopper
  if (event.kind !== 'wake_up' || !heard || heard.due > event.received) return event
  const asked = askedOf(rulebooks, shopper, event.received)
  const usual = heard.lang ?? langOf(shopper, rulebooks.now)
  const text = wordsOf(heard.pieces)
  const meaning = await read(text, asked, usual, knownOf(shopper))
  const known = shopper.lang ?? shopper.traits.language
  const lang = known && saysLittle(text, known, meaning.lang) ? known : meaning.lang
  const { time_zone: zone, currency } = rulebooks.now.shop
  const near = nearGoods(shopper)
  const found = await finder?.find(text, { lang, at: event.received, zone, currency, near })
  return { ...event, meaning: { ...meaning, lang, ...(found && { found }) } }
}
