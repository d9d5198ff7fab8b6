// Effects given their words: what decide said by key becomes lines, outbox items and tickets of one commit.
// Knows texts only through the rulebook; a code stays {code:ID}.

import type { Goods } from '../core/cart/goods.ts'
import type { Effect } from '../core/effect.ts'
import type { SayAgain } from '../core/event.ts'
import type { Lang } from '../core/meaning.ts'
import type { Rulebook, Rulebooks } from '../core/rulebook.ts'
import type { Shopper } from '../core/shopper.ts'
import type { ShownGoods } from '../ports/channel.ts'
import type { OutboxItem } from '../ports/outbox.ts'
import type { TalkLine } from '../ports/records.ts'
import {
  type Guarding,
  guardedPhrase,
  guardedText,
  guardedTitle,
  UNGUARDED_POOLS,
  unbackedWords,
} from './guarding.ts'
import type { MessagePayload } from './payload.ts'
import { proofOf } from './proofs.ts'

type Say = Extract<Effect, { kind: 'say' }>
export type Line = Omit<TalkLine, 'seq'>

export const langOf = (shopper: Shopper, rulebook: Rulebook): Lang =>
  shopper.lang ?? shopper.traits.language ?? rulebook.shop.languages[0] ?? 'en'

const rulebookOf = (rulebooks: Rulebooks, hash: string): Rulebook => rulebooks.pinned[hash] ?? rulebooks.now

const withSums = (
  { lines, more }: Goods,
  rulebook: Rulebook,
  lang: Lang,
  guarding: Guarding,
): ShownGoods => ({
  lines: lines.map((line) => ({
    ...line,
    ...(line.title !== undefined && { title: guardedTitle(line.title, line.item, rulebook, guarding) }),
    sum: rulebook.sum(line.price * line.quantity, lang),
  })),
  more,
})

/**
 * The line of a talk that a `say` effect becomes; the same words go out through the outbox. `phrased`: the same in other
 * words, where a model said it. All of it passes the guard: what nothing stands behind is not said, and where that
 * leaves nothing of an agent's words it is a note, which goes nowhere.
 */
export const lineOf = (
  say: Say,
  shopper: Shopper,
  rulebooks: Rulebooks,
  at: number,
  phrased?: string,
  guarding: Guarding = UNGUARDED_POOLS,
): Line => {
  const rulebook = rulebookOf(rulebooks, say.rulebook)
  const lang = langOf(shopper, rulebook)
  const { text, choices, code, goods } = say.message
  // The terms in words are an argument of the text and a line of the card.
  const terms = code ? rulebooks.now.text(code.terms, lang) : ''
  const ref = code ? { ...text, args: { ...text.args, terms } } : text
  const sealed = shopper.codes.find((one) => one.id === code?.id)?.sealed
  if (say.words !== undefined) {
    const unbacked = unbackedWords(say.words, shopper, rulebooks.now, at)
    if (unbacked.length > 0)
      return { at, who: 'note', text: '', did: { act: 'kept_back', what: 'words', unbacked } }
    return { at, who: 'agent', ...(say.by && { by: say.by }), text: say.words }
  }
  const plain = guardedText(ref, shopper, rulebook, lang, guarding)
  return {
    at,
    who: 'bot',
    text: phrased === undefined ? plain : guardedPhrase(phrased, plain, shopper, rulebooks.now, at, guarding),
    ...(choices && {
      choices: choices.map(({ id, text: key }) => ({ id, text: rulebook.text({ key, args: {} }, lang) })),
    }),
    ...(code &&
      sealed && {
        code: { id: code.id, until: code.until, terms, sealed },
      }),
    ...(goods && { goods: withSums(goods, rulebook, lang, guarding) }),
  }
}

const againOf = ({ kind: _, by: _by, words: _words, ...again }: Say): SayAgain => again

/** The outbox item that carries a line to its address. */
export const itemOf = (
  id: string,
  say: Say,
  line: Line,
  shopper: string,
  at: number,
  lang: Lang,
  more: Pick<MessagePayload, 'subject' | 'cart'> = {},
): OutboxItem => {
  const proof = say.unlined ? proofOf(say.message.text.args) : null
  const payload: MessagePayload = {
    ...more,
    ...(proof !== null && { proof }),
    // What is for the owner of one address alone goes out by no other.
    ...(say.words === undefined && !say.unlined && { say: againOf(say) }),
    to: say.to,
    text: line.text,
    ...{ lang, answer: say.answer, ...(say.purpose && { purpose: say.purpose }) },
    choices: line.choices ?? [],
    ...(line.code && { code: line.code }),
    ...(line.goods && { goods: line.goods }),
  }
  return {
    id,
    lane: `${say.to.channel}:${say.to.id}`,
    kind: 'message',
    payload: JSON.stringify(payload),
    shopper,
    rank: say.answer ? 0 : 1,
    due: Math.max(at, say.not_before ?? at),
    lapses: say.lapses ?? null,
    after: null,
  }
}
