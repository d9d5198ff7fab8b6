// What a friend does in a transcript: somebody else, who came by this shopper's word. Knows no dialogs.
import type { Happening } from '../../core/event.ts'
import type { Accepted } from '../../runtime/engine.ts'
import type { Stage } from './stage.ts'
import { minor } from './sums.ts'
import type { Lines } from './transcript.ts'
import { LineError } from './wrong.ts'

const friend = { channel: 'user', id: 'friend' }

const latestOrder = async (stage: Stage): Promise<string> => {
  const id = await stage.engine.find(friend)
  const order = id && (await stage.engine.shopper(id))?.orders.recent.at(-1)?.id
  if (!order) throw new LineError({ message: 'the friend has no order to cancel' })
  return order
}

const happeningOf = async (stage: Stage, value: Lines['friend']): Promise<Happening> => {
  if (value === 'comes') return { kind: 'referred', token: stage.engine.referralOf(await stage.shopper()) }
  if (value === 'cancels') return { kind: 'order_cancelled', order: await latestOrder(stage) }
  if ('is' in value) {
    const traits = Object.entries(value.is).filter(([, one]) => one !== undefined)
    return { kind: 'identified', traits: Object.fromEntries(traits) }
  }
  const id = `friend-${stage.now()}`
  return { kind: 'order_completed', order: { id, total: minor(stage, value.orders), lines: [] } }
}

export const friendDoes = async (stage: Stage, value: Lines['friend']): Promise<Accepted> =>
  stage.happen(await happeningOf(stage, value), friend)
