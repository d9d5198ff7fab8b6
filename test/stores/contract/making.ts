// Commits, events and outbox items with everything filled in, so that a case states only what it is about.
import type { OutboxItem } from '../../../src/ports/outbox.ts'
import type { Commit, CommitResult, SeenEvent, Store } from '../../../src/ports/store.ts'

/** 1 November 2026, noon. */
export const NOON = 1_793_534_400_000
export const MINUTE = 60_000

let made = 0

export const aCommit = (over: Partial<Commit> = {}): Commit => ({
  id: `commit-${++made}`,
  shopper: 'ann',
  expects: 0,
  document: '{"name":"Ann"}',
  key: 'wrapped',
  event: null,
  due: null,
  outbox: [],
  lines: [],
  tickets: [],
  enrolments: [],
  budget: [],
  journal: '{}',
  at: NOON,
  ...over,
})

export const anEvent = (over: Partial<SeenEvent> = {}): SeenEvent => ({
  id: `event-${++made}`,
  at: NOON,
  digest: 'digest',
  reply: '{"kind":"done"}',
  ...over,
})

export const anItem = (over: Partial<OutboxItem> = {}): OutboxItem => ({
  id: `item-${++made}`,
  lane: 'telegram:ann',
  kind: 'message',
  payload: '{"text":"hello"}',
  shopper: 'ann',
  rank: 0,
  due: NOON,
  lapses: null,
  after: null,
  ...over,
})

/** Commits items for `shopper` at its present version. */
export const commitItems = async (
  store: Store,
  outbox: readonly OutboxItem[],
  over: Partial<Commit> = {},
): Promise<CommitResult> => {
  const shopper = over.shopper ?? 'ann'
  const { version } = await store.load(shopper)
  return store.commit(aCommit({ ...over, shopper, expects: version, outbox }))
}

/** How many of each kind. */
export const tally = (results: readonly CommitResult[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { kind } of results) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

export const all = async <T>(stream: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = []
  for await (const item of stream) items.push(item)
  return items
}
