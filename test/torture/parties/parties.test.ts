import { it } from 'vitest'
import { runShort } from '../short.ts'
import { parties } from './parties.ts'

it(parties.about, { timeout: 240_000 }, () => runShort(parties))
