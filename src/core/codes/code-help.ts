// A shopper sent a code into the chat: says how it stands. Sees {code:ID}, never a code's text.

import type { Draft } from '../draft.ts'
import { showCode } from '../issuing/issue.ts'
import { sayBot } from '../say.ts'
import { payerOf } from '../using/shared.ts'
import { isLive } from './code.ts'

/** A code that everybody has: where to enter it; shown again where this shopper was given it. */
const helpWithShared = (draft: Draft, name: string): void => {
  const live = draft.shopper.codes.find((code) => code.shared === name && isLive(code, draft.at))
  if (live) return showCode(draft, 'code_again', live, null)
  const offer = Object.hasOwn(draft.now.offers, name) ? draft.now.offers[name] : undefined
  const flow = offer && payerOf(draft.now, offer)
  const { paused, until } = flow?.campaign ?? { paused: true, until: null }
  if (!offer || paused || (until !== null && draft.at >= until)) return sayBot(draft, 'code_refused_expired')
  const args = { minimum: { money: offer.minimum }, has_minimum: offer.minimum > 0 ? 'yes' : 'no' }
  sayBot(draft, 'code_shared', null, { args })
}

/** Answers for the last code in the pieces; false where there is none. A stranger's code is as unknown as any. */
export const helpWithCode = (draft: Draft, pieces: readonly string[]): boolean => {
  if (pieces.length === 0) return false
  const id = [...pieces.join(' ').matchAll(/\{code:([^}]*)\}/g)].at(-1)?.[1]
  if (id === undefined) return false
  if (id.startsWith('shared.')) {
    helpWithShared(draft, id.slice('shared.'.length))
    return true
  }
  const code = draft.shopper.codes.find((one) => one.id === id)
  if (!code) sayBot(draft, 'code_refused_unknown')
  else if (isLive(code, draft.at)) showCode(draft, 'code_again', code, null)
  else sayBot(draft, `code_refused_${code.state === 'issued' ? 'expired' : code.state}`)
  return true
}
