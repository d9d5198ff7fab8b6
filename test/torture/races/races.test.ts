import { it } from 'vitest'
import { runShort } from '../short.ts'
import { races } from './races.ts'

it(races.about, { timeout: 240_000 }, () => runShort(races))
