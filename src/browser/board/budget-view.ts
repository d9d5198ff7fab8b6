// Budgets: spent, reserved, left; and what the shop's own rules have changed.
import { el } from '../dom.ts'
import type { Numbers, Say } from './figures-text.ts'
import type { Board, CampaignReport } from './types.ts'
import { barOf } from './whisker.ts'

const row = (
  { campaign, budget, paused, exists }: CampaignReport,
  say: Say,
  number: Numbers,
): HTMLElement | null => {
  if (!budget || (budget.limit === 0 && budget.spent + budget.reserved === 0)) return null
  const { limit, spent, reserved } = budget
  const all = Math.max(limit ?? spent + reserved, spent + reserved, 1)
  const left =
    limit === null
      ? say('budget_none')
      : `${say('left')} ${number.money(Math.max(0, limit - spent - reserved))}`
  return el(
    'li',
    {},
    el(
      'h3',
      {},
      campaign,
      paused && el('small', {}, ` · ${say('paused')}`),
      !exists && el('small', {}, ` · ${say('gone')}`),
    ),
    barOf([
      { share: spent / all, kind: 'spent' },
      { share: reserved / all, kind: 'reserved' },
    ]),
    el(
      'p',
      { class: 'legend' },
      el('span', { class: 'key spent' }, `${say('spent')} ${number.money(spent)}`),
      el('span', { class: 'key reserved' }, `${say('reserved')} ${number.money(reserved)}`),
      el('span', {}, left),
    ),
  )
}

export const budgetView = (board: Board, say: Say, number: Numbers): readonly HTMLElement[] => {
  const rows = board.report.campaigns
    .map((campaign) => row(campaign, say, number))
    .filter((one) => one !== null)
  const moves = Object.entries(board.moves ?? {})
  return [
    ...(rows.length > 0 ? [el('h2', {}, say('budgets')), el('ul', { class: 'budgets' }, ...rows)] : []),
    ...(moves.length > 0
      ? [
          el('h3', {}, say('moves')),
          el(
            'ul',
            { class: 'said' },
            ...moves.map(([campaign, { paused, budget }]) =>
              el(
                'li',
                {},
                `${campaign}: `,
                [
                  paused ? say('move_paused') : '',
                  budget ? say('move_budget', { sum: number.signedMoney(budget) }) : '',
                ]
                  .filter(Boolean)
                  .join(', '),
              ),
            ),
          ),
        ]
      : []),
  ]
}
