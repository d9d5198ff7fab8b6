// Which answers may be said in other words, and asking for them, between the decision and its commit. Only a flow's own
// answer to what a shopper has just written: no question, no code, nothing that the bot says of itself, nothing of an agent.
import type { Decision } from '../core/decide.ts'
import type { Effect } from '../core/effect.ts'
import type { Event } from '../core/event.ts'
import type { Rulebooks } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import { type Phrased, withReferral } from './commit.ts'
import type { EngineParts } from './engine-parts.ts'
import { langOf, lineOf } from './words.ts'

type Say = Extract<Effect, { kind: 'say' }>
type Decided = Extract<Decision, { kind: 'decided' }>

/** Answers of one turn that are phrased, at most. */
const MOST = 2

/** `bot.*` are texts about codes, refusals and the talk itself: each word of them is meant. */
export const mayPhrase = (say: Say): boolean => {
  const { text, choices, code, goods } = say.message
  const plain = !say.by && say.words === undefined && !text.key.startsWith('bot.') && !text.also
  return say.answer && plain && !choices && !code && !goods
}

/** What names a person or goods in a text: never seen outside. */
const NAMING = ['name', 'cart_item', 'referral'] as const

const keptOf = ({ message }: Say): string[] =>
  NAMING.map((name) => message.text.args[name]).filter((arg) => typeof arg === 'string')

/** Asks once for the same text, however often the turn is decided again. `until`: ms of performance.now(). */
export const phraseOnce = (parts: EngineParts, until: number) => {
  const known = new Map<string, Promise<string | null>>()
  return async (
    rulebooks: Rulebooks,
    before: Shopper,
    { effects, shopper }: Decided,
    event: Event,
  ): Promise<Phrased> => {
    const phrased = new Map<Say, string>()
    const { phrase } = parts
    if (!phrase || event.kind !== 'wake_up' || !event.meaning || !before.heard) return phrased
    const said = before.heard.pieces.join('\n')
    const says = effects.filter((effect) => effect.kind === 'say').filter(mayPhrase)
    const asking = says.slice(0, MOST).map(async (say) => {
      const whole = withReferral(say, parts, shopper.id)
      const { text } = lineOf(whole, shopper, rulebooks, event.received)
      const lang = langOf(shopper, rulebooks.now)
      const key = `${lang} ${text}`
      const words = known.get(key) ?? phrase.phrase({ text, lang, said, keep: keptOf(whole) }, until)
      known.set(key, words)
      const answer = await words
      if (answer !== null) phrased.set(say, answer)
    })
    await Promise.all(asking)
    return phrased
  }
}
