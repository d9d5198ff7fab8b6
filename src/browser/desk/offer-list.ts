// What could be given: what the rules allow first, the cheapest first; the others below, each with what stands against it.
import { el } from '../dom.ts'
import { keyOf } from './language.ts'
import type { Page } from './parts.ts'
import { costText, termsText, wordy } from './phrases.ts'
import type { Possible } from './types.ts'

type Stands = Pick<Possible, 'missing' | 'nothing_saved' | 'against' | 'has_room'>

/** What stands against it, in words; nothing where the rules allow it. */
export const against = (offer: Stands, { view, say, format }: Page): readonly string[] => {
  const { state } = view.rules.campaign
  return [
    ...(state === 'runs' ? [] : [say(`campaign_${state}`)]),
    ...(offer.missing > 0 ? [say('missing', { sum: format.money(offer.missing) })] : []),
    ...(offer.nothing_saved ? [say('nothing_saved')] : []),
    ...(offer.against ? [say(keyOf(`against_${offer.against}`) ?? 'rule_never')] : []),
    ...(offer.has_room ? [] : [say('no_room')]),
  ]
}

/** The row of the flow's table that gives it, and each of its conditions. */
const ruleView = ({ rule }: Possible, { say }: Page): HTMLElement => {
  if (rule.kind === 'never' || rule.kind === 'open')
    return el('small', { class: 'rule' }, say(`rule_${rule.kind}`))
  const asked = rule.asked.map(({ source, holds }) =>
    el(
      'li',
      { class: holds ? 'met' : 'unmet' },
      el('span', { 'aria-hidden': 'true' }, holds ? '✓' : '✗'),
      el('span', { class: 'hidden' }, say(holds ? 'met' : 'not_met')),
      el('code', {}, source),
    ),
  )
  return el(
    'div',
    { class: 'rule' },
    el('small', {}, say(`rule_${rule.kind}`, { row: rule.row })),
    asked.length > 0 && el('ul', {}, ...asked),
  )
}

const offerView = (offer: Possible, page: Page, chosen: boolean): HTMLElement => {
  const { view, say, format, keep, again } = page
  const choose = (): void => {
    keep({ offer: offer.name, terms: undefined, changing: undefined })
    again()
  }
  const input = el('input', {
    ...{
      type: 'radio',
      name: 'offer',
      value: offer.name,
      'data-focus': `offer-${offer.name}`,
      checked: chosen,
    },
    change: choose,
  })
  const stands = against(offer, page)
  // Why the table does not give it now is worth a look; that it never does is told where it is chosen.
  const isAsked = offer.rule.kind === 'fails' && stands.length === 0
  return el(
    'li',
    {},
    el(
      'label',
      { class: chosen ? 'offer chosen' : 'offer' },
      input,
      el('b', {}, wordy(offer.name)),
      el('span', { class: 'sum' }, format.money(offer.ceiling)),
      offer.suggested && el('em', { class: 'least' }, say('suggested')),
      offer.least && el('em', { class: 'least' }, say('least')),
      el('small', {}, termsText(offer, format, say)),
      offer.said[page.lang] !== '' && el('small', {}, offer.said[page.lang]),
      chosen &&
        offer.kind === 'percent' &&
        offer.cost > 0 &&
        el('small', {}, costText(offer, view.cart.total, format, say)),
      ...stands.map((text) => el('small', { class: 'against' }, text)),
      (chosen || isAsked) && ruleView(offer, page),
    ),
  )
}

export const offerList = (page: Page, chosen: string | null): HTMLElement => {
  const { say, view } = page
  const group = (title: string, offers: readonly Possible[]) =>
    offers.length === 0
      ? []
      : [
          el('legend', {}, title),
          el('ul', {}, ...offers.map((offer) => offerView(offer, page, offer.name === chosen))),
        ]
  const { offers } = view.rules
  const isFirst = (offer: Possible): boolean => offer.allowed || offer.suggested
  const inside = offers.filter(isFirst)
  const outside = offers.filter((offer) => !isFirst(offer))
  // What the rules allow is what is looked for first; the others open on purpose, or where one of them is chosen.
  const open = page.draft.outside ?? (inside.length === 0 || outside.some(({ name }) => name === chosen))
  const more = el(
    'details',
    { open },
    el('summary', { 'data-focus': 'outside' }, `${say('outside')} (${outside.length})`),
    el('fieldset', { class: 'offers' }, ...group(say('outside'), outside)),
  )
  more.addEventListener('toggle', () => {
    if (more.open !== open) page.keep({ outside: more.open })
  })
  return el(
    'div',
    { class: 'choices' },
    inside.length > 0 && el('fieldset', { class: 'offers' }, ...group(say('allowed'), inside)),
    outside.length > 0 && more,
  )
}
