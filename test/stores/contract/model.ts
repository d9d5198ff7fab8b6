// The store's rules once more, in memory and with no thought for speed: what the property test compares with.
import type { OutboxItem, Settlement } from '../../../src/ports/outbox.ts'
import type { BudgetState } from '../../../src/ports/records.ts'
import type { Commit, CommitResult, Due, SeenEvent, VisitResult } from '../../../src/ports/store.ts'

type Shopper = { version: number; line: number; document: string; last: string }
type Waiting = {
  item: OutboxItem
  rank: number
  state: 'waiting' | 'sent' | 'parked' | 'lapsed'
  place: number
  ready: number
  attempts: number
  holder: string | null
}

export const createModel = () => {
  const shoppers = new Map<string, Shopper>()
  const events = new Map<string, { event: SeenEvent; commit: string | null; version: number; line: number }>()
  const visits = new Map<string, number>()
  const due = new Map<string, { due: number; until: number }>()
  const budgets = new Map<string, { reserved: number; spent: number }>()
  const outbox: Waiting[] = []
  let journal = 0

  const stateOf = (id: string) => outbox.find((one) => one.item.id === id)?.state ?? 'sent'

  const refusing = (commit: Commit): string[] => {
    const names = new Set<string>()
    const sums = new Map([...budgets].map(([name, { reserved, spent }]) => [name, reserved + spent]))
    for (const move of commit.budget) {
      sums.set(move.budget, (sums.get(move.budget) ?? 0) + move.reserved + move.spent)
      if (move.ceiling !== undefined && sums.get(move.budget)! > move.ceiling) names.add(move.budget)
    }
    return [...names]
  }

  /** Whatever waits for one that will never be sent lapses. */
  const lapseTheHopeless = (): void => {
    const hopeless = outbox.find(
      ({ item, state }) =>
        state === 'waiting' && item.after !== null && ['parked', 'lapsed'].includes(stateOf(item.after)),
    )
    if (!hopeless) return
    hopeless.state = 'lapsed'
    lapseTheHopeless()
  }

  const heads = (): Waiting[] => {
    const lanes = Map.groupBy(
      outbox.filter(({ state }) => state === 'waiting'),
      ({ item }) => item.lane,
    )
    return [...lanes.values()].map(
      (lane) => lane.find(({ attempts }) => attempts > 0) ?? lane.toSorted((a, b) => a.place - b.place)[0]!,
    )
  }
  const free = () => heads().filter(({ item }) => item.after === null || stateOf(item.after) === 'sent')

  return {
    commit: (commit: Commit): CommitResult => {
      const now = shoppers.get(commit.shopper)
      if (now?.last === commit.id) return { kind: 'done', version: now.version, line: now.line }
      const seen = commit.event ? events.get(commit.event.id) : undefined
      if (seen && seen.event.digest !== commit.event!.digest) return { kind: 'changed' }
      if (seen?.commit === commit.id) return { kind: 'done', version: seen.version, line: seen.line }
      if (seen) return { kind: 'repeat', reply: seen.event.reply }
      if ((now?.version ?? 0) !== commit.expects) return { kind: 'stale' }
      const refused = refusing(commit)
      if (refused.length > 0) return { kind: 'refused', budgets: refused }
      const version = commit.expects + 1
      const line = (now?.line ?? 0) + commit.lines.length
      shoppers.set(commit.shopper, { version, line, document: commit.document, last: commit.id })
      visits.delete(commit.shopper)
      if (commit.event) events.set(commit.event.id, { event: commit.event, commit: commit.id, version, line })
      if (commit.due === null) due.delete(commit.shopper)
      else due.set(commit.shopper, { due: commit.due, until: 0 })
      for (const { budget, reserved, spent } of commit.budget) {
        const sums = budgets.get(budget) ?? { reserved: 0, spent: 0 }
        budgets.set(budget, { reserved: sums.reserved + reserved, spent: sums.spent + spent })
      }
      for (const item of commit.outbox) {
        const place = Math.max(item.due, commit.at)
        // What stands before an answer in its lane leaves as soon as the answer would.
        if (item.rank === 0)
          for (const one of outbox)
            if (one.state === 'waiting' && one.item.lane === item.lane && one.place <= place) one.rank = 0
        outbox.push({
          item,
          rank: item.rank,
          state: 'waiting',
          place,
          ready: item.due,
          attempts: 0,
          holder: null,
        })
      }
      lapseTheHopeless()
      journal++
      return { kind: 'done', version, line }
    },
    visit: (shopper: string, event: SeenEvent): VisitResult => {
      const seen = events.get(event.id)
      if (seen) return { kind: seen.event.digest === event.digest ? 'repeat' : 'changed' }
      if (shoppers.has(shopper)) return { kind: 'shopper' }
      visits.set(shopper, (visits.get(shopper) ?? 0) + 1)
      events.set(event.id, { event, commit: null, version: 0, line: 0 })
      return { kind: 'done' }
    },
    /** `took`: who was given out, where the order among them is not told; those of them who may be. */
    leaseDue: (now: number, limit: number, until: number, took?: readonly string[]): Due[] => {
      const given = [...due]
        .map(([shopper, wakeUp]) => ({ shopper, wakeUp }))
        .filter(({ wakeUp }) => wakeUp.due <= now && wakeUp.until <= now)
        .sort((a, b) => a.wakeUp.due - b.wakeUp.due || (a.shopper < b.shopper ? -1 : 1))
        .sort((a, b) => Number(took?.includes(b.shopper) ?? 0) - Number(took?.includes(a.shopper) ?? 0))
        .slice(0, limit)
      for (const { wakeUp } of given) wakeUp.until = until
      return given.map(({ shopper, wakeUp }) => ({ shopper, due: wakeUp.due }))
    },
    lease: (
      now: number,
      limit: number,
      holder: string,
      until: number,
      took?: readonly string[],
    ): string[] => {
      const given = free()
        .filter(({ ready }) => ready <= now)
        .sort((a, b) => a.rank - b.rank || a.place - b.place || outbox.indexOf(a) - outbox.indexOf(b))
        .sort((a, b) => Number(took?.includes(b.item.id) ?? 0) - Number(took?.includes(a.item.id) ?? 0))
        .slice(0, limit)
      for (const one of given) Object.assign(one, { ready: until, holder, attempts: one.attempts + 1 })
      return given.map(({ item }) => item.id)
    },
    settle: (id: string, holder: string, settlement: Settlement): boolean => {
      const one = outbox.find(({ item, state }) => item.id === id && state === 'waiting')
      if (!one || one.holder !== holder) return false
      if (settlement.kind === 'retry') Object.assign(one, { ready: settlement.due, holder: null })
      else one.state = settlement.kind
      lapseTheHopeless()
      return true
    },
    next: (): number | null => {
      const times = free().map(({ ready }) => ready)
      return times.length > 0 ? Math.min(...times) : null
    },
    shopper: (id: string) => {
      const now = shoppers.get(id)
      return { version: now?.version ?? 0, document: now?.document ?? null, views: visits.get(id) ?? null }
    },
    budgets: (): BudgetState[] =>
      [...budgets]
        .map(([budget, sums]) => ({ budget, ...sums }))
        .sort((a, b) => (a.budget < b.budget ? -1 : 1)),
    parked: () => outbox.filter(({ state }) => state === 'parked').map(({ item }) => item.id),
    counts: () => ({ events: events.size, journal }),
  }
}
