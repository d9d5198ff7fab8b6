// A shopper sent a code into the chat: says how it stands. Sees {code:ID}, never a code's text.
import { isLive } from './code.ts'
import type { Draft } from './draft.ts'
import { showCode } from './issuing/issue.ts'
import { sayBot } from './say.ts'

/** Answers for the last code in the pieces; false where there is none. A stranger's code is as unknown as any. */
export const helpWithCode = (draft: Draft, pieces: readonly string[]): boolean => {
  const id = [...pieces.join(' ').matchAll(/\{code:([^}]*)\}/g)].at(-1)?.[1]
  if (id === undefined) return false
  const code = draft.shopper.codes.find((one) => one.id === id)
  if (!code) sayBot(draft, 'code_refused_unknown')
  else if (isLive(code, draft.at)) showCode(draft, 'code_again', code, null)
  else sayBot(draft, `code_refused_${code.state === 'issued' ? 'expired' : code.state}`)
  return true
}
