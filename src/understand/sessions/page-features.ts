// What a page can know of a session, as numbers for the model: looks and time by kind of page, the day, new or not.
import type { SessionSeen } from '../../core/hesitation/session-seen.ts'
import { monthOf, type Session } from './session.ts'

export const pageSessionOf = (told: Session): SessionSeen => ({
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

export const pageNumbers = (seen: SessionSeen): readonly number[] => {
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
