// What a visit's pages and signs become in the shopper's document, and flows that start on the level.
import { describe, expect, it } from 'vitest'
import type { Happening } from '../../../src/core/event.ts'
import { hesitationNow } from '../../../src/core/hesitation/hesitation-now.ts'
import { sessionSeen } from '../../../src/core/hesitation/session-seen.ts'
import { rulebookOf, World } from '../world.ts'

const MINUTE = 60_000
const FLOW = `
flow: help
about: Help whoever hesitates.
start: { on: hesitation, when: "hesitation.level >= 0.6" }
campaign: { budget: none, holdout: 0%, until: none }
steps:
  - say: hesitation.here
`
const rulebook = rulebookOf({ help: FLOW })
