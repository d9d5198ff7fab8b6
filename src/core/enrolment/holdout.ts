// Which arm of a campaign a shopper is in. The arm depends on both names alone, so that it never changes.

import { shareOf } from '../stable-hash.ts'
import type { Arm } from './enrolment.ts'

/** `holdout` is the share that gets no offer, 0..1. */
export const armOf = (campaign: string, shopper: string, holdout: number): Arm =>
  shareOf(`${campaign}\n${shopper}`) < holdout ? 'holdout' : 'offer'

/** No campaign can be called `shop`, so that this draw is none of theirs. */
const isHeldOutByShop = (shopper: string, holdout: number): boolean => shareOf(`shop\n${shopper}`) < holdout

/** What the row of a new enrolment says; the shop's own holdout goes before the campaign's. */
export const armPart = (
  campaign: string,
  shopper: string,
  holdout: number,
  shopHoldout = 0,
): { readonly arm: Arm; readonly shop_holdout?: true } =>
  isHeldOutByShop(shopper, shopHoldout)
    ? { arm: 'holdout', shop_holdout: true }
    : { arm: armOf(campaign, shopper, holdout) }
