// A step that names its channels: the talk as it is led there, for this step alone.
import type { Draft } from '../draft.ts'
import { reachBy } from '../reach.ts'
import { unitOf } from '../reaching/unit.ts'
import type { Channels, Unit } from '../rulebook.ts'
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
  const at = reachBy(draft.now.shop, draft.shopper, channels)
  return at && { ...marked, at, only: channels }
}
