// The days as a plot, and as a table for whoever can't see it. uPlot draws; colours are the page's own.
import uPlot from 'uplot'
import { el } from '../dom.ts'
import type { Numbers, Say } from './figures-text.ts'
import { tableView } from './table-view.ts'
import type { DayReport } from './types.ts'

const DAY = 86_400
const HEIGHT = 240
const SERIES = ['enrolled', 'issued', 'redeemed', 'orders'] as const

/** Days without an enrolment are days, too: nothing happened on them. */
export const withoutGaps = (days: readonly DayReport[]): readonly DayReport[] => {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const known = new Map(days.map((day) => [day.day, day]))
  const all: DayReport[] = []
  for (let at = Date.parse(first.day); at <= Date.parse(last.day) && all.length < 3000; at += DAY * 1000) {
    const day = new Date(at).toISOString().slice(0, 10)
    all.push(known.get(day) ?? { day, enrolled: 0, talked: 0, issued: 0, redeemed: 0, orders: 0, revenue: 0 })
  }
  return all
}

/** A shop's first day alone would stand at the edge of years: empty days before it make two weeks. In seconds. */
export const leadIn = (days: readonly DayReport[]): readonly number[] => {
  const [first] = days
  const missing = first ? Math.max(0, 14 - days.length) : 0
  return Array.from({ length: missing }, (_, i) => Date.parse(first!.day) / 1000 - (missing - i) * DAY)
}

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()

const optionsOf = (width: number, say: Say, number: Numbers): uPlot.Options => {
  const [ink, line] = [colour('--soft'), colour('--line')]
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } }
  const strokes = ['--accent', '--warm', '--good', '--plum'].map(colour)
  const dashes = [undefined, [8, 4], undefined, [2, 3]]
  return {
    ...{ width, height: HEIGHT, ms: 1e-3 },
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), 'Etc/UTC'),
    scales: {
      x: { time: true },
      y: { range: (_, __, max) => [0, Math.max(4, max * 1.1)] },
    },
    axes: [
      {
        ...axis,
        incrs: [1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY),
        values: (_, splits) => splits.map((at) => number.day(new Date(at * 1000).toISOString().slice(0, 10))),
      },
      {
        ...axis,
        size: 56,
        values: (_, splits) => splits.map((at) => (Number.isInteger(at) ? number.whole(at) : '')),
      },
    ],
    series: [
      {
        label: say('day'),
        value: (_, at) => (at === null ? '–' : number.day(new Date(at * 1000).toISOString().slice(0, 10))),
      },
      ...SERIES.map((name, i) => ({
        ...{ label: say(`t_${name}`), stroke: strokes[i]!, width: 2, points: { show: true, size: 6 } },
        ...(dashes[i] && { dash: dashes[i] }),
        value: (_: uPlot, value: number | null) => (value === null ? '–' : number.whole(value)),
      })),
    ],
    cursor: { drag: { x: false, y: false } },
  }
}

/** Draws anew where the days, the width or the colours have changed. */
export const createTimeView = (say: Say) => {
  const plotted = el('div', { class: 'plot', 'aria-hidden': 'true' })
  const details = el('details', { class: 'numbers' })
  const element = el(
    'section',
    { class: 'card time' },
    el('h2', {}, say('over_time')),
    el('p', { class: 'hint' }, say('over_time_about')),
    plotted,
    details,
  )
  let plot: uPlot | null = null
  let drawn = ''
  let latest: { readonly days: readonly DayReport[]; readonly number: Numbers } | null = null

  const draw = (days: readonly DayReport[], number: Numbers): void => {
    latest = { days, number }
    const width = Math.floor(plotted.clientWidth)
    const state = JSON.stringify([days, width, colour('--accent')])
    if (state === drawn || width === 0) return
    drawn = state
    plot?.destroy()
    const all = withoutGaps(days)
    const before = leadIn(all)
    const data: uPlot.AlignedData = [
      [...before, ...all.map(({ day }) => Date.parse(day) / 1000)],
      ...SERIES.map((name) => [...before.map(() => null), ...all.map((day) => day[name])]),
    ]
    plot = new uPlot(optionsOf(width, say, number), data, plotted)
    const heads = [
      { text: say('day'), left: true },
      ...SERIES.map((name) => ({ text: say(`t_${name}`) })),
      { text: say('revenue') },
    ]
    const rows = days
      .toReversed()
      .map((day) => [
        number.day(day.day),
        ...SERIES.map((name) => number.whole(day[name])),
        number.money(day.revenue),
      ])
    details.replaceChildren(el('summary', {}, say('more_figures')), tableView(say('over_time'), heads, rows))
  }
  const again = (): void => {
    if (latest) draw(latest.days, latest.number)
  }
  new ResizeObserver(again).observe(plotted)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again)
  return { element, draw }
}
