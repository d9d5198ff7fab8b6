import { it } from 'vitest'
import { runShort } from '../short.ts'
import { failCalls } from './fail-calls.ts'

it(failCalls.about, { timeout: 240_000 }, (test) => runShort(failCalls, test))
