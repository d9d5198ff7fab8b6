// What is shown: the campaign, the period, what it is broken down by.
import { el } from '../dom.ts'
import { BREAKDOWNS, type Chosen, PERIODS } from './chosen.ts'
import type { Say } from './figures-text.ts'

const select = (
  name: string,
  focus: string,
  options: readonly (readonly [string, string])[],
  chosen: string,
  change: (value: string) => void,
): HTMLElement => {
  const choice = el(
    'select',
    { 'data-focus': focus, name: focus },
    ...options.map(([value, text]) => el('option', { value, selected: value === chosen }, text)),
  )
  choice.addEventListener('change', () => change(choice.value))
  return el('label', { class: 'field' }, el('span', {}, name), choice)
}

export const campaignAndPeriod = (
  campaigns: readonly string[],
  chosen: Chosen,
  say: Say,
  choose: (changed: Partial<Chosen>) => void,
): readonly HTMLElement[] => [
  select(
    say('campaign'),
    'campaign',
    [['', say('all')], ...campaigns.map((name) => [name, name] as const)],
    chosen.campaign,
    (campaign) => choose({ campaign }),
  ),
  select(
    say('period'),
    'period',
    Object.entries(PERIODS).map(([period, key]) => [period, say(key)]),
    String(chosen.period),
    (period) => choose({ period: period as unknown as Chosen['period'] }),
  ),
]

export const breakdownChoice = (
  chosen: Chosen,
  say: Say,
  choose: (changed: Partial<Chosen>) => void,
): HTMLElement =>
  select(
    say('by'),
    'by',
    BREAKDOWNS.map((by) => [by, say(`by_${by}`)]),
    chosen.by,
    (by) => choose({ by: by as Chosen['by'] }),
  )
