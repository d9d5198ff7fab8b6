// How a shopper, an event and a visit are written in their hashes (keys.ts says which): read here, written by scripts.
import type { Visit } from '../../ports/store.ts'

const STRING = '"(?:[^"\\\\]|\\\\.)*"'
const SHOPPER = new RegExp(`^(\\d+) (\\d+) (${STRING}) (${STRING})$`)
const EVENT = new RegExp(`^(-?\\d+) (\\d+) (\\d+) (${STRING}) (${STRING}|null) (${STRING})$`)

const split = (text: string): readonly [string, string] => {
  const end = text.indexOf('\n')
  return [text.slice(0, end), text.slice(end + 1)]
}

const damaged = (what: string): Error => new Error(`Redis: ${what} is not as Winback writes it`)

export type ShopperRow = {
  readonly version: number
  readonly line: number
  readonly commit: string
  readonly key: string
  readonly document: string
}

export const readShopperRow = (text: string): ShopperRow => {
  const [head, document] = split(text)
  const found = SHOPPER.exec(head)
  if (!found) throw damaged('a shopper')
  const [, version, line, commit, key] = found
  return {
    ...{ version: Number(version), line: Number(line), document },
    ...{ commit: JSON.parse(commit!) as string, key: JSON.parse(key!) as string },
  }
}

export const writeShopperRow = ({ version, line, commit, key, document }: ShopperRow): string =>
  `${version} ${line} ${JSON.stringify(commit)} ${JSON.stringify(key)}\n${document}`

/** `commit` is null for a look. */
export type EventRow = {
  readonly at: number
  readonly version: number
  readonly line: number
  readonly digest: string
  readonly commit: string | null
  readonly shopper: string
  readonly reply: string
}

export const readEventRow = (text: string): EventRow => {
  const [head, reply] = split(text)
  const found = EVENT.exec(head)
  if (!found) throw damaged('an event')
  const [, at, version, line, digest, commit, shopper] = found
  return {
    ...{ at: Number(at), version: Number(version), line: Number(line), reply },
    ...{ digest: JSON.parse(digest!) as string, commit: JSON.parse(commit!) as string | null },
    shopper: JSON.parse(shopper!) as string,
  }
}

export const writeEventRow = ({ at, version, line, digest, commit, shopper, reply }: EventRow): string =>
  `${at} ${version} ${line} ${JSON.stringify(digest)} ${JSON.stringify(commit)} ${JSON.stringify(shopper)}\n${reply}`

export const readVisitRow = (text: string): Visit => {
  const [views, first, last, expires] = text.split(' ').map(Number)
  return { views: views!, first: first!, last: last!, expires: expires! }
}

export const writeVisitRow = ({ views, first, last, expires }: Visit): string =>
  `${views} ${first} ${last} ${expires}`
