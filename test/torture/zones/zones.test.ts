import { it } from 'vitest'
import { runShort } from '../short.ts'
import { zones } from './zones.ts'

it(zones.about, { timeout: 120_000 }, () => runShort(zones))
