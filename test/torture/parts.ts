// All tortures, in the order in which they run.

import { clocks } from './clocks/clocks.ts'
import type { Torture } from './part.ts'
import { parties } from './parties/parties.ts'
import { races } from './races/races.ts'
import { zones } from './zones/zones.ts'

export const PARTS: readonly Torture[] = [races, parties, clocks, zones]
