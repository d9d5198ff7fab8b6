import { it } from 'vitest'
import { runShort } from '../short.ts'
import { failover } from './failover.ts'

it(failover.about, { timeout: 240_000 }, (test) => runShort(failover, test))
