// How far a line of a talk has got on its way to the shopper. Pure.
import type { Delivery } from '../../core/delivery.ts'
import type { ItemState } from '../../ports/outbox.ts'

/** `lost`: a line of which no item is known, and that is among those given up. */
export const deliveryOf = (
  line: { readonly who: string; readonly item: string | undefined; readonly lost: boolean },
  states: ReadonlyMap<string, ItemState>,
  delivered: ReadonlySet<string>,
): Delivery | null => {
  if (line.item === undefined) return line.lost ? 'failed' : line.who === 'agent' ? 'sent' : null
  if (delivered.has(line.item)) return 'delivered'
  const state = states.get(line.item)?.state
  if (state === undefined) return 'sent'
  return state === 'waiting' ? 'waiting' : 'failed'
}
