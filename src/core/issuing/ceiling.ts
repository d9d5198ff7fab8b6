// How much a campaign's codes may cost together at this moment: what its file says. The one place that answers it.
import type { Draft } from '../draft.ts'
import type { Flow } from '../rulebook.ts'

/** Minor units; null: no bound on purpose. */
export const ceilingOf = (_draft: Draft, flow: Flow): number | null => flow.campaign.budget
