// Reads what the shopper wrote, with what was asked last; the meaning is stamped on the event and journaled.
import { isLive } from '../core/codes/code.ts'
import type { Event } from '../core/event.ts'
import type { FoundItem } from '../core/found.ts'
import { isReason, LABELS, type Label, type Lang, REASONS } from '../core/meaning.ts'
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

/** What the shopper was asked last and may be answering; null: nothing. */
export const askedOf = (rulebooks: Rulebooks, shopper: Shopper, at: number): Asked | null => {
  const offered = shopper.codes.some((code) => isLive(code, at))
  const talk = shopper.talks.find((one) => one.waits === 'answer')
  const rulebook = talk && (rulebooks.pinned[talk.rulebook] ?? rulebooks.now)
  const step = talk && rulebook && askStep(rulebook, talk.flow, talk.step)
  if (!step || !rulebook) return offered ? { labels: [], choices: [], offered } : null
  const lang = langOf(shopper, rulebook)
  const labels = step.choices.map(({ id }) => id).filter(isLabel)
  return {
    labels: step.into === 'reason' ? [...new Set([...labels, ...REASONS.filter(isReason)])] : labels,
    choices: step.choices.map(({ id, text }) => ({ id, text: rulebook.text({ key: text, args: {} }, lang) })),
    offered,
  }
}

/** Codes and addresses of pages are in no language. */
const NOT_WORDS = /\{code:[^}]*\}|https?:\/\/\S+/g

/** "ok", "SMS" or a brand within a talk in Cyrillic does not make it English. */
const saysLittle = (text: string, known: Lang, read: Lang): boolean =>
  known !== 'en' && read === 'en' && (text.match(/\p{L}/gu)?.length ?? 0) < 12

/** Goods that a message is most likely about, the likeliest first. */
const nearGoods = ({ cart, saved, looked_at = [] }: Shopper): readonly FoundItem[] => [
  ...(cart?.lines ?? []).slice(0, 30).map(({ item, title }) => ({ item, ...(title && { title }) })),
  ...[...looked_at].reverse().map((item) => ({ item })),
  ...saved.slice(-10).map(({ item }) => ({ item })),
]

/** The event with the meaning of the pieces heard, where it is time to read them. */
export const withMeaning = async (
  parts: EngineParts,
  rulebooks: Rulebooks,
  shopper: Shopper,
  event: Event,
): Promise<Event> => {
  const { heard } = shopper
  if (event.kind !== 'wake_up' || !heard || heard.due > event.received) return event
  const asked = askedOf(rulebooks, shopper, event.received)
  const usual = heard.lang ?? langOf(shopper, rulebooks.now)
  const text = heard.pieces.join('\n').replace(NOT_WORDS, ' ')
  const meaning = await parts.understand.read(text, asked, usual)
  const known = shopper.lang ?? shopper.traits.language
  const lang = known && saysLittle(text, known, meaning.lang) ? known : meaning.lang
  const { time_zone: zone, currency } = rulebooks.now.shop
  const near = nearGoods(shopper)
  const found = await parts.finder?.find(text, { lang, at: event.received, zone, currency, near })
  return { ...event, meaning: { ...meaning, lang, ...(found && { found }) } }
}
