// How the properties of tracked events are read, one reader for each thing that can happen. Knows no names of events.
import { z } from 'zod'
import type { Happening } from '../core/event.ts'
import type { PageKind } from '../core/hesitation/page-kinds.ts'
import { atLocal } from '../core/time/local-time.ts'
import { consentOn, onChannel } from './consents.ts'
import { cancelledOrder, reportedOrder } from './orders.ts'
import { pageKindOf } from './page-kinds.ts'
import { eachProduct, namedProduct, productIn, productsIn } from './products.ts'
import { as } from './shown.ts'
import { text } from './text.ts'

export type Shop = { readonly currency: string; readonly time_zone: string }
export type Reader = z.ZodType<Happening>

const words = text(100).optional()
const points = z.number().int().min(0).max(1_000_000_000)

/** A date without a time means the end of that day at the shop. */
const endIn = (zone: string) =>
  as(
    z.string().transform((given, context): number => {
      const match = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/.exec(given.trim())
      const [year, month, day] = (match ?? []).slice(1, 4).map(Number)
      const isDay = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0)).getUTCDate() === day
      const at = match?.[4] === undefined ? Number.NaN : Date.parse(given)
      if (match && isDay && match[4] === undefined) return atLocal(year!, month!, day! + 1, 0, 0, zone)
      if (Number.isFinite(at)) return at
      context.addIssue('a day such as 2026-12-01 is expected, or a time such as 2026-12-01T18:00:00Z')
      return z.NEVER
    }),
    { type: 'string', examples: ['2026-12-01'] },
  )

const always = (happening: Happening): Reader =>
  as(
    z.unknown().transform(() => happening),
    { type: 'object' },
  )

/** A look at a page of this kind. */
export const looked = (page: string): Reader => always({ kind: 'viewed', page })

const about = z.object({ kind: z.unknown(), category: z.unknown(), path: z.unknown(), url: z.unknown() })
const aPage = about.extend({ name: z.unknown(), title: z.unknown() }).partial()

/** A page of which the properties say the kind. */
export const pageViewed: Reader = aPage.transform(
  (told): Happening => ({ kind: 'viewed', page: pageKindOf(told) ?? 'page' }),
)
/** One hint for a page that is left, with how long it was seen. */
export const pageLeft: Reader = aPage
  .extend({ seconds: z.number().min(0).max(86_400) })
  .transform(({ seconds, ...told }): Happening => {
    const page: PageKind | null = pageKindOf(told)
    return { kind: 'page_left', seconds: Math.round(seconds), ...(page && { page }) }
  })
export const checkoutStep: Reader = z
  .object({ step: z.coerce.number().int().min(0).max(99).optional().catch(undefined) })
  .transform(({ step }): Happening => {
    return { kind: 'viewed', page: 'checkout', ...(step !== undefined && { step }) }
  })
export const hesitated = (sign: string): Reader => always({ kind: 'hesitated', sign })
export const acted = (action: string): Reader => always({ kind: 'action_done', action })
export const signedIn = always({ kind: 'signed_in' })
export const complains = (open: boolean): Reader => always({ kind: 'complaint', open })
/** Everywhere, or only from a channel. */
export const unsubscribed: Reader = onChannel.transform(
  (told): Happening => ({ kind: 'unsubscribed', ...consentOn(told, false) }),
)

export const ownHesitation: Reader = z
  .object({ sign: text(60) })
  .transform(({ sign }): Happening => ({ kind: 'hesitated', sign }))
export const ownAction: Reader = z
  .object({ action: text(60), about: words })
  .transform(({ action, about }): Happening => ({ kind: 'action_done', action, ...(about && { about }) }))
/** A review is about its item, or else its order. */
export const reviewed: Reader = z
  .object({ product_id: words, item_id: words, order_id: words })
  .transform(({ product_id, item_id, order_id }): Happening => {
    const about = product_id ?? item_id ?? order_id
    return { kind: 'action_done', action: 'review', ...(about && { about }) }
  })
export const referred: Reader = z
  .object({ referral: text(100) })
  .transform(({ referral }): Happening => ({ kind: 'referred', token: referral }))
export const pointsSpent: Reader = z
  .object({ points, order_id: words })
  .transform(({ points, order_id }): Happening => {
    return { kind: 'points_spent', points, ...(order_id && { order: order_id }) }
  })
const names = z.array(text(60)).max(20).optional()
/** Who is in which arm of an experiment that another system runs. */
export const enrolledElsewhere: Reader = z
  .object({
    campaign: text(60),
    arm: z.enum(['offer', 'holdout'], 'offer or holdout is expected'),
    variant: text(60).optional(),
    ...{ segments: names, categories: names, channel: text(60).optional() },
    ...{ source: text(100).optional(), region: text(100).optional(), device: text(60).optional() },
  })
  .transform(({ campaign, arm, ...rest }): Happening => {
    const told = Object.entries(rest).filter(([, value]) => value !== undefined)
    return { kind: 'enrolled', campaign, arm, ...Object.fromEntries(told) }
  })
export const subscribed: Reader = z
  .object({ list: words })
  .and(onChannel)
  .transform(
    ({ list, ...told }): Happening => ({
      ...{ kind: 'subscribed', ...(list && { list }) },
      ...consentOn(told, true),
    }),
  )
export const pointsAdded: Reader = z
  .object({ points, balance: points.optional() })
  .transform(({ points, balance }): Happening => {
    return { kind: 'points_added', points, ...(balance !== undefined && { balance }) }
  })
export const listed: Reader = z
  .object({ category: words, list_id: words, item_list_name: words, item_list_id: words })
  .transform(({ category, list_id, item_list_name, item_list_id }): Happening => {
    const name = category ?? list_id ?? item_list_name ?? item_list_id
    return { kind: 'viewed', ...(name && { category: name }) }
  })

/** Those that name goods, sums or days of this shop. */
export const readersOf = ({ currency, time_zone }: Shop) => {
  const named = eachProduct(currency, namedProduct(currency))
  const whole = z.object({
    products: productsIn(currency).optional(),
    items: productsIn(currency).optional(),
  })
  const saved = (saved: boolean): Reader =>
    named.transform((all): Happening => {
      const [first, ...more] = all.map(({ product_id, price }) => ({
        item: product_id,
        ...(price !== undefined && { price }),
      }))
      return { kind: 'item_saved', saved, ...first!, ...(more.length > 0 && { more }) }
    })
  return {
    viewed: named.transform(([first]): Happening => {
      return {
        kind: 'viewed',
        item: first!.product_id,
        ...(first!.category && { category: first!.category }),
      }
    }),
    added: eachProduct(currency, productIn(currency)).transform(
      (lines): Happening => ({ kind: 'cart_changed', change: 'add', lines }),
    ),
    removed: named.transform((all): Happening => {
      const lines = all.map(({ product_id, quantity, price }) => ({
        item: product_id,
        quantity,
        price: price ?? 0,
      }))
      return { kind: 'cart_changed', change: 'remove', lines }
    }),
    /** The whole cart where it is told, else a look at the page. */
    cartAt: (page: string): Reader =>
      whole.transform(({ products, items }): Happening => {
        const lines = products ?? items
        return lines ? { kind: 'cart_changed', change: 'set', lines, page } : { kind: 'viewed', page }
      }),
    saved: saved(true),
    unsaved: saved(false),
    ordered: reportedOrder(currency).transform(({ order, coupon }): Happening => {
      return { kind: 'order_completed', order, ...(coupon === undefined ? {} : { code: coupon }) }
    }),
    cancelled: cancelledOrder(currency).transform(
      (read): Happening => ({ kind: 'order_cancelled', ...read }),
    ),
    pointsExpiring: z
      .object({ points, on: endIn(time_zone) })
      .transform((read): Happening => ({ kind: 'points_expiring', ...read })),
  } satisfies Record<string, Reader | ((page: string) => Reader)>
}
