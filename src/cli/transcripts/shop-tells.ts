// What the shop itself tells in a transcript, of no shopper: its signals and its goods.
import { SIGNALS } from '../../core/around.ts'
import type { Stage } from './stage.ts'
import { duration, minor } from './sums.ts'
import type { Line } from './transcript.ts'

export const tellShop = async (
  stage: Stage,
  line: Extract<Line, { kind: 'signals' | 'catalogue' }>,
): Promise<void> => {
  if (line.kind === 'signals') {
    const until = stage.now() + duration(line.value.for)
    const told = SIGNALS.flatMap((name) => {
      const value = line.value[name]
      return value === undefined ? [] : [[name, { value, until }] as const]
    })
    await stage.engine.signal(Object.fromEntries(told))
    return
  }
  const goods = Array.isArray(line.value) ? line.value : [line.value]
  await stage.catalogue.put(
    goods.map(({ price, ...item }) => ({
      ...Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)),
      item: item.item,
      price: minor(stage, price),
    })),
  )
}
