// A step that names its channels: the talk as it is led there, for this step alone.
import type { Draft } from '../draft.ts'
import { reachBy } from '../reach.ts'
import type { Channels } from '../rulebook.ts'
import type { Talk } from '../shopper.ts'

/** Without channels the talk as it is; null where none of them reaches the shopper. */
export const talkBy = (draft: Draft, talk: Talk, channels: Channels | undefined): Talk | null => {
  if (!channels) return talk
  const at = reachBy(draft.now.shop, draft.shopper, channels)
  return at && { ...talk, at }
}
