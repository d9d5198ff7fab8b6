// What a code would do to the campaign's budget, and to the margin of the cart.
import { el } from '../dom.ts'
import type { Page } from './parts.ts'
import { wordy } from './phrases.ts'

const barPart = (kind: string, share: number): HTMLElement => {
  const part = el('span', { class: kind })
  // By script, since the page allows no styles of its own making.
  part.style.width = `${Math.max(0, Math.min(100, share * 100))}%`
  return part
}

/** `costs`: what would be reserved for the code, minor units. */
export const budgetView = ({ view, say, format }: Page, costs: number): HTMLElement => {
  const { budget, campaign } = view.rules
  const { limit, spent, reserved } = budget
  const title = el('h4', {}, say('budget', { campaign: wordy(campaign.name) }))
  const sums = { spent: format.money(spent), reserved: format.money(reserved) }
  if (limit === null) return el('div', { class: 'budget' }, title, el('p', {}, say('budget_free', sums)))
  const left = limit - spent - reserved - costs
  const all = Math.max(limit, spent + reserved + costs, 1)
  const legend = [
    ['spent', say('spent', { sum: sums.spent })],
    ['reserved', say('reserved', { sum: sums.reserved })],
    ['this', say('this_code', { sum: format.money(costs) })],
    ['left', say('left', { sum: format.money(left) })],
  ] as const
  return el(
    'div',
    { class: left < 0 ? 'budget over' : 'budget' },
    title,
    el(
      'div',
      { class: 'bar', 'aria-hidden': 'true' },
      barPart('spent', spent / all),
      barPart('reserved', reserved / all),
      barPart('this', costs / all),
    ),
    el('ul', { class: 'legend' }, ...legend.map(([kind, text]) => el('li', { class: kind }, text))),
  )
}

export const marginView = ({ view, say, format }: Page, costs: number): HTMLElement => {
  const { margin } = view
  const title = el('h4', {}, say('margin'))
  if (margin.kind === 'unknown') {
    const items = margin.items.slice(0, 5).join(', ')
    const text = items === '' ? say('margin_unknown') : say('margin_unknown_of', { items })
    return el('div', { class: 'margin' }, title, el('p', {}, text))
  }
  const left = margin.room - costs
  const sums = { room: format.money(margin.room), left: format.money(left) }
  return el(
    'div',
    { class: left < 0 ? 'margin loss' : 'margin' },
    title,
    el('p', {}, say(costs > 0 ? 'margin_known' : 'margin_plain', sums)),
    left < 0 && el('p', { class: 'warning' }, say('margin_loss')),
  )
}
