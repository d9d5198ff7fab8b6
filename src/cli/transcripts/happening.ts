// One line of a transcript that happens, as what the engine takes. Makes nothing happen itself.
import type { Happening } from '../../core/event.ts'
import { agentAct } from './agent-act.ts'
import { cartLine, type Goods, lastShown, ordered } from './ordering.ts'
import type { Stage } from './stage.ts'
import { duration } from './sums.ts'
import type { Line } from './transcript.ts'
import { LineError, unknownName } from './wrong.ts'

const many = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T])

const press = (stage: Stage, id: string): Happening => {
  const text = stage.buttons.get(id)
  if (text === undefined)
    throw new LineError(unknownName(`no message has shown a button ${id}`, id, stage.buttons.keys()))
  return { kind: 'said', text, choice: id, address: stage.address }
}

const linkedFlow = ({ rulebook }: Stage, name: string): string => {
  const linked = rulebook.flows.filter(({ start }) => start.on === 'link').map((flow) => flow.name)
  if (linked.includes(name)) return name
  throw new LineError(unknownName(`no flow ${name} starts on a link`, name, linked))
}

/** What happens, piece by piece; nothing for a line that expects or lets time pass. */
export const happeningsOf = async (stage: Stage, line: Line): Promise<readonly Happening[]> => {
  const { address } = stage
  switch (line.kind) {
    case 'shopper':
      return many(line.value).map((words) => {
        const text = words.includes('{code}') ? words.replaceAll('{code}', lastShown(stage)) : words
        return { kind: 'said', text, address }
      })
    case 'press':
      return [press(stage, line.value)]
    case 'opens_chat':
      return [{ kind: 'chat_opened', address }]
    case 'opens_link':
      return [{ kind: 'arrived', address, flow: linkedFlow(stage, line.value) }]
    case 'goes_to':
      return [{ kind: 'arrived', address: { channel: line.value, id: address.id }, joined: true }]
    case 'views':
      return [{ kind: 'viewed', item: line.value }]
    case 'looks_at':
      return [{ kind: 'viewed', page: typeof line.value === 'string' ? line.value : line.value.page }]
    case 'adds': {
      const lines = many<Goods>(line.value).map((goods) => cartLine(stage, goods))
      return [{ kind: 'cart_changed', change: 'add', lines }]
    }
    case 'removes':
      return [
        { kind: 'cart_changed', change: 'remove', lines: [{ item: line.value, price: 0, quantity: 1 }] },
      ]
    case 'saves': {
      const { item, price } = cartLine(stage, line.value)
      return [{ kind: 'item_saved', item, price, saved: true }]
    }
    case 'hesitates':
      return [{ kind: 'hesitated', sign: line.value }]
    case 'orders':
      return [await ordered(stage, line.value)]
    case 'cancels': {
      const shopper = await stage.engine.shopper(await stage.shopper())
      const order = shopper?.orders.recent.at(-1)?.id
      if (!order) throw new LineError({ message: 'there is no order to cancel' })
      return [{ kind: 'order_cancelled', order }]
    }
    case 'order_is': {
      const shopper = await stage.engine.shopper(await stage.shopper())
      const order = shopper?.orders.recent.at(-1)?.id ?? 'order-1'
      return [{ kind: 'order_updated', order, status: line.value }]
    }
    case 'complaint':
      return [{ kind: 'complaint', open: line.value === 'opened' }]
    case 'signs_in':
      return [{ kind: 'signed_in' }]
    case 'subscribes':
      return [{ kind: 'subscribed' }]
    case 'does':
      return [
        typeof line.value === 'string'
          ? { kind: 'action_done', action: line.value }
          : { kind: 'action_done', ...line.value },
      ]
    case 'spends': {
      const { points, order } =
        typeof line.value === 'number' ? { points: line.value, order: undefined } : line.value
      return [{ kind: 'points_spent', points, ask: true, ...(order && { order }) }]
    }
    case 'is': {
      const known = Object.entries(line.value).filter(([, value]) => value !== undefined)
      return [{ kind: 'identified', traits: Object.fromEntries(known) }]
    }
    case 'points_added':
      return [{ kind: 'points_added', points: line.value }]
    case 'points_expiring': {
      const { points, in: left } = line.value
      return [{ kind: 'points_expiring', points, on: stage.now() + duration(left) }]
    }
    case 'agent':
      return [{ kind: 'agent', agent: line.value.name, does: await agentAct(stage, line.value) }]
    default:
      return []
  }
}
