// What a flow writes for: to sell, or for the sake of an order or a trouble that the shopper has. Knows no step.
import { type Flow, flowOf, type Rulebook } from '../rulebook.ts'
import type { Purpose } from './consent.ts'

/** Everything of ours wants a purchase, unless the flow says otherwise or makes up for a trouble. */
export const purposeOf = (flow: Pick<Flow, 'purpose' | 'campaign' | 'start'> | null): Purpose =>
  flow?.purpose ??
  (flow && (flow.campaign.apology || flow.start.on === 'order_late') ? 'service' : 'marketing')

/** Without a flow: a word about a code wants it to be used; anything else is about something of the shopper's own. */
export const purposeIn = (rulebook: Rulebook, flow: string | undefined, aboutCode: boolean): Purpose =>
  flow === undefined ? (aboutCode ? 'marketing' : 'service') : purposeOf(flowOf(rulebook, flow))
