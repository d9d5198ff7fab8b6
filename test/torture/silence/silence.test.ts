import { test } from 'vitest'
import { runShort } from '../short.ts'
import { silence } from './silence.ts'

test(silence.about, { timeout: 120_000 }, (context) => runShort(silence, context))
