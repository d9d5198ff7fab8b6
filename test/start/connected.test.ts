import { expect, it } from 'vitest'
import { unconnected } from '../../src/start/connected.ts'

it('a channel that the shop names and the settings do not open is told of', () => {
  const opened = [{ name: 'web' }, { name: 'email' }]
  expect(unconnected(['web', 'email', 'sms'], opened)).toEqual(['sms'])
  expect(unconnected(undefined, opened)).toEqual([])
})
