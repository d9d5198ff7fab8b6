// The short one of nasty.ts: some hundreds of inputs, always the same; times are judged in the long one only.
import { it } from 'vitest'
import { runShort } from '../short.ts'
import { nasty } from './nasty.ts'

it('stands some hundreds of nasty inputs on every door', { timeout: 180_000 }, async (test) => {
  await runShort(nasty, test)
})
