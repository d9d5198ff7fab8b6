// What a source of real history must answer: a line of its file -> what it says -> what happened, and whose it is.
// Pure: knows no file, no sorting, no store; hashing and the memory of purchases are handed in.
import type { Happening } from '../core/event.ts'

/**
 * What the first line of a file shows: where each column stands (-1: it is left out), or why this cannot be such
 * a file.
 */
export type Layout =
  | { readonly kind: 'layout'; readonly order: readonly number[]; readonly header: boolean }
  | { readonly kind: 'wrong'; readonly why: string }

/** One line as read. `rank` orders lines of one time: what is bought comes before what is given back. */
export type Line =
  | {
      readonly kind: 'line'
      readonly at: number
      readonly shopper: string
      readonly rank: 0 | 1
      /** Lines of one time, rank, shopper and group are handed to `events` together. */
      readonly group: string
      readonly data: LineData
    }
  | { readonly kind: 'rejected'; readonly reason: string }

export type LineData = readonly (string | number)[]

/** Lines that belong together, in the order of their ids. */
export type Group = {
  readonly at: number
  readonly shopper: string
  readonly rank: 0 | 1
  readonly group: string
  readonly lines: readonly { readonly id: string; readonly data: LineData }[]
}

/** Something that happened. `lines`: how many lines of the file it stands for; an order made up from a cart: 0. */
export type HistoryEvent =
  | {
      readonly kind: 'event'
      readonly id: string
      readonly at: number
      readonly shopper: string
      readonly what: Happening
      readonly lines: number
    }
  /** A line that says something that cannot be; it is refused like one that cannot be read. */
  | { readonly kind: 'unmatched'; readonly line: string; readonly reason: string }

/** Pieces of one earlier purchase, at what they cost then. `at` is when that order was made. */
export type Purchase = {
  readonly order: string
  readonly at: number
  readonly price: number
  readonly quantity: number
}

/** What a history may ask while it turns lines into events; groups come in the order of time. */
export type Tools = {
  /** A short hash, the same for the same text. */
  readonly digest: (text: string) => string
  readonly bought: (shopper: string, item: string, purchase: Purchase) => void
  /** Takes pieces of the shopper's latest purchases of the item that nobody has given back; may be fewer. */
  readonly giveBack: (shopper: string, item: string, quantity: number) => readonly Purchase[]
}

export type History = {
  readonly name: string
  /** ISO 4217. */
  readonly currency: string
  /** What the replay supposes about this source; the summary says it. */
  readonly assumes: readonly string[]
  /** Is a line that is there twice one happening, or two? */
  readonly twice: 'same' | 'another'
  /** The prefix of its ids. */
  readonly prefix: string
  readonly layout: (first: readonly string[]) => Layout
  /** `fields` in the order of the layout, all there; `now` bounds the times. */
  readonly read: (fields: readonly string[], now: number) => Line
  readonly events: (group: Group, tools: Tools) => readonly HistoryEvent[]
}

/** The year 2000; what is earlier is a broken time. */
const EARLIEST = Date.UTC(2000, 0, 1)

export const isBelievable = (at: number, now: number): boolean => at >= EARLIEST && at <= now

export const rejected = (reason: string): Line => ({ kind: 'rejected', reason })
