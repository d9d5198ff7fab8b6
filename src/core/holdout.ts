// Which arm of a campaign a shopper is in. The arm depends on both names alone, so that it never changes.
import type { Arm } from './enrolment.ts'
import { shareOf } from './stable-hash.ts'

/** `holdout` is the share that gets no offer, 0..1. */
export const armOf = (campaign: string, shopper: string, holdout: number): Arm =>
  shareOf(`${campaign}\n${shopper}`) < holdout ? 'holdout' : 'offer'
