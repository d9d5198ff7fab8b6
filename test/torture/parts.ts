// All tortures, in the order in which they run.

import { failCalls } from './calls/fail-calls.ts'
import { killCalls } from './calls/kill-calls.ts'
import { clocks } from './clocks/clocks.ts'
import { disk } from './disk.ts'
import { events, eventsRedis } from './events/events.ts'
import { failover } from './failover/failover.ts'
import { kills, killsRedis } from './kills.ts'
import { killMove } from './move/kill-move.ts'
import { nasty } from './nasty/nasty.ts'
import { overload } from './overload.ts'
import type { Torture } from './part.ts'
import { parties } from './parties/parties.ts'
import { races } from './races/races.ts'
import { silence } from './silence/silence.ts'
import { zones } from './zones/zones.ts'

export const PARTS: readonly Torture[] = [
  ...[races, kills, killsRedis, killCalls, killMove, failCalls, disk, events, eventsRedis],
  ...[failover, silence],
  ...[overload, parties, clocks, zones, nasty],
]
