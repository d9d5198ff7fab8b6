// How long a trouble is waited out, by a clock of the test's own.
import { expect, test } from 'vitest'
import { createPatience, PATIENCE } from '../../../src/stores/redis/patience.ts'

const world = () => {
  let at = 0
  const patience = createPatience(() => at)
  /** One call that fails until it gives up, a try each 100 ms; answers how long that took. */
  const call = (place: string, trouble: 'gone' | 'refuses' = 'gone'): number => {
    const began = at
    while (!patience.isOver(place, trouble, began, at)) at += 100
    return at - began
  }
  return {
    ...{ patience, call },
    rest: (ms: number) => {
      at += ms
    },
  }
}

test('who meets a trouble first waits for it to pass, who meets it then hears of it at once', () => {
  const { call } = world()
  expect(call('p1')).toBeGreaterThan(PATIENCE)
  expect(call('p1')).toBeLessThan(500)
  expect(call('p2'), 'another place').toBeGreaterThan(PATIENCE)
})

test('once something went well, or nobody has met it for a while, the next trouble is waited out again', () => {
  const { call, patience, rest } = world()
  call('p1')
  patience.went('p1', true)
  expect(call('p1')).toBeGreaterThan(PATIENCE)
  rest(60_000)
  expect(call('p1')).toBeGreaterThan(PATIENCE)
})

test('a look that goes well says nothing of a server that takes no writes', () => {
  const { call, patience } = world()
  call('', 'refuses')
  patience.went('', false)
  expect(call('', 'refuses')).toBeLessThan(500)
  patience.went('', true)
  expect(call('', 'refuses')).toBeGreaterThan(PATIENCE)
})

test('a try that was put before the trouble was known and hung is a part of it', () => {
  const { patience, rest } = world()
  rest(PATIENCE + 100)
  expect(patience.isOver('p1', 'gone', 0, 0)).toBe(true)
  rest(300)
  expect(patience.isOver('p1', 'gone', PATIENCE + 100, PATIENCE + 100)).toBe(true)
})
