// The short one of ten times the load. What depends on how fast the machine is stands in the long one only.
import { it } from 'vitest'
import { overload } from './overload.ts'
import { runShort } from './short.ts'

it('at ten times the load what is accepted is done, the rest is told when to come again, nothing is lost', {
  timeout: 120_000,
}, async (test) => {
  await runShort(overload, test)
})
