// Looks that were counted before there was a shopper, stamped on the event: counts stand in no journal of their own.
import type { Event, Looked } from '../core/event.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Stored, Visit } from '../ports/store.ts'
import type { EngineParts } from './engine-parts.ts'
import { newIdOf } from './new-id.ts'

const counted = ({ views, first, last }: Visit): Looked => ({ views, first, last })

/** The event with the looks of somebody new, and those at addresses that turn out to be this shopper's. */
export const withLooked = async (
  { store, seal }: Pick<EngineParts, 'store' | 'seal'>,
  stored: Stored,
  shopper: Shopper,
  event: Event,
): Promise<Event> => {
  const { looked: _, ...rest } = event
  const isKnown = ({ channel, id }: { channel: string; id: string }) =>
    shopper.addresses.some((one) => one.channel === channel && one.id === id)
  const others = (event.also ?? []).filter((address) => !isKnown(address))
  const there = await Promise.all(others.map((address) => store.load(newIdOf(seal, address))))
  const looks = [stored, ...there].flatMap(({ document, visit }) =>
    document === null && visit ? [counted(visit)] : [],
  )
  return looks.length > 0 ? ({ ...rest, looked: looks } as Event) : (rest as Event)
}
