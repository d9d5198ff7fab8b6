// The rows by the day on which they began: the latest so many days that have any.
import type { Enrolment } from '../enrolment/enrolment.ts'
import type { DayReport } from './report.ts'

const MOST = 750

type Day = { -readonly [K in keyof DayReport]: DayReport[K] }

export const createDays = () => {
  const days = new Map<string, Day>()
  const dropOldest = (): void => {
    const kept = [...days.keys()].toSorted().slice(-MOST)
    for (const day of days.keys()) if (day < kept[0]!) days.delete(day)
  }
  return {
    add: (day: string, row: Enrolment): void => {
      let one = days.get(day)
      if (!one) {
        one = { day, enrolled: 0, talked: 0, issued: 0, redeemed: 0, orders: 0, revenue: 0 }
        days.set(day, one)
        if (days.size > 2 * MOST) dropOldest()
      }
      one.enrolled++
      if (row.talked) one.talked++
      one.issued += row.codes.length
      one.redeemed += row.codes.filter(({ state }) => state === 'redeemed').length
      one.orders += row.orders
      one.revenue += row.revenue
    },
    end: (): readonly DayReport[] =>
      [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)).slice(-MOST),
  }
}
