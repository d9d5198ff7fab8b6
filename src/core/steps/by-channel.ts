// A step that names its channels: the talk as it is led there, for this step alone.
import { isLasting } from '../contact/against.ts'
import { mayContact } from '../contact/may-contact.ts'
import { purposeOf } from '../contact/purpose.ts'
import type { Draft } from '../draft.ts'
import { reachBy } from '../reach.ts'
import { unitOf } from '../reaching/unit.ts'
import { type Channels, flowOf, type Unit } from '../rulebook.ts'
import type { Talk } from '../shopper.ts'

/** Without channels the talk as it is; null where none of them reaches the shopper. */
export const talkBy = (
  draft: Draft,
  talk: Talk,
  step: { readonly channels?: Channels; readonly unit?: Unit },
): Talk | null => {
  const { channels, unit } = step
  const marked = unit ? { ...talk, unit: unitOf(talk, unit) } : talk
  if (!channels) return marked
  const at = reachBy(draft.now.shop, draft.shopper, openOf(draft, talk, channels))
  return at && { ...marked, at, only: channels }
}

/** Those of the channels that the shopper lets us write by; all of them where it is none, so that it is said why. */
const openOf = (draft: Draft, { flow }: Talk, channels: Channels): Channels => {
  if (draft.answering) return channels
  const purpose = purposeOf(flowOf(draft.now, flow))
  const open = channels.filter((channel) => {
    const at = reachBy(draft.now.shop, draft.shopper, [channel])
    return at && !isLasting(mayContact(draft, at, purpose))
  })
  return open.length > 0 ? open : channels
}
