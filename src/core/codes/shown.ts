// The messages that showed a code, where their channel can change them; struck out when the code's life ends.
import { change, type Draft, put } from '../draft.ts'
import type { EventOf } from '../event.ts'
import type { Code, CodeShown } from './code.ts'

/** Older ones stay as they are. */
const MOST = 5

const strike = (draft: Draft, { id, sealed, state }: Code, shown: readonly CodeShown[]): void => {
  if (state === 'issued') return
  for (const { to, ref, text } of shown)
    put(draft, { kind: 'strike', to, ref, text, state, code: { id, sealed } })
}

/** A message went out that shows it; one that came too late is struck out at once. */
export const noteShown = (draft: Draft, { address, code: id, ref, text }: EventOf<'shown'>): void => {
  const code = draft.shopper.codes.find((one) => one.id === id)
  if (!code) return
  const one: CodeShown = { to: address, ref, text }
  if (code.state !== 'issued') return strike(draft, code, [one])
  const shown = [...(code.shown ?? []), one].slice(-MOST)
  change(draft, { codes: draft.shopper.codes.map((kept) => (kept === code ? { ...code, shown } : kept)) })
}

/** The code as it is kept from now on: once it is over, what showed it is struck out and forgotten. */
export const struckOut = (draft: Draft, before: Code | null, code: Code): Code => {
  if (code.state === 'issued' || before?.state !== 'issued' || !code.shown) return code
  const { shown, ...rest } = code
  strike(draft, code, shown)
  return rest
}
