// Which flows are about the cart, or about hesitating over it.

import type { Trigger } from '../campaign.ts'
import { flowOf, type Rulebook } from '../rulebook.ts'

const TRIGGERS: ReadonlySet<Trigger> = new Set([
  'cart_abandoned',
  'cart_changed',
  'hesitation',
  'ask_discount',
])

export const isAboutTheCart = (rulebook: Rulebook, name: string): boolean => {
  const flow = flowOf(rulebook, name)
  return flow !== null && TRIGGERS.has(flow.start.on)
}
