// How likely a visit ends in an order. The port knows no model.
import type { SessionSeen } from '../core/hesitation/session-seen.ts'

export interface Chance {
  /** 0 to 1, at once; never throws. */
  buys(seen: SessionSeen): number
}
