// What a page can know of a session, as numbers for the model: looks and time by kind of page, the day, new or not.
import type { Session } from './session.ts'
import { monthOf } from './session.ts'

/** Looks and seconds by kind of page as the file divides them: the account's, those that inform, those of goods. */
export type PageSession = {
  readonly account: number
  readonly account_seconds: number
  readonly info: number
  readonly info_seconds: number
  readonly goods: number
  readonly goods_seconds: number
  /** 1 to 12. */
  readonly month: number
  readonly weekend: boolean
  /** Was here before this visit. */
  readonly returning: boolean
}

export const pageSessionOf = (told: Session): PageSession => ({
  account: told.Administrative,
  account_seconds: told.Administrative_Duration,
  info: told.Informational,
  info_seconds: told.Informational_Duration,
  goods: told.ProductRelated,
  goods_seconds: told.ProductRelated_Duration,
  month: monthOf(told),
  weekend: told.Weekend,
  returning: told.VisitorType !== 'New_Visitor',
})

const each = (sum: number, count: number): number => sum / Math.max(1, count)

export const pageNumbers = (seen: PageSession): readonly number[] => {
  const pages = seen.account + seen.info + seen.goods
  // Tenths of a second stand in no hint: whole seconds, in the file too.
  const [account, info, goods] = [seen.account_seconds, seen.info_seconds, seen.goods_seconds].map(Math.round)
  const seconds = account! + info! + goods!
  return [
    ...[seen.account, account!, seen.info, info!, seen.goods, goods!],
    ...[seen.month, seen.weekend ? 1 : 0, seen.returning ? 1 : 0],
    ...[pages, seconds, each(seconds, pages), each(goods!, seen.goods), each(account!, seen.account)],
    ...[each(seen.goods, pages), each(goods!, seconds)],
  ]
}
