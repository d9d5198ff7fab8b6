// A world for stories of core: one shopper, a rulebook from YAML, time that the story moves. No store, no clock:
// the little shell here does what the real one does with an answer of decide, and counts budgets exactly.
import type { Around } from '../../src/core/around.ts'
import { type Decision, decide } from '../../src/core/decide.ts'
import type { Effect } from '../../src/core/effect.ts'
import { armOf } from '../../src/core/enrolment/holdout.ts'
import type { Event, Happening } from '../../src/core/event.ts'
import type { Label, Meaning } from '../../src/core/meaning.ts'
import type { Rulebook } from '../../src/core/rulebook.ts'
import { newShopper, type Shopper } from '../../src/core/shopper.ts'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { freezeDeeply } from '../../src/rulebook/freeze.ts'
import { readSources, type Source } from '../../src/rulebook/sources.ts'

const root = new URL('../../', import.meta.url).pathname

/** The shipped locales serve every story; flows are the story's own. */
const shipped = await readSources(`${root}flows`, `${root}locales`)

export const SHOP = `
name: Test shop
currency: UAH
time_zone: Europe/Kyiv
languages: [en, uk, ru]
code_prefix: WB
large_order: 20000 UAH
agent_answers_within: 15m
settle_within: 7d
`

export const OFFERS = `
offers:
  percent_15: { percent: 15, up_to: 600 UAH, minimum: 1000 UAH, valid: 48h, remind: 6h }
  fixed_100: { amount: 100 UAH, valid: 24h }
  points_50: { points: 50, worth: 50 UAH, valid: 30d }
  free_shipping: { shipping: free, worth: 120 UAH, valid: 24h }
`

const SEGMENTS = `
segments:
  first_purchase: orders.count == 0
  lapsed: orders.count > 0 && orders.days_since_last >= 30
`

export const rulebookOf = (
  flows: Readonly<Record<string, string>>,
  shop = SHOP,
  offers = OFFERS,
): Rulebook => {
  const sources: Source[] = [
    ...shipped.filter(({ path }) => path.startsWith('locales/')),
    { path: 'flows/shop.yaml', text: shop },
    { path: 'flows/offers.yaml', text: offers },
    { path: 'flows/segments.yaml', text: SEGMENTS },
    ...Object.entries(flows).map(([name, text]) => ({ path: `flows/${name}.yaml`, text })),
  ]
  const result = compileRulebook(sources)
  if ('rulebook' in result) return result.rulebook
  throw new Error(result.problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
}

/** The rulebook as it is shipped. */
export const shippedRulebook = (): Rulebook => {
  const result = compileRulebook(shipped)
  if ('rulebook' in result) return result.rulebook
  throw new Error('the shipped rulebook has problems')
}

export const START = Date.UTC(2026, 10, 23, 8, 0)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
export const CHAT = { channel: 'web', id: 'visitor-1' }

/** A shopper's id in the wanted arm of a campaign. */
export const idIn = (campaign: string, arm: 'offer' | 'holdout', holdout: number): string => {
  for (let n = 0; ; n++) if (armOf(campaign, `s${n}`, holdout) === arm) return `s${n}`
}

type Decided = Extract<Decision, { kind: 'decided' }>

export const createWorld = (rulebook: Rulebook, id = 's1') => {
  let books = { now: rulebook, pinned: { [rulebook.hash]: rulebook } as Record<string, Rulebook> }
  let shopper: Shopper = freezeDeeply({ ...newShopper(id, START), reply_to: CHAT, addresses: [CHAT] })
  let now = START
  let due: number | null = null
  let events = 0
  let spares = 0
  const spent = new Map<string, { reserved: number; spent: number }>()
  const effects: Effect[] = []
  let around: Around | undefined

  const room = (decided: Decided): readonly string[] => {
    const refused: string[] = []
    const after = new Map([...spent].map(([name, state]) => [name, { ...state }]))
    for (const effect of decided.effects) {
      if (effect.kind !== 'budget') continue
      const state = after.get(effect.budget) ?? { reserved: 0, spent: 0 }
      state.reserved += effect.reserved
      state.spent += effect.spent
      after.set(effect.budget, state)
      if (effect.ceiling !== undefined && state.reserved + state.spent > effect.ceiling)
        refused.push(effect.budget)
    }
    if (refused.length === 0) for (const [name, state] of after) spent.set(name, state)
    return refused
  }

  const run = (stamped: Event): Decided => {
    let event = freezeDeeply(stamped)
    for (;;) {
      const decision = decide(books, shopper, event)
      if (decision.kind === 'wants_spares') {
        const more = decision.wanted.map((wanted) => ({
          id: `${id}.c${++spares}`,
          hmac: `h${spares}`,
          sealed: '-',
          ...wanted,
        }))
        event = freezeDeeply({ ...event, spares: [...(event.spares ?? []), ...more] })
        continue
      }
      const refused = room(decision)
      if (refused.length > 0) {
        const wanted = (budget: string) =>
          decision.effects.flatMap((one) =>
            one.kind === 'budget' && one.budget === budget && one.ceiling ? one.reserved : [],
          )
        const all = refused.map((budget) => ({
          kind: 'budget_spent' as const,
          budget,
          amount: Math.max(0, ...wanted(budget)),
        }))
        event = freezeDeeply({ ...event, refused: [...(event.refused ?? []), ...all] })
        continue
      }
      shopper = freezeDeeply(JSON.parse(JSON.stringify(decision.shopper)) as Shopper)
      due = decision.due
      effects.push(...decision.effects)
      return decision
    }
  }

  const stampOf = (what: Happening, at: number): Event => ({
    id: `e${++events}`,
    at,
    received: now,
    trust: 'fact',
    ...(around && { around }),
    ...what,
  })

  const world = {
    get shopper() {
      return shopper
    },
    get now() {
      return now
    },
    /** What the shop as a whole is like from here on. */
    set around(is: Around) {
      around = is
    },
    get due() {
      return due
    },
    budget: (name: string) => spent.get(name) ?? { reserved: 0, spent: 0 },
    /** Something happens now; `at` where it happened earlier than we heard of it. */
    happens: (what: Happening, at = now): Decided => run(stampOf(what, at)),
    /** Time passes; what is due on the way happens at its time. `meaning`: how the reader reads what was heard. */
    passes: (milliseconds: number, meaning?: Meaning): void => {
      const end = now + milliseconds
      for (let turns = 0; due !== null && due <= end; turns++) {
        if (turns > 500) throw new Error('wake-ups never end')
        now = Math.max(now, due)
        run(stampOf({ kind: 'wake_up', ...(meaning && { meaning }) }, now))
      }
      now = end
    },
    /** The shopper says something that the reader takes for `label`. */
    says: (label: Label, confidence = 0.9): void => {
      world.happens({ kind: 'said', text: label, address: CHAT })
      world.passes(2_000, { label, confidence, lang: 'en' })
    },
    presses: (choice: string): Decided =>
      world.happens({ kind: 'said', text: choice, choice, address: CHAT }),
    adds: (price: number, quantity = 1): Decided =>
      world.happens({
        kind: 'cart_changed',
        change: 'add',
        lines: [{ item: `i${price}`, price: price * 100, quantity }],
      }),
    orders: (order: string, total: number, code?: string, at = now): Decided =>
      world.happens(
        {
          kind: 'order_completed',
          order: { id: order, total: total * 100, lines: [] },
          ...(code && { code }),
        },
        at,
      ),
    edits: (edited: Rulebook): void => {
      books = { now: edited, pinned: { ...books.pinned, [edited.hash]: edited } }
    },
    /** What is to be done since the last call. */
    takeEffects: (): readonly Effect[] => effects.splice(0),
    /** Keys of what was said since the last call. */
    heard: (): readonly string[] => {
      const said = effects.flatMap((effect) =>
        effect.kind === 'say' ? effect.message.text.key || (effect.words ?? '') : [],
      )
      effects.length = 0
      return said
    },
  }
  return world
}
