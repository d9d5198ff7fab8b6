// How much may be on its way at once: answers always find room, mailings leave them some, and no channel takes all of it.
import type { OutboxItem } from '../ports/outbox.ts'

/** In all; of them mailings; and of them to one channel or desk. */
const MOST = 64
const MAILINGS = 32
const MAILINGS_EACH = 20
/** While there is more to do than can be done, what we say of ourselves waits. */
const PRESSED = 2
/** Answers to one channel: one that hangs leaves the others room. */
const ANSWERS_EACH = 48

type Held = Pick<OutboxItem, 'lane' | 'rank'>

/** The channel or desk that a lane leads to. */
const way = ({ lane }: Held): string => lane.slice(0, lane.indexOf(':'))

const key = (item: Held): string => `${item.rank} ${way(item)}`

export const createRoom = (isPressed: () => boolean = () => false) => {
  let all = 0
  let mailings = 0
  const each = new Map<string, number>()
  const add = (item: Held, n: 1 | -1): void => {
    all += n
    if (item.rank > 0) mailings += n
    const left = (each.get(key(item)) ?? 0) + n
    if (left > 0) each.set(key(item), left)
    else each.delete(key(item))
  }
  return {
    free: (): number => MOST - all,
    fits: (item: Held): boolean => {
      if (all >= MOST) return false
      if (item.rank > 0 && mailings >= (isPressed() ? PRESSED : MAILINGS)) return false
      return (each.get(key(item)) ?? 0) < (item.rank > 0 ? MAILINGS_EACH : ANSWERS_EACH)
    },
    enter: (item: Held): void => add(item, 1),
    leave: (item: Held): void => add(item, -1),
  }
}
