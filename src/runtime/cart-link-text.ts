// The link to the cart as a line of the text, where a channel shows none by itself. The line is the engine's own.
import type { Lang } from '../core/meaning.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Abilities, MessageLinks } from '../ports/channel.ts'

export const withCartLink = (
  text: string,
  { cart }: MessageLinks,
  can: Abilities,
  lang: Lang,
  rulebook: Rulebook,
): string => {
  if (cart === undefined || can.cart_link !== undefined) return text
  const line = rulebook.text({ key: 'bot.cart_link', args: { link: cart } }, lang)
  // Where the text is too long already, the link goes before its last words would.
  return text.length + line.length + 2 > can.text ? text : `${text}\n\n${line}`
}
