// All tortures, in the order in which they run.

import { failCalls } from './calls/fail-calls.ts'
import { killCalls } from './calls/kill-calls.ts'
import { disk } from './disk.ts'
import { events } from './events/events.ts'
import { failover } from './failover/failover.ts'
import { kills } from './kills.ts'
import type { Torture } from './part.ts'
import { races } from './races/races.ts'

export const PARTS: readonly Torture[] = [races, kills, killCalls, failCalls, disk, events, failover]
