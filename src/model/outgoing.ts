// A text from outside made ready to go to a model: of bounded length, without signs that nobody sees, masked. Pure.
import { createMask } from './mask.ts'

/** Control characters, and those that turn the direction of writing or show nothing at all. */
const UNSEEN = /[\p{Cc}\p{Cf}]+/gu
/** So much more is masked than goes out, so that what stands at the end is found whole, characters. */
const MARGIN = 200
/** Of a text that was cut nobody knows whether its end is half of something. */
const RAGGED = 100

const clean = (text: string): string => text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()

/** Whole characters, `most` of them. */
export const cut = (text: string, most: number): string => [...clean(text)].slice(0, most).join('')

/** `known`: what is known of the shopper; null: not masked. */
export const outgoing = (text: string, most: number, known: readonly string[] | null): string => {
  // No need to look through 50,000 characters for the first thousand.
  const head = text.slice(0, (most + MARGIN) * 4)
  if (known === null) return cut(head, most)
  const some = cut(head, most + MARGIN)
  const masked = createMask(known)(some)
  const isWhole = some.length === clean(text.slice(0, head.length + 1)).length
  return cut(isWhole ? masked : masked.slice(0, -RAGGED), most)
}
