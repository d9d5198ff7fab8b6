// What counts against a channel's cap: the moments at which we wrote there on our own initiative to sell. Several
// messages of one moment are one. Knows no message.
import { change, type Draft } from '../draft.ts'
import type { Against } from './against.ts'
import type { Purpose } from './consent.ts'
import { capOf } from './rules.ts'

/** A cap that is raised later looks back at no more than so many. */
const KEPT = 20

/** Did this very turn write there already? The rest of it belongs to it. */
export const isSameMoment = ({ effects }: Draft, { why, channel }: Against): boolean =>
  why === 'capped' &&
  effects.some(
    (one) => one.kind === 'say' && !one.answer && one.purpose !== 'service' && one.to.channel === channel,
  )

export const noteContact = (draft: Draft, channel: string, purpose: Purpose): void => {
  const cap = capOf(draft.now.shop, channel)
  if (draft.answering || purpose === 'service' || !cap) return
  const { contacted = {} } = draft.shopper
  const times = contacted[channel] ?? []
  if (times.at(-1) === draft.at) return
  const kept = [...times, draft.at].slice(-Math.max(KEPT, cap.count))
  change(draft, { contacted: { ...contacted, [channel]: kept } })
}
