// An offer, a refusal and a decision in words. Pure.
import type { OverLimit } from '../../core/agents/agent-terms.ts'
import type { Ticket } from '../../core/agents/ticket.ts'
import type { Alone, WantsSecond } from '../../core/agents/wants-second.ts'
import type { UnbackedWords } from '../../core/kept-back.ts'
import type { ActAnswer, ShownOffer } from '../../ports/desk-doors.ts'
import type { Format } from './format.ts'
import { inline } from './mrkdwn.ts'
import { keyOf, type Say, wordy } from './words.ts'

export const reasonWords = (reason: string, say: Say): string => {
  const key = keyOf(`why_${reason}`)
  return key ? say(key) : wordy(reason)
}

type Terms = Pick<ShownOffer, 'kind' | 'value' | 'worst' | 'minimum' | 'valid'> &
  Partial<Pick<ShownOffer, 'gifts'>>

/** "10% off, ₴500 at most, from ₴1,000, 2 d" */
export const termsWords = (
  { kind, value, worst, minimum, valid, gifts = [] }: Terms,
  { money, lasts, lang }: Format,
  say: Say,
): string => {
  const gift = gifts.map(({ name, said }) => said[lang] || wordy(name)).join(' / ')
  const gives = say(`terms_${kind}`, {
    value: kind === 'amount' ? money(value) : value,
    up_to: money(worst),
    gift,
  })
  return `${gives}${minimum > 0 ? `, ${say('terms_from', { minimum: money(minimum) })}` : ''}, ${lasts(valid)}`
}

export const overWords = ({ limit, most, asked }: OverLimit, { money, lasts }: Format, say: Say): string => {
  const word = (sum: number): string | number => {
    if (limit === 'amount' || limit === 'minimum') return money(sum)
    return limit === 'valid' ? lasts(sum) : sum
  }
  return say(`over_${limit}`, { most: word(most), asked: word(asked) })
}

/** What an agent may give alone, in words; null: everything that the shop lets anybody give. */
export const aloneWords = ({ limits, above }: Alone, { money, lasts }: Format, say: Say): string | null => {
  const { percent, amount, points } = limits ?? {}
  const most = Math.min(amount ?? Number.POSITIVE_INFINITY, above ?? Number.POSITIVE_INFINITY)
  const what = [
    ...(percent === undefined ? [] : [say('alone_percent', { n: percent })]),
    ...(Number.isFinite(most) ? [say('alone_amount', { sum: money(most) })] : []),
    ...(points === undefined ? [] : [say('alone_points', { n: points })]),
    ...(limits?.valid === undefined ? [] : [say('alone_valid', { time: lasts(limits.valid) })]),
    ...(limits?.minimum === undefined ? [] : [say('alone_minimum', { sum: money(limits.minimum) })]),
  ]
  return what.length > 0 ? say('alone', { what: what.join(', ') }) : null
}

/** Why a yes to it would wait for another agent's. */
export const secondWords = (second: WantsSecond, { money, lasts }: Format, say: Say): string => {
  if ('above' in second) return say('second_above', { sum: money(second.above) })
  const { limit, most } = second.over
  const args = { n: most, sum: money(most), time: lasts(most) }
  return say('second_over', { most: say(`alone_${limit}`, args) })
}

export const unbackedWords = (unbacked: readonly UnbackedWords[], say: Say): string => {
  const each = unbacked.map(({ kind, words }) => {
    const key = keyOf(`promise_${kind}`)
    return `«${words}» (${key ? say(key) : kind})`
  })
  return say('unbacked', { words: each.join(', ') })
}

type Refused = Extract<ActAnswer, { kind: 'refused' }>

/** Why an act was not done, for the agent alone; plain text. */
export const refusalWords = (refused: Refused, format: Format, say: Say): string => {
  const { reason, by = '', at, over, unbacked, now } = refused
  const who = { by, at: at === undefined ? '' : format.time(at) }
  if (reason === 'taken' || reason === 'already_decided') return say(`r_${reason}`, who)
  if (reason === 'cart_changed') return say('r_cart_changed', { now: format.money(now ?? 0) })
  if (reason === 'over_limit' && over) return overWords(over, format, say)
  if (reason === 'unbacked_words') return unbackedWords(unbacked ?? [], say)
  const key = keyOf(`r_${reason}`)
  return key ? say(key) : `${refused.title} (${reason})`
}

const SETTLED: Readonly<Record<string, string>> = {
  order: 'ordered',
  stop: 'stopped',
  idle: 'idle',
  joined: 'joined',
}

/** Who decided what, when and why; or until when it waits. Markup, with others' words made harmless. */
export const stateWords = (ticket: Ticket, format: Format, say: Say, now: number): string => {
  const { state, decided, until, away } = ticket
  if (state === 'open') {
    if (away) return say('state_away', { at: format.time(until) })
    return say('state_open', { at: format.time(until), left: format.lasts(Math.max(0, until - now)) })
  }
  if (state === 'expired') return say('state_expired', { at: format.time(until) })
  const at = format.time(decided?.at ?? 0)
  if (decided?.by === 'winback')
    return say(keyOf(`state_${SETTLED[decided.what]}`) ?? 'state_closed_by_itself', { at })
  const by = inline(decided?.by ?? '', 80)
  if (state === 'approved') return say('state_approved', { by, at, what: wordy(decided?.what ?? '') })
  if (state === 'taken')
    return decided?.from
      ? say('state_taken_from', { by, at, from: inline(decided.from, 80) })
      : say('state_taken', { by, at })
  if (state === 'closed')
    return say(decided?.what === 'hand_back' ? 'state_handed_back' : 'state_closed', { by, at })
  const reason = say(keyOf(`reason_${decided?.reason ?? 'other'}`) ?? 'reason_other')
  return say('state_declined', {
    by,
    at,
    why: `${reason}${decided?.why ? `: ${inline(decided.why, 500)}` : ''}`,
  })
}
