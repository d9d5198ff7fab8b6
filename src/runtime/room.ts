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

export const createRoom = (isPressed: () => boolean = () => false) => {
  let all = 0
  let mailings = 0
  /** By rank, what each way has on its way. */
  const each = [new Map<string, number>(), new Map<string, number>()] as const
  const mostOf = (rank: number): number => (rank > 0 ? MAILINGS_EACH : ANSWERS_EACH)
  const add = (item: Held, n: 1 | -1): void => {
    all += n
    if (item.rank > 0) mailings += n
    const ways = each[item.rank]
    const left = (ways.get(way(item)) ?? 0) + n
    if (left > 0) ways.set(way(item), left)
    else ways.delete(way(item))
  }
  return {
    free: (): number => MOST - all,
    fits: (item: Held): boolean => {
      if (all >= MOST) return false
      if (item.rank > 0 && mailings >= (isPressed() ? PRESSED : MAILINGS)) return false
      return (each[item.rank].get(way(item)) ?? 0) < mostOf(item.rank)
    },
    /** Ways that have no room for anything of this rank. */
    full: (rank: number): readonly string[] =>
      [...(each[rank] ?? [])].flatMap(([name, count]) => (count >= mostOf(rank) ? [name] : [])),
    enter: (item: Held): void => add(item, 1),
    leave: (item: Held): void => add(item, -1),
  }
}
