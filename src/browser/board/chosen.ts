// What the board shows, in the page's address: a reload, or a link sent to a colleague, shows the same.
import type { Key } from './words/en.ts'

export const PERIODS = {
  all: 'all_time',
  7: 'last_7',
  30: 'last_30',
  90: 'last_90',
} as const satisfies Readonly<Record<string, Key>>
export const BREAKDOWNS = [
  ...([
    'segment',
    'reason',
    'offer',
    'variant',
    'category',
    'channel',
    'source',
    'device',
    'region',
  ] as const),
  ...(['lang', 'sign', 'hour', 'weekday', 'day', 'month', 'code'] as const),
]

export type Chosen = {
  /** Empty: all of them. */
  readonly campaign: string
  readonly period: keyof typeof PERIODS
  readonly by: (typeof BREAKDOWNS)[number]
}

export const readChosen = (): Chosen => {
  const asked = new URLSearchParams(location.hash.slice(1))
  const period = asked.get('days') ?? 'all'
  const by = BREAKDOWNS.find((one) => one === asked.get('by')) ?? 'segment'
  return {
    campaign: asked.get('campaign') ?? '',
    period: (period in PERIODS ? period : 'all') as Chosen['period'],
    by,
  }
}

export const writeChosen = ({ campaign, period, by }: Chosen): void => {
  const asked = new URLSearchParams({ ...(campaign && { campaign }), days: String(period), by })
  history.replaceState(null, '', `#${asked}`)
}

/** The first day of the period, as the shop's calendar has it; null: from the beginning. */
export const firstDay = ({ period }: Chosen, now: number, zone: string): string | null =>
  period === 'all'
    ? null
    : new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now - (Number(period) - 1) * 86_400_000)
