// Saved replies: the shop's texts under `replies.`, with whoever is written to and whoever writes put in. Pure.
import type { Lang } from '../../core/meaning.ts'
import type { Rulebook } from '../../core/rulebook.ts'
import type { Reply } from '../../ports/desk-doors.ts'

const PREFIX = 'replies.'

/** As the file has them. Where nobody is said, {name} and {agent} stay, for whoever fills them in later. */
export const repliesOf = (
  rulebook: Rulebook,
  lang: Lang,
  about?: { readonly name?: string | null; readonly agent?: string },
): readonly Reply[] => {
  const { shop, textKeys = [] } = rulebook
  const name = about ? (about.name ?? '') : '{name}'
  const facts = Object.entries(shop.facts).map(([fact, value]) => [
    `shop_${fact}`,
    typeof value === 'boolean' ? String(value) : value,
  ])
  const args = {
    ...{ name, has_name: name === '' ? 'no' : 'yes', agent: about?.agent ?? '{agent}', shop: shop.name },
    ...Object.fromEntries(facts),
  }
  return textKeys
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => ({ name: key.slice(PREFIX.length), text: rulebook.text({ key, args }, lang) }))
}
