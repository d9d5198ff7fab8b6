import { it } from 'vitest'
import { runShort } from '../short.ts'
import { clocks } from './clocks.ts'

it(clocks.about, { timeout: 120_000 }, () => runShort(clocks))
