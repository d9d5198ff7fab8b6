// A shop of several people in memory, for properties: what the real shell does with an answer of decide, and no more.
// Budgets are moved as a store moves them, folds are made in their three steps, and everything decided is written down.
import { type Decision, decide } from '../../../src/core/decide.ts'
import type { Effect } from '../../../src/core/effect.ts'
import type { Event, Happening } from '../../../src/core/event.ts'
import { areTwoCustomers } from '../../../src/core/fold.ts'
import { type FoldCause, isOlder } from '../../../src/core/folding/folded.ts'
import type { Meaning } from '../../../src/core/meaning.ts'
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { newShopper, type Shopper } from '../../../src/core/shopper.ts'
import { freezeDeeply } from '../../../src/rulebook/freeze.ts'
import { START } from '../world.ts'

type Decided = Extract<Decision, { kind: 'decided' }>
export type Sums = { reserved: number; spent: number }

/** One decision that was taken, with what it was given. */
export type Turn = {
  readonly rulebook: Rulebook
  readonly event: Event
  readonly before: Shopper
  readonly after: Shopper
  readonly effects: readonly Effect[]
  readonly due: number | null
}

export const OTHER: Meaning = { label: 'other', confidence: 0.9, lang: 'en' }
/** A wake-up that is due again at once, so often, is one that never ends. */
const MOST_WAKES = 400

export const createShop = (rulebook: Rulebook, ids: readonly string[], watch: (turn: Turn) => void) => {
  const books = { now: rulebook, pinned: { [rulebook.hash]: rulebook } }
  const documents = new Map<string, Shopper>()
  const due = new Map<string, number>()
  const budgets = new Map<string, Sums>()
  const replies = new Map<string, string>()
  const journal: { readonly id: string; readonly event: Event }[] = []
  let now = START
  let events = 0
  let spares = 0

  const fresh = (id: string): Shopper => {
    const chat = { channel: 'web', id: `visitor-${id}` }
    return { ...newShopper(id, START), reply_to: chat, addresses: [chat] }
  }
  const documentOf = (id: string): Shopper => documents.get(id) ?? fresh(id)

  /** Moves budgets where all of them have room; answers those that have none. */
  const move = (effects: readonly Effect[]): readonly string[] => {
    const after = new Map([...budgets].map(([name, sums]) => [name, { ...sums }]))
    const refused = new Set<string>()
    for (const effect of effects) {
      if (effect.kind !== 'budget') continue
      const sums = after.get(effect.budget) ?? { reserved: 0, spent: 0 }
      sums.reserved += effect.reserved
      sums.spent += effect.spent
      after.set(effect.budget, sums)
      if (effect.ceiling !== undefined && sums.reserved + sums.spent > effect.ceiling)
        refused.add(effect.budget)
    }
    if (refused.size === 0) for (const [name, sums] of after) budgets.set(name, sums)
    return [...refused]
  }

  const refusalOf = (decided: Decided, budget: string) => {
    const wanted = decided.effects.flatMap((one) =>
      one.kind === 'budget' && one.budget === budget && one.ceiling !== undefined ? one.reserved : [],
    )
    return { kind: 'budget_spent' as const, budget, amount: Math.max(0, ...wanted) }
  }

  /** One turn of this very shopper. */
  const turn = (id: string, stamped: Event): Decided => {
    let event = freezeDeeply(stamped)
    const before = freezeDeeply(documentOf(id))
    for (;;) {
      const decision = decide(books, before, event)
      if (decision.kind === 'wants_spares') {
        const more = decision.wanted.map((wanted) => {
          const n = ++spares
          return { id: `${id}.c${n}`, hmac: `h${n}`, sealed: '-', ...wanted }
        })
        event = freezeDeeply({ ...event, spares: [...(event.spares ?? []), ...more] })
        continue
      }
      const refused = move(decision.effects).map((budget) => refusalOf(decision, budget))
      if (refused.length > 0) {
        event = freezeDeeply({ ...event, refused: [...(event.refused ?? []), ...refused] })
        continue
      }
      const after = freezeDeeply(JSON.parse(JSON.stringify(decision.shopper)) as Shopper)
      journal.push({ id, event })
      documents.set(id, after)
      if (decision.due === null) due.delete(id)
      else due.set(id, decision.due)
      watch({
        rulebook,
        event,
        before,
        after: decision.shopper,
        effects: decision.effects,
        due: decision.due,
      })
      return decision
    }
  }

  const stamp = (id: string, what: Happening, at = now): Event => ({
    ...{ id, at, received: now, trust: 'fact' },
    ...what,
  })
  const step = (id: string, what: Happening) => turn(id, stamp(`f${++events}`, what))

  /** Who this is by now; a fold that is half done is finished on the way. */
  const root = (id: string): string => {
    const into = documents.get(id)?.folded_into
    if (!into) return id
    const target = root(into.shopper)
    if (into.content !== undefined) {
      step(target, { kind: 'taken_in', content: into.content, why: into.why })
      step(id, { kind: 'fold_cleared' })
    }
    return target
  }

  const wake = (id: string, meaning: Meaning): void => {
    if (documents.get(id)?.folded_into) root(id)
    else turn(id, stamp(`w${++events}`, { kind: 'wake_up', meaning }))
  }

  const shop = {
    ids,
    budgets,
    journal,
    documents,
    fresh,
    get now() {
      return now
    },
    root,
    shopper: (id: string): Shopper => documentOf(root(id)),
    /** Something happens to somebody; `repeat`: the same thing comes once more, and the store knows it. */
    happens: (
      id: string,
      what: Happening,
      { at = now, repeat = false, trust = 'fact' as const } = {},
    ): void => {
      const event = { ...stamp(`e${++events}`, what, at), trust }
      const { reply } = turn(root(id), event)
      replies.set(event.id, JSON.stringify(reply))
      // The store knows it; decided all the same it must not be another event's.
      if (repeat) decide(books, freezeDeeply(documentOf(root(id))), event)
    },
    passes: (milliseconds: number, meaning = OTHER): void => {
      const end = now + milliseconds
      for (let wakes = 0; ; wakes++) {
        const [next] = [...due]
          .filter(([, at]) => at <= end)
          .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
        if (!next) break
        if (wakes > MOST_WAKES) throw new Error(`the wake-up of ${next[0]} does not go away`)
        now = Math.max(now, next[1])
        wake(next[0], meaning)
      }
      now = end
    },
    /** The first step of a fold, or all of it. */
    folds: (a: string, b: string, why: FoldCause, whole: boolean): void => {
      const [x, y] = [documentOf(root(a)), documentOf(root(b))]
      if (x.id === y.id || (why !== 'alias' && areTwoCustomers(x.addresses, y.addresses))) return
      const [older, younger] = isOlder(x, y) ? [x, y] : [y, x]
      step(younger.id, { kind: 'folded', into: { id: older.id, created: older.created }, why })
      if (whole) root(younger.id)
    },
  }
  return shop
}

export type Shop = ReturnType<typeof createShop>
