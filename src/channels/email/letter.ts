// The parts of a letter between the message and its two forms. Types only.
import type { Lang } from '../../core/meaning.ts'

export type GoodsPart = {
  readonly title: string
  readonly quantity: number
  readonly sum: string
  readonly picture?: string
  readonly url?: string
}

/** What a letter shows, in its order; plain text and HTML are made of this and of nothing else. */
export type Parts = {
  readonly lang: Lang
  readonly shop: string
  readonly paragraphs: readonly string[]
  readonly code?: {
    readonly label: string
    readonly text: string
    readonly terms: string
    readonly until: string
  }
  readonly goods: readonly GoodsPart[]
  readonly more: string | null
  readonly cart: { readonly label: string; readonly url: string } | null
  readonly choices: readonly { readonly label: string; readonly url: string }[]
  readonly stop: { readonly why: string; readonly label: string; readonly url: string } | null
}
