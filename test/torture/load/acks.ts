// What was acknowledged, line by line in a file: written by whoever was told, never by the process that is killed.
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs'

/** Whose it is, in the shop's words: an erasure takes all of these with it. */
type Whose = { readonly visitor: string; readonly user: string }

export type Ack = Whose &
  (
    | { readonly what: 'accepted' /** Of the event, as the store knows it. */; readonly id: string }
    | { readonly what: 'issued'; readonly campaign: string; readonly code?: string }
    /** `id` is the redemption's, `<code id>-<n>`. */
    | { readonly what: 'redeemed' | 'rolled_back'; readonly id: string; readonly order: string }
    | { readonly what: 'approved'; readonly ticket: string; readonly code: string }
    /** `shopper`: our own id, where it was known before. */
    | { readonly what: 'erased'; readonly key: string; readonly shopper?: string }
    /** Not acknowledged yet: from here on everything of it may be gone. */
    | { readonly what: 'asked_to_erase'; readonly key: string }
  )

/** Answers `add`, which has a line on disk before it comes back only where `sync` is asked for. */
export const openAcks = (path: string, sync = false) => {
  const file = openSync(path, 'a')
  return {
    add: (ack: Ack): void => {
      appendFileSync(file, `${JSON.stringify(ack)}\n`)
      if (sync) fsyncSync(file)
    },
    close: () => closeSync(file),
  }
}

export const readAcks = (path: string): readonly Ack[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Ack)
    : []
