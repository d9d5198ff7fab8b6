// How the desk words what the server says: names, offers, states, refusals. Makes no elements.

import type { Alone, WantsSecond } from '../../core/agents/wants-second.ts'
import type { UnbackedWords } from '../../core/kept-back.ts'
import type { Format } from './format.ts'
import { type Key, keyOf, type Say } from './language.ts'
import type { Possible, Refusal, Said, Ticket } from './types.ts'

/** A name that the marketer gave, for people. */
export const wordy = (name: string): string => {
  const text = name.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const reasonText = (reason: string, say: Say): string => {
  const key = keyOf(`why_${reason}`)
  return key ? say(key) : wordy(reason)
}

type Terms = Pick<Possible, 'kind' | 'value' | 'worst' | 'minimum'> & {
  readonly valid?: number
  readonly uses?: number
  readonly bonus?: boolean
  readonly gifts?: readonly { readonly name: string; readonly said?: Said }[]
}

export const termsText = (
  { kind, value, worst, minimum, valid, uses = 1, bonus, gifts = [] }: Terms,
  { money, lasts, lang }: Format,
  say: Say,
): string => {
  const gift = gifts.map(({ name, said }) => said?.[lang] ?? wordy(name)).join(' / ')
  const args = { value: kind === 'amount' ? money(value) : value, up_to: money(worst), gift }
  const gives = say(`terms_${kind}`, args)
  const from = minimum > 0 ? `, ${say('terms_from', { minimum: money(minimum) })}` : ''
  const many = uses > 1 ? `, ${say('terms_uses', { n: uses })}` : ''
  const time = valid === undefined ? '' : `, ${lasts(valid)}`
  return `${bonus ? say('terms_bonus', { terms: gives }) : gives}${from}${many}${time}`
}

/** "15% on ₴24,900 = ₴600 at most": what the button is about to approve. */
export const costText = (
  offer: Pick<Possible, 'kind' | 'value' | 'worst' | 'cost' | 'ceiling'>,
  total: number,
  { money }: Format,
  say: Say,
): string => {
  const { kind, value, worst, cost, ceiling } = offer
  if (kind === 'points') return say('costs_points', { points: value, cost: money(ceiling) })
  if (cost === 0) return say('costs_unknown', { cost: money(ceiling) })
  if (kind !== 'percent') return say('costs_plain', { cost: money(cost), cart: money(total) })
  return say(cost === worst ? 'costs_at_most' : 'costs', {
    ...{ percent: value, cart: money(total), cost: money(cost) },
  })
}

const SETTLED: Readonly<Record<string, Key>> = {
  order: 'state_ordered',
  stop: 'state_stopped',
  idle: 'state_idle',
  joined: 'state_joined',
}

export const stateText = ({ state, decided, away, until }: Ticket, { time }: Format, say: Say): string => {
  const args = { by: decided?.by ?? '', at: time(decided?.at ?? 0) }
  if (state === 'open') return say(away ? 'state_away' : 'answer_by', { at: time(until) })
  if (state === 'closed' && decided?.by === 'winback')
    return say(SETTLED[decided.what] ?? 'state_closed', args)
  if (state === 'closed' && decided?.what === 'hand_back') return say('state_handed_back', args)
  return say(`state_${state}`, args)
}

const overText = ({ over }: Pick<Refusal, 'over'>, { money, lasts }: Format, say: Say): string => {
  if (!over) return say('senseless')
  const { limit, most, asked } = over
  const word = (sum: number): string | number => {
    if (limit === 'amount' || limit === 'minimum') return money(sum)
    return limit === 'valid' ? lasts(sum) : sum
  }
  return say(`over_${limit}`, { most: word(most), asked: word(asked) })
}

/** What an agent may give alone; null: everything that the shop lets anybody give. */
export const aloneText = ({ limits, above }: Alone, { money, lasts }: Format, say: Say): string | null => {
  const { percent, amount, points, valid, minimum } = limits ?? {}
  const most = Math.min(amount ?? Number.POSITIVE_INFINITY, above ?? Number.POSITIVE_INFINITY)
  const what = [
    ...(percent === undefined ? [] : [say('alone_percent', { n: percent })]),
    ...(Number.isFinite(most) ? [say('alone_amount', { sum: money(most) })] : []),
    ...(points === undefined ? [] : [say('alone_points', { n: points })]),
    ...(valid === undefined ? [] : [say('alone_valid', { time: lasts(valid) })]),
    ...(minimum === undefined ? [] : [say('alone_minimum', { sum: money(minimum) })]),
  ]
  return what.length > 0 ? say('alone', { what: what.join(', ') }) : null
}

/** Why a yes to it would wait for another agent's. */
export const secondText = (second: WantsSecond, { money, lasts }: Format, say: Say): string => {
  if ('above' in second) return say('second_above', { sum: money(second.above) })
  const { limit, most } = second.over
  return say('second_over', {
    most: say(`alone_${limit}`, { n: most, sum: money(most), time: lasts(most) }),
  })
}

/** "20%" (a percentage), "until Friday" (a date). */
export const unbackedText = (unbacked: readonly UnbackedWords[], say: Say): string =>
  unbacked
    .map(({ kind, words }) => {
      const key = keyOf(`promise_${kind}`)
      return `«${words}» (${key ? say(key) : kind})`
    })
    .join(', ')

/** "Olena was first, at 12:03" where another agent decided. */
export const refusalText = (why: Refusal, format: Format, say: Say): string => {
  const { by, at } = why
  const who = { by: by ?? '', at: at === undefined ? '' : format.time(at) }
  switch (why.code) {
    case 'act_taken':
      return say('taken', who)
    case 'act_already_decided':
      return say('first', who)
    case 'act_cart_changed':
      return say('cart_grew', { now: format.money(why.now ?? 0), more: format.money(why.missing ?? 0) })
    case 'act_changed':
      return say('changed', { cart: format.money(why.cart ?? 0), now: format.money(why.now ?? 0) })
    case 'act_second_agent': {
      const more = why.over ? ` ${overText(why, format, say)}` : ''
      return say('second_agent', who) + more
    }
    case 'act_over_limit':
      return overText(why, format, say)
    case 'act_unbacked_words': {
      const has = (why.allowed ?? []).map((terms) => terms[format.lang]).join('; ')
      const args = { words: unbackedText(why.unbacked ?? [], say), has }
      return say(has ? 'unbacked_has' : 'unbacked', args)
    }
    case 'act_senseless_terms':
      return say('senseless')
    case 'act_nothing_saved':
      return say('nothing_saved')
    case 'too_many_tries':
      return say('too_many_tries', { wait: why.wait ?? 60 })
    case 'wrong_password':
      return say('wrong_password')
  }
  const stands = keyOf(why.code.replace(/^act_/, 'against_'))
  if (stands) return say(stands)
  if (/^act_(no_such_code|code_)/.test(why.code)) return say('r_code_gone')
  const key = keyOf(why.code.replace(/^act_/, 'r_'))
  return key ? say(key) : `${why.title} (${why.code}).`
}

export { overText }
