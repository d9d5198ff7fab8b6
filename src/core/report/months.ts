// The rows by the month in which they began: orders, those with a code, and how many name the price as what is in the way.
import type { Enrolment } from '../enrolment/enrolment.ts'
import type { MonthReport } from './report.ts'

type Month = { -readonly [K in keyof MonthReport]: MonthReport[K] }

/** `monthOf`: a time as 2026-11. */
export const createMonths = (monthOf: (at: number) => string) => {
  const months = new Map<string, Month>()
  const at = (month: string): Month => {
    const one = months.get(month) ?? { month, enrolled: 0, orders: 0, with_code: 0, told: 0, price: 0 }
    months.set(month, one)
    return one
  }
  return {
    /** All rows of one shopper. */
    add: (rows: readonly Enrolment[]): void => {
      const said = new Map<string, boolean>()
      for (const row of rows) {
        const month = monthOf(row.at)
        const one = at(month)
        one.enrolled++
        one.orders += row.orders
        one.with_code += row.with_code ?? 0
        if (row.reason) said.set(month, (said.get(month) ?? false) || row.reason === 'price')
      }
      for (const [month, price] of said) {
        at(month).told++
        if (price) at(month).price++
      }
    },
    end: (): readonly MonthReport[] => [...months.values()].toSorted((a, b) => (a.month < b.month ? -1 : 1)),
  }
}
