import { it } from 'vitest'
import { kills } from './kills.ts'
import { runShort } from './short.ts'

it(kills.about, { timeout: 240_000 }, () => runShort(kills))
