import { it } from 'vitest'
import { runShort } from '../short.ts'
import { events } from './events.ts'

it(events.about, { timeout: 240_000 }, () => runShort(events))
