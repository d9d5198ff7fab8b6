import { it } from 'vitest'
import { runShort } from '../short.ts'
import { killCalls } from './kill-calls.ts'

it(killCalls.about, { timeout: 240_000 }, (test) => runShort(killCalls, test))
