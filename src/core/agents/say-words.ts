// An agent's own words to the shopper: sent as they are, under the agent's name.
import { type Draft, put } from '../draft.ts'
import { reachAt } from '../reach.ts'

/** Answers false where there is nowhere to send them. */
export const sayWords = (draft: Draft, agent: string, words: string): boolean => {
  const to = reachAt(draft.now.shop, draft.shopper)
  if (!to) return false
  put(draft, {
    kind: 'say',
    to,
    message: { text: { key: '', args: {} } },
    rulebook: draft.now.hash,
    answer: true,
    by: agent,
    words,
  })
  return true
}
