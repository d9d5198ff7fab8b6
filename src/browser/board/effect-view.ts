// What it earned: treated against holdout, each difference with its range, and what is not known yet said so.
import type { MeanEffect, ShareEffect } from '../../core/report/effect.ts'
import type { Interval } from '../../core/report/interval.ts'
import { el } from '../dom.ts'
import type { Numbers, Say } from './figures-text.ts'
import type { CampaignReport, Compared } from './types.ts'
import { reachOf, whisker } from './whisker.ts'
import type { Key } from './words/en.ts'

type Row = {
  readonly key: Key
  readonly treated: string
  readonly holdout: string
  readonly found: Interval<'percentage_points'> | Interval<'money'> | null
  readonly percent: Interval<'percent'> | null
  readonly verdict: ShareEffect['verdict']
}

const shareRow = (key: Key, effect: ShareEffect, number: Numbers): Row => ({
  ...{ key, found: effect.points, percent: effect.percent, verdict: effect.verdict },
  ...{ treated: number.share(effect.treated), holdout: number.share(effect.holdout) },
})

const meanRow = (key: Key, effect: MeanEffect, number: Numbers): Row => ({
  ...{ key, found: effect.difference, percent: effect.percent, verdict: effect.verdict },
  treated: effect.treated === null ? '–' : number.money(effect.treated),
  holdout: effect.holdout === null ? '–' : number.money(effect.holdout),
})

export const verdictBadge = (
  verdict: ShareEffect['verdict'],
  estimate: number | undefined,
  say: Say,
  number: Numbers,
): HTMLElement => {
  if (!verdict.known)
    return el(
      'span',
      { class: 'badge open' },
      el('b', {}, say('not_yet_known')),
      el('small', {}, number.why(verdict.why)),
    )
  const more = (estimate ?? 0) > 0
  return el(
    'span',
    { class: `badge ${more ? 'more' : 'less'}` },
    el('b', {}, say(more ? 'known_more' : 'known_less')),
  )
}

const effectRow = (row: Row, say: Say, number: Numbers): HTMLElement =>
  el(
    'li',
    { class: 'effect', 'data-effect': row.key },
    el('h3', {}, say(row.key)),
    el(
      'p',
      { class: 'arms' },
      el('span', {}, `${say('treated')} `, el('b', {}, row.treated)),
      el('span', {}, `${say('holdout')} `, el('b', {}, row.holdout)),
    ),
    row.found
      ? (whisker(row.found, reachOf([row.found]), row.verdict.known) as Node)
      : el('span', { class: 'none' }),
    el(
      'p',
      { class: 'range-words' },
      el('b', {}, row.found ? number.range(row.found) : '–'),
      row.percent && el('span', {}, `${number.range(row.percent)} ${say('relative')}`),
    ),
    verdictBadge(row.verdict, row.found?.estimate, say, number),
  )

const wonLine = (found: Compared, say: Say, number: Numbers): string => {
  const parts = (['shoppers', 'revenue', 'margin'] as const).flatMap((what) => {
    const one = found.effect.won[what]
    if (!one) return []
    const write = (value: number): string =>
      one.unit === 'money' ? number.money(value) : number.whole(Math.round(value))
    const range = say('from_to', { low: write(one.low), high: write(one.high) })
    return [`${write(one.estimate)} ${say(`won_${what}`)} (${range})`]
  })
  return parts.length > 0 ? parts.join('; ') : say('not_yet_known')
}

const costsLine = ({ figures, ratios }: Compared, say: Say, number: Numbers): string => {
  const parts = (['codes', 'gifts', 'messages', 'apologies'] as const).flatMap((what) =>
    figures.costs[what] > 0 ? [`${say(`c_${what}`)} ${number.money(figures.costs[what])}`] : [],
  )
  return `${number.money(ratios.costs)}${parts.length > 0 ? ` · ${parts.join(', ')}` : ''}`
}

const returnLine = ({ returns }: Compared, say: Say, number: Numbers): string => {
  const { percent, verdict, basis, why } = returns
  const known = `${say(verdict)}${verdict === 'not_yet_known' && why ? `: ${number.why(why)}` : ''}`
  return percent ? `${number.range(percent)} ${say(`returns_in_${basis}`)}, ${known}` : known
}

/** All campaigns side by side, each against its own holdout, on one scale. */
export const campaignsView = (
  campaigns: readonly CampaignReport[],
  say: Say,
  number: Numbers,
  choose: (campaign: string) => void,
): readonly HTMLElement[] => {
  const shown = campaigns.filter(({ figures }) => figures.enrolled > 0)
  const drawn = ({ effect }: CampaignReport) =>
    effect.conversion.verdict.known || effect.conversion.verdict.why === 'contains_zero'
      ? effect.conversion.points
      : null
  const reach = reachOf(shown.map(drawn))
  const row = (found: CampaignReport): HTMLElement => {
    const { points, percent, verdict } = found.effect.conversion
    const isDrawn = drawn(found) !== null
    const name = { type: 'button', class: 'plain', 'data-focus': `campaign-${found.campaign}` }
    return el(
      'li',
      { class: 'effect', 'data-campaign': found.campaign },
      el(
        'h3',
        {},
        el(
          'button',
          { ...name, title: say('choose_campaign'), click: () => choose(found.campaign) },
          found.campaign,
        ),
      ),
      points && isDrawn ? (whisker(points, reach, verdict.known) as Node) : el('span', { class: 'none' }),
      el(
        'p',
        { class: 'range-words' },
        el('b', {}, points && isDrawn ? number.range(points) : '–'),
        percent && isDrawn && el('span', {}, `${number.range(percent)} ${say('relative')}`),
      ),
      el(
        'p',
        { class: 'range-words' },
        el('span', {}, `${say('returns')}: ${returnLine(found, say, number)}`),
      ),
      verdictBadge(verdict, points?.estimate, say, number),
    )
  }
  return [
    el('h2', {}, `${say('effect')}: ${say('e_conversion').toLowerCase()}`),
    el('p', { class: 'hint' }, say('effect_about')),
    el('ul', { class: 'effects' }, ...shown.map(row)),
    el('p', { class: 'hint' }, say('no_shop_holdout')),
  ]
}

export const effectView = (found: Compared, say: Say, number: Numbers): readonly HTMLElement[] => {
  const { effect, figures } = found
  const rows = [
    shareRow('e_conversion', effect.conversion, number),
    ...('wants' in found && found.wants ? [shareRow('e_goal', effect.goal, number)] : []),
    shareRow('e_came_back', effect.came_back, number),
    meanRow('e_revenue', effect.revenue, number),
    meanRow('e_margin', effect.margin, number),
  ]
  const said: readonly (readonly [string, string])[] = [
    [say('won'), wonLine(found, say, number)],
    [say('costs'), costsLine(found, say, number)],
    [say('returns'), returnLine(found, say, number)],
  ]
  return [
    el('h2', {}, say('effect')),
    el('p', { class: 'hint' }, say('effect_about')),
    el(
      'p',
      { class: 'arms all' },
      el('span', {}, `${say('treated')}: ${say('n_shoppers', { n: number.whole(effect.treated.shoppers) })}`),
      el('span', {}, `${say('holdout')}: ${say('n_shoppers', { n: number.whole(effect.holdout.shoppers) })}`),
    ),
    el('ul', { class: 'effects' }, ...rows.map((row) => effectRow(row, say, number))),
    el(
      'dl',
      { class: 'facts wide' },
      ...said.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))),
    ),
    ...(figures.with_code > 0
      ? [el('p', { class: 'hint' }, say('came_anyway', { orders: number.whole(figures.with_code) }))]
      : []),
    ...(found.mixed > 0 ? [el('p', { class: 'hint' }, say('mixed', { n: number.whole(found.mixed) }))] : []),
  ]
}
