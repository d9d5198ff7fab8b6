// A connection that takes everything and says nothing.
import { ClientOfflineError, SocketTimeoutError } from 'redis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSilence, SILENCE } from '../../../src/stores/redis/silence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const world = () => {
  const answers: (() => void)[] = []
  const client = {
    sendCommand: () => new Promise<unknown>((resolve) => answers.push(() => resolve('OK'))),
  }
  const ask = () =>
    createAsked()
      .sendCommand(['PING'])
      .catch((error: unknown) => error)
  const silence = createSilence(() => Date.now())
  const createAsked = () => silence(client)
  return { answers, ask }
}

test('whoever waits is told, nobody else is sent there, and with the first answer all goes on', async () => {
  const { answers, ask } = world()
  const first = ask()
  await vi.advanceTimersByTimeAsync(SILENCE / 2)
  const second = ask()
  await vi.advanceTimersByTimeAsync(SILENCE)
  expect(await first).toBeInstanceOf(SocketTimeoutError)
  expect(await second).toBeInstanceOf(SocketTimeoutError)
  expect(await ask(), 'not sent').toBeInstanceOf(ClientOfflineError)
  expect(answers).toHaveLength(2)
  for (const answer of answers.splice(0)) answer()
  await vi.advanceTimersByTimeAsync(0)
  const third = ask()
  expect(answers).toHaveLength(1)
  answers[0]!()
  expect(await third).toBe('OK')
})

test('a server that answers others is not silent, however long one answer takes', async () => {
  const { answers, ask } = world()
  const long = ask()
  for (let n = 0; n < 5; n++) {
    await vi.advanceTimersByTimeAsync(SILENCE * 0.7)
    const one = ask()
    answers[1 + n]!()
    expect(await one).toBe('OK')
  }
  answers[0]!()
  expect(await long).toBe('OK')
})

test('a process that stood still itself does not blame the server', async () => {
  const { answers, ask } = world()
  const asked = ask()
  await vi.advanceTimersByTimeAsync(100)
  vi.setSystemTime(Date.now() + 10 * SILENCE)
  await vi.advanceTimersByTimeAsync(300)
  answers[0]!()
  expect(await asked).toBe('OK')
})
