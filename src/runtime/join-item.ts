// The outbox item of a join or a leave. Knows nothing of how it is carried out.
import type { Effect } from '../core/effect.ts'
import type { OutboxItem } from '../ports/outbox.ts'

type Behind = Extract<Effect, { kind: 'join' | 'leave' }>

export const itemBehind = (id: string, effect: Behind, shopper: string, at: number): OutboxItem => ({
  ...{ id, lane: `${effect.kind}:${shopper}`, kind: effect.kind, payload: JSON.stringify(effect), shopper },
  ...{ rank: 0, due: at, lapses: null, after: null },
})
