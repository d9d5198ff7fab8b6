// What the shop itself says in its own texts, before anybody's arguments are filled in: that is its word. Pure.
import type { Arg } from '../core/message.ts'
import { digitsOf } from '../core/money.ts'
import type { Rulebook } from '../core/rulebook.ts'
import { newShopper } from '../core/shopper.ts'
import { textArgs } from '../core/text-args.ts'
import { findPromises } from './find-promises.ts'
import type { Promised } from './promise.ts'

/** The arguments that a text has by the shop's own word: its name and its facts. */
const shopArgs = (rulebook: Rulebook): Readonly<Record<string, Arg>> => {
  const nobodys = Object.entries(textArgs(rulebook.shop, newShopper('', 0), null))
  return Object.fromEntries(nobodys.map(([name, arg]) => [name, /^shop(?:_|$)/.test(name) ? arg : '']))
}

const known = new WeakMap<Rulebook, readonly Promised[]>()

/** Promises of all texts but those of Winback itself, which speak of codes that somebody has. */
export const shopWords = (rulebook: Rulebook): readonly Promised[] => {
  const there = known.get(rulebook)
  if (there) return there
  const args = shopArgs(rulebook)
  const signs = {
    prefix: rulebook.shop.code_prefix,
    digits: digitsOf(rulebook.shop.currency),
    isKnown: () => false,
  }
  const keys = (rulebook.textKeys ?? []).filter((key) => !/^(?:bot|gifts|choices|reasons)\./.test(key))
  const found = rulebook.shop.languages.flatMap((lang) =>
    keys.flatMap((key) => findPromises(rulebook.text({ key, args }, lang), 'data', signs)),
  )
  const kept = found.filter(({ kind }) => kind !== 'hidden' && kind !== 'code')
  known.set(rulebook, kept)
  return kept
}
