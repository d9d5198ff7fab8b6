// A join or a leave that a shopper's own word decided: carried out behind that commit, and tried until it is done, so
// that a crash in between loses nothing. Each part may be repeated.
import { DeliveryError } from '../ports/channel.ts'
import type { LeasedItem } from '../ports/outbox.ts'
import { StoreError } from '../ports/store-error.ts'
import type { Accepted, Incoming } from './engine.ts'
import type { Intake } from './intake.ts'
import type { JoinPayload } from './payload.ts'

export type JoinBehind = (item: LeasedItem, payload: JoinPayload) => Promise<void>

export const createJoinBehind =
  (
    accept: () => (incoming: Incoming) => Promise<Accepted>,
    intake: Pick<Intake, 'leave'>,
    clock: () => number,
  ): JoinBehind =>
  async (item, payload) => {
    if (payload.kind === 'leave') return intake.leave(payload.address, item.shopper)
    const { address, why, what, into } = payload
    const from = { shopper: into ?? item.shopper }
    const incoming = {
      id: `join:${item.id}`,
      at: clock(),
      trust: 'fact',
      from,
      proven: { address, why },
      what,
    } as const
    const done = await accept()(incoming).catch((error: unknown) => {
      throw error instanceof StoreError ? new DeliveryError('store', true) : error
    })
    // Two customers of the shop stay two: whoever said yes is told, and nothing is tried again.
    if (done.kind === 'refused' && done.reason === 'two_customers') {
      const apart = { kind: 'arrived', address, apart: true } as const
      const from = { shopper: item.shopper }
      await accept()({ id: `apart:${item.id}`, at: clock(), trust: 'fact', from, what: apart })
    }
    if (done.kind === 'parked') throw new DeliveryError('defect', false)
  }
