// A shopper whose order is late, or who complains: nothing is offered and nothing is advertised until that is over.

import type { Parcel, Shopper } from '../shopper.ts'
import { DAY } from '../time/local-time.ts'

/** Some shops tell of delays and never of deliveries: after so long an order is there, or was given up. */
const LATE_LIFE = 60 * DAY
/** Most complaints are settled by telephone, and nobody tells us: one that is older is not held against offers. */
const COMPLAINT_LIFE = 30 * DAY

/** Is it late and neither there nor back by now? */
export const isAwaited = ({ late, delivered, returned }: Omit<Parcel, 'id'>, at: number): boolean =>
  late !== undefined && delivered === undefined && returned === undefined && at < late + LATE_LIFE

/** `at`: ms since 1970. */
export const isLateFor = ({ orders, parcels = [] }: Shopper, at: number): boolean =>
  orders.recent.some((order) => !order.cancelled && isAwaited(order, at)) ||
  parcels.some((parcel) => isAwaited(parcel, at))

export const isComplaining = ({ complaint }: Shopper, at: number): boolean =>
  complaint !== undefined && at < complaint.since + COMPLAINT_LIFE

export const isInTrouble = (shopper: Shopper, at: number): boolean =>
  isLateFor(shopper, at) || isComplaining(shopper, at)
