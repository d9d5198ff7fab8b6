// Reads what the shopper wrote, with what was asked last; the meaning is stamped on the event and journaled.
import { isLive } from '../core/codes/code.ts'
import type { Event } from '../core/event.ts'
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

/** The event with the meaning of the pieces heard, where it is time to read them. */
export const withMeaning = async (
  rulebooks: Rulebooks,
  shopper: Shopper,
  event: Event,
  read: Read,
): Promise<Event> => {
  const { heard } = shopper
  if (event.kind !== 'wake_up' || !heard || heard.due > event.received) return event
  const asked = askedOf(rulebooks, shopper, event.received)
  const usual = heard.lang ?? langOf(shopper, rulebooks.now)
  const text = wordsOf(heard.pieces)
  const meaning = await read(text, asked, usual, knownOf(shopper))
  const known = shopper.lang ?? shopper.traits.language
  return {
    ...event,
    meaning: known && saysLittle(text, known, meaning.lang) ? { ...meaning, lang: known } : meaning,
  }
}
