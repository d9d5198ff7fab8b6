// Our side: the document parsed, what a turn stamps, decide, what is said put into words, the document written as JSON again.
// No store behind it, as the peers have none.
import { decide } from '../../../src/core/decide.ts'
import { readDocument, writeDocument } from '../../../src/core/document.ts'
import type { Event } from '../../../src/core/event.ts'
import type { Rulebook } from '../../../src/core/rulebook.ts'
import { newShopper, type Shopper } from '../../../src/core/shopper.ts'
import { createKept } from '../../../src/runtime/kept-documents.ts'
import { CHOICES, type DialogSide, QUESTIONS, TALKS, timeTurns } from './flow.ts'
import { rulebookOf } from './rules.ts'

const START = Date.UTC(2026, 10, 23, 8, 0)

const flow = `
flow: four
about: Four questions, round and round.
start: { on: message, when: message == "ask_discount" }
steps:
${QUESTIONS.map(
  (_, n) =>
    `  - { id: q${n}, ask: four.q${n}, choices: [${CHOICES.map((one) => `{ ${one}: four.${one} }`).join(', ')}], wait: 1d, silent: end }`,
).join('\n')}
  - go: q0
`
const texts = {
  ...Object.fromEntries(QUESTIONS.map((text, n) => [`q${n}`, text])),
  ...Object.fromEntries(CHOICES.map((one) => [one, one])),
}

type States = {
  readonly load: (id: string) => Shopper | null
  readonly save: (id: string, shopper: Shopper) => void
}

const asJson = (): States => {
  const documents = new Map<string, string>()
  return {
    load: (id) => {
      const document = documents.get(id)
      return document === undefined ? null : readDocument(document)
    },
    save: (id, shopper) => void documents.set(id, writeDocument(shopper)),
  }
}

const asObjects = (): States => {
  const shoppers = new Map<string, Shopper>()
  return { load: (id) => shoppers.get(id) ?? null, save: (id, shopper) => void shoppers.set(id, shopper) }
}

/** As a process of ours does it: written as JSON, and parsed only where somebody else has written it since. */
const asWritten = (): States => {
  const documents = new Map<string, string>()
  const { read, write } = createKept()
  return {
    load: (id) => {
      const document = documents.get(id)
      return document === undefined ? null : read(id, document)
    },
    save: (id, shopper) => void documents.set(id, write(shopper)),
  }
}

const STATES = { json: asJson, written: asWritten, object: asObjects }

export const fourRulebook = (): Promise<Rulebook> => rulebookOf({ four: flow }, { four: texts })

export const open = async ({ kept }: { readonly kept: keyof typeof STATES }): Promise<DialogSide> => {
  const rulebook = await fourRulebook()
  const rulebooks = { now: rulebook, pinned: {} }
  const states = STATES[kept]()
  let events = 0
  let now = START

  const said = (id: string, choice: string): string => {
    const shopper = states.load(id) ?? newShopper(id, now)
    now += 1
    const address = { channel: 'web', id }
    const event: Event = {
      ...{ id: `e${++events}`, at: now, received: now, trust: 'fact', from: address },
      ...{ kind: 'said', text: choice, choice, address },
    }
    const decision = decide(rulebooks, shopper, event)
    if (decision.kind !== 'decided') throw new Error('it wants spare codes')
    states.save(id, decision.shopper)
    const say = decision.effects.findLast((effect) => effect.kind === 'say')
    return say?.kind === 'say' ? rulebook.text(say.message.text, 'en') : ''
  }

  for (let n = 0; n < TALKS; n++) said(`visitor-${n}`, 'ask_discount')
  const state = { done: 0 }
  return {
    round: (turns) => timeTurns(turns, (talk, choice) => said(`visitor-${talk}`, choice), state),
  }
}
