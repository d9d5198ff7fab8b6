// Figures of an experiment in words. Knows no data.

const DAYS_IN_MONTH = 30.44

/** "12 days", "35 months", "9 years": as exact as anybody can plan with. */
export const sayDays = (days: number): string => {
  if (!Number.isFinite(days)) return 'never'
  const many = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`
  if (days <= 60) return many(Math.max(1, Math.ceil(days)), 'day')
  const months = Math.ceil(days / DAYS_IN_MONTH)
  return months <= 60 ? many(months, 'month') : many(Math.ceil(days / 365.25), 'year')
}

/** "12.5%": a share. */
export const sayShare = (share: number): string => `${(share * 100).toFixed(1).replace(/\.0$/, '')}%`

/** "+2.0 pp": a difference of shares. */
export const sayPoints = (difference: number): string =>
  `${difference < 0 ? '−' : '+'}${Math.abs(difference * 100).toFixed(1)} pp`

/** "+16%": the same as a part of what it was. Never mixed with points. */
export const sayRelative = (difference: number, baseline: number): string =>
  baseline === 0
    ? 'from nothing'
    : `${difference < 0 ? '−' : '+'}${Math.abs((difference / baseline) * 100).toFixed(0)}%`

export const sayCount = (n: number): string => n.toLocaleString('en')

export const sayDate = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at)
