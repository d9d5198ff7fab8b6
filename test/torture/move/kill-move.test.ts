import { it } from 'vitest'
import { runShort } from '../short.ts'
import { killMove } from './kill-move.ts'

it(killMove.about, { timeout: 240_000 }, (test) => runShort(killMove, test))
