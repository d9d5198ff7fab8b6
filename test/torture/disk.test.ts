import { it } from 'vitest'
import { disk } from './disk.ts'
import { runShort } from './short.ts'

it(disk.about, { timeout: 240_000 }, (test) => runShort(disk, test))
