// The guard at the turn: what it asks of rulebook and ledger for each line, and what is said where it refuses.

import type { KeptBack, UnbackedWords } from '../core/kept-back.ts'
import type { Lang } from '../core/meaning.ts'
import { LABELS } from '../core/meaning.ts'
import type { Arg, TextRef } from '../core/message.ts'
import { digitsOf } from '../core/money.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import { TEXT_ARGS } from '../core/text-args.ts'
import { backingOf } from '../guard/backing.ts'
import { type Cleaned, cleanName, cleanTitle } from '../guard/clean-data.ts'
import { findPromises, type Signs } from '../guard/find-promises.ts'
import { unbackedIn, unbackedPhrase } from '../guard/guard.ts'
import { apartFromCodes, toldWords } from '../guard/promise.ts'
import { shopWords } from '../guard/shop-words.ts'
import { sharedOffer } from './shared-codes.ts'

/** `isKnown`: a code of some pool, in its plain form. `tell`: what was kept back, for whoever reads the talk. */
export type Guarding = {
  readonly isKnown: (plain: string) => boolean
  readonly tell: (kept: KeptBack) => void
}

export const UNGUARDED_POOLS: Guarding = { isKnown: () => false, tell: () => {} }

const isShared =
  (rulebook: Rulebook, { isKnown }: Guarding) =>
  (plain: string) =>
    sharedOffer(rulebook, plain) !== null || isKnown(plain)

const signsOf = (rulebook: Rulebook, guarding: Guarding): Signs => ({
  prefix: rulebook.shop.code_prefix,
  digits: digitsOf(rulebook.shop.currency),
  isKnown: isShared(rulebook, guarding),
})

/** Values that authors wrote: of choices, and of what steps set. */
const written = new WeakMap<Rulebook, ReadonlySet<string>>()
const writtenIn = (rulebook: Rulebook): ReadonlySet<string> => {
  const known = written.get(rulebook)
  if (known) return known
  const steps = rulebook.flows.flatMap((flow) => Object.values(flow.steps))
  const made = new Set<string>([
    ...LABELS,
    ...steps.flatMap((step) => (step.kind === 'ask' ? step.choices.map(({ id }) => id) : [])),
    ...steps.flatMap((step) => (step.kind === 'set' ? Object.values(step.values).map(String) : [])),
  ])
  written.set(rulebook, made)
  return made
}

const OURS = new Set<string>(
  TEXT_ARGS.filter((name) => name !== 'name' && name !== 'cart_item' && name !== 'reason'),
)
/** What the engine's own texts say beside these; all but an order's number comes from rules, ledger and settings. */
const isOurs = (name: string, arg: Arg, key: string, rulebook: Rulebook): boolean => {
  if (typeof arg === 'object' || OURS.has(name) || name.startsWith('shop_')) return true
  if (key.startsWith('bot.') && !['name', 'cart_item', 'order', 'reason'].includes(name)) return true
  return writtenIn(rulebook).has(String(arg))
}

type Data = { readonly said: TextRef; readonly without: TextRef; readonly taken: readonly UnbackedWords[] }

const NOBODY = { has_name: 'no' }

/** The text with its data made harmless, and the same text without any data. */
const withCleanData = (ref: TextRef, shopper: Shopper, rulebook: Rulebook, signs: Signs): Data => {
  const args: Record<string, Arg> = { ...ref.args }
  const blank: Record<string, Arg> = { ...ref.args }
  const taken: UnbackedWords[] = []
  const clean = (name: string, cleaned: Cleaned): void => {
    taken.push(...cleaned.taken)
    args[name] = cleaned.text
    blank[name] = ''
    if (name === 'name') Object.assign(blank, NOBODY)
    if (name === 'name' && cleaned.text === '') Object.assign(args, NOBODY)
  }
  for (const [name, arg] of Object.entries(ref.args)) {
    if (typeof arg === 'object' || isOurs(name, arg, ref.key, rulebook)) continue
    if (typeof arg === 'number') blank[name] = 0
    else if (arg === '') continue
    else if (name === 'cart_item') clean(name, cleanTitle(arg, shopper.cart?.lines[0]?.item ?? '', signs))
    else clean(name, name === 'name' ? cleanName(arg, signs) : cleanTitle(arg, '', signs))
  }
  return { said: { ...ref, args }, without: { ...ref, args: blank }, taken }
}

/** A text of the shop with its arguments: no name and no title in it becomes a promise. */
export const guardedText = (
  ref: TextRef,
  shopper: Shopper,
  rulebook: Rulebook,
  lang: Lang,
  guarding: Guarding,
): string => {
  const signs = signsOf(rulebook, guarding)
  const { said, without, taken } = withCleanData(ref, shopper, rulebook, signs)
  const plain = rulebook.text(without, lang)
  const words = rulebook.text(said, lang)
  if (words === plain) {
    if (taken.length > 0 && rulebook.text(ref, lang) !== words)
      guarding.tell({ what: 'data', unbacked: taken })
    return words
  }
  // Harmless by itself, it may still become a promise beside the words around it.
  const own = new Set(findPromises(plain, 'data', signs).map(({ key }) => key))
  const more = findPromises(words, 'data', signs).filter(({ key }) => !own.has(key))
  if (taken.length > 0 || more.length > 0) {
    const beside = apartFromCodes(more).map((one) => ({ kind: one.kind, words: toldWords(words, one) }))
    guarding.tell({ what: 'data', unbacked: taken.length > 0 ? taken : beside })
  }
  return more.length > 0 ? plain : words
}

/** The title of goods as a card shows it. */
export const guardedTitle = (title: string, item: string, rulebook: Rulebook, guarding: Guarding): string => {
  const { text, taken } = cleanTitle(title, item, signsOf(rulebook, guarding))
  if (taken.length > 0) guarding.tell({ what: 'data', unbacked: taken })
  return text
}

/** What a model made of `plain`, where it says nothing else; else `plain` itself. */
export const guardedPhrase = (
  phrased: string,
  plain: string,
  shopper: Shopper,
  rulebook: Rulebook,
  at: number,
  guarding: Guarding,
): string => {
  const backing = backingOf(rulebook, shopper, at, isShared(rulebook, guarding))
  const unbacked = unbackedPhrase(phrased, plain, backing)
  if (unbacked.length === 0) return phrased.trim() === '' ? plain : phrased
  guarding.tell({ what: 'phrase', unbacked })
  return plain
}

/** What of an agent's words nothing stands behind; `shopper` as the act leaves it, with a code that it gives. */
export const unbackedWords = (
  words: string,
  shopper: Shopper,
  rulebook: Rulebook,
  at: number,
): readonly UnbackedWords[] => {
  const isKnown = isShared(rulebook, UNGUARDED_POOLS)
  return unbackedIn(words, 'agent', backingOf(rulebook, shopper, at, isKnown, shopWords(rulebook)))
}
