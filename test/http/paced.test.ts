import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPaced } from '../../src/http/paced.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const response = (destroyed = false) => ({ destroyed }) as ServerResponse
const flood = (count: number, of = response()) => {
  const paced = createPaced(() => Date.now())
  const told: number[] = []
  const began = Date.now()
  for (let n = 0; n < count; n++) paced.tell(of, () => told.push(Date.now() - began))
  return told
}

it('tells a few at once, and of a flood five thousand a second, each once', () => {
  const told = flood(3_000)
  expect(told.length).toBeLessThanOrEqual(250)
  vi.advanceTimersByTime(200)
  expect(told.length).toBeGreaterThan(1_000)
  expect(told.length).toBeLessThanOrEqual(1_250)
  vi.advanceTimersByTime(2_000)
  expect(told).toHaveLength(3_000)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
})

it('lets nobody wait for longer than two seconds, nor holds more than ten thousand', () => {
  const told = flood(12_000)
  expect(told.length).toBeGreaterThanOrEqual(1_750)
  vi.advanceTimersByTime(2_020)
  expect(told).toHaveLength(12_000)
})

it('tells nothing to those who have gone, who take nobody’s turn', () => {
  const paced = createPaced(() => Date.now())
  const told: string[] = []
  for (let n = 0; n < 2_000; n++) paced.tell(response(n >= 250), () => told.push('gone'))
  paced.tell(response(), () => told.push('there'))
  vi.advanceTimersByTime(10)
  expect(told.filter((who) => who === 'there')).toHaveLength(1)
})
