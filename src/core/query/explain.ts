// Why is it so with this shopper? The segments held and by which facts, why each code was given, and what each flow
// would give now or what stands against it. Changes nothing: what would be refused is asked of a draft that is thrown away.
import type { Code, CodeState, Why } from '../codes/code.ts'
import type { Condition } from '../condition.ts'
import type { Facts } from '../facts/fact.ts'
import { factWords, type Told } from '../facts/fact-words.ts'
import { factsOf } from '../facts/facts.ts'
import { type HesitationNow, hesitationNow } from '../hesitation/hesitation-now.ts'
import { type ChannelFigures, figuresOf, rank } from '../reaching/choice.ts'
import { choosing } from '../reaching/choose.ts'
import type { Rulebook } from '../rulebook.ts'
import { type Asked, type FlowNow, flowsNow } from './explain-flow.ts'

export type SegmentHeld = {
  readonly name: string
  readonly rule: string
  readonly about?: NonNullable<Condition['about']>
  readonly facts: readonly Told[]
}

/** Times in ms since 1970. `why` null: an agent gave it, or it was given before reasons were kept. */
export type CodeGiven = {
  readonly id: string
  readonly offer: string
  readonly campaign: string
  readonly state: CodeState
  readonly issued: number
  readonly until: number
  readonly agent: string | null
  readonly why: Why | null
}

export type Explained = {
  readonly shopper: string
  readonly segments: readonly SegmentHeld[]
  readonly hesitation: HesitationNow
  /** The latest first. */
  readonly codes: readonly CodeGiven[]
  /** What each flow that gives codes would give now. */
  readonly now: readonly FlowNow[]
  /** By which channel this shopper would be written to on our initiative; the best first. */
  readonly channels: readonly ChannelFigures[]
}

export const codeGiven = ({ id, offer, campaign, state, issued, until, agent, why }: Code): CodeGiven => ({
  ...{ id, offer, campaign, state, issued, until },
  agent: agent ?? null,
  why: why ?? null,
})

/** The segments that hold, each with its rule and the facts that the rule asks. */
export const segmentsHeld = (rulebook: Rulebook, facts: Facts): readonly SegmentHeld[] =>
  Object.entries(rulebook.segments)
    .filter(([, rule]) => rule.holds(facts))
    .map(([name, { source, asks, about }]) => ({
      ...{ name, rule: source },
      ...(about && { about }),
      facts: factWords(facts, asks, rulebook.shop.currency),
    }))

export const explain = (asked: Asked): Explained => {
  const { rulebook, shopper, at, around } = asked
  const vars = asked.vars ?? shopper.talks[0]?.vars ?? {}
  const facts = factsOf(rulebook, shopper, at, null, vars, around)
  return {
    shopper: shopper.id,
    segments: segmentsHeld(rulebook, facts),
    hesitation: hesitationNow(shopper, at, around),
    codes: shopper.codes.map(codeGiven).toReversed(),
    now: flowsNow({ ...asked, vars }, facts),
    channels: figuresOf(rank(choosing(rulebook.shop, shopper, around?.reached)), shopper.reply_to),
  }
}
