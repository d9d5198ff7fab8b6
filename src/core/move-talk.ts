// A talk goes on where its shopper is: whoever answers at another address is asked on there.
import { change, type Draft } from './draft.ts'
import type { Address } from './event.ts'
import { isAddress } from './reach.ts'

export const moveTalk = (draft: Draft, to: Address): void => {
  const isHere = isAddress(to)
  const { talks } = draft.shopper
  if (talks.some(({ waits, at }) => waits === 'answer' && at !== null && !isHere(at)))
    change(draft, { talks: talks.map((talk) => (talk.waits === 'answer' ? { ...talk, at: to } : talk)) })
}
