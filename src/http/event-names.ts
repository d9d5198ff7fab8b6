// Every event that we know by name: Segment's e-commerce names, GA4's as aliases, our own. Knows no HTTP.
import {
  acted,
  checkoutStep,
  complains,
  enrolledElsewhere,
  hesitated,
  listed,
  looked,
  ownAction,
  ownHesitation,
  pageLeft,
  pageViewed,
  pointsAdded,
  pointsSpent,
  type Reader,
  readersOf,
  referred,
  reviewed,
  type Shop,
  signedIn,
  subscribed,
  unsubscribed,
} from './event-readers.ts'
import { orderUpdated } from './order-status.ts'

/** Who may say so, and how its properties are read. Null: known, and of no use to us. */
export type Known = { readonly trust: 'hint' | 'fact'; readonly reader: Reader } | null
/** One event with all its names; the first is the one that we show. */
export type Named = { readonly names: readonly string[]; readonly known: Known }

const hint = (reader: Reader, ...names: readonly string[]): Named => ({
  names,
  known: { trust: 'hint', reader },
})
const fact = (reader: Reader, ...names: readonly string[]): Named => ({
  names,
  known: { trust: 'fact', reader },
})

/** What the field's clients send by themselves, and what says nothing about a sale that slips away. */
const OF_NO_USE = [
  ...['Promotion Viewed', 'view_promotion', 'Email Opened', 'Email Delivered'],
  ...['Email Bounced', 'Email Link Clicked', 'Email Marked as Spam', 'Push Notification Received'],
  ...['Push Notification Tapped', 'Push Notification Bounced', 'Install Attributed', 'Deep Link Opened'],
  ...['Application Installed', 'Application Opened', 'Application Updated', 'Application Backgrounded'],
  ...['Application Foregrounded', 'Application Crashed', 'Application Uninstalled', 'Experiment Viewed'],
  ...['session_start', 'first_visit', 'user_engagement', 'scroll', 'click', 'form_start', 'form_submit'],
  ...['file_download', 'video_start', 'video_progress', 'video_complete'],
]

export const eventsOf = (shop: Shop): readonly Named[] => {
  const of = readersOf(shop)
  return [
    hint(of.viewed, 'Product Viewed', 'Product Clicked', 'Product Shared', 'view_item', 'select_item'),
    hint(listed, 'Product List Viewed', 'Product List Filtered', 'view_item_list'),
    hint(looked('search'), 'Products Searched', 'search', 'view_search_results'),
    hint(looked('promotion'), 'Promotion Clicked', 'select_promotion'),
    hint(pageLeft, 'Page Left'),
    hint(pageViewed, 'Page Viewed', 'page_view', 'screen_view'),
    hint(of.added, 'Product Added', 'Wishlist Product Added to Cart', 'add_to_cart'),
    hint(of.removed, 'Product Removed', 'remove_from_cart'),
    hint(of.cartAt('cart'), 'Cart Viewed', 'view_cart'),
    hint(looked('cart'), 'Cart Shared'),
    hint(of.cartAt('checkout'), 'Checkout Started', 'begin_checkout'),
    hint(checkoutStep, 'Checkout Step Viewed'),
    hint(looked('checkout'), 'Checkout Step Completed', 'Payment Info Entered'),
    hint(looked('checkout'), 'add_shipping_info', 'add_payment_info', 'Coupon Applied', 'Coupon Removed'),
    hint(hesitated('coupon_entered'), 'Coupon Entered'),
    hint(hesitated('coupon_denied'), 'Coupon Denied'),
    hint(ownHesitation, 'Hesitated'),
    hint(of.saved, 'Product Added to Wishlist', 'add_to_wishlist'),
    hint(of.unsaved, 'Product Removed from Wishlist'),
    fact(of.ordered, 'Order Completed', 'purchase'),
    fact(of.cancelled, 'Order Cancelled', 'Order Refunded', 'refund'),
    fact(orderUpdated(null), 'Order Updated'),
    fact(orderUpdated('shipped'), 'Order Shipped'),
    fact(orderUpdated('late'), 'Order Delayed'),
    fact(orderUpdated('delivered'), 'Order Delivered'),
    fact(orderUpdated('returned'), 'Order Returned'),
    fact(complains(true), 'Complaint Opened'),
    fact(complains(false), 'Complaint Closed'),
    fact(signedIn, 'Signed In', 'Signed Up', 'login', 'sign_up'),
    fact(enrolledElsewhere, 'Enrolled'),
    fact(subscribed, 'Subscribed'),
    fact(unsubscribed, 'Unsubscribed'),
    fact(reviewed, 'Product Reviewed'),
    fact(acted('lead'), 'generate_lead'),
    fact(ownAction, 'Action Done'),
    fact(pointsAdded, 'Points Added'),
    fact(pointsSpent, 'Points Spent'),
    fact(of.pointsExpiring, 'Points Expiring'),
    hint(referred, 'Referred'),
    ...OF_NO_USE.map((name): Named => ({ names: [name], known: null })),
  ]
}

/** "product_added", "Product Added" and "product  added" are one name. */
const nameOf = (event: string): string =>
  event
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')

/** The events of a shop are made once: building their schemas costs more than reading with them. */
const made = new Map<string, ReadonlyMap<string, Known>>()

const byName = (shop: Shop): ReadonlyMap<string, Known> => {
  const key = `${shop.currency} ${shop.time_zone}`
  const found = made.get(key)
  if (found) return found
  const all = eventsOf(shop).flatMap(({ names, known }) =>
    names.map((name) => [nameOf(name), known] as const),
  )
  const events = new Map(all)
  made.set(key, events)
  return events
}

/** undefined: nobody knows this event. */
export const knownEvent = (event: string, shop: Shop): Known | undefined => byName(shop).get(nameOf(event))

/** The names that an event may have, as one is told who misspelt it. */
export const namesOf = (shop: Shop): readonly string[] =>
  eventsOf(shop).flatMap(({ names, known }) => (known ? names : []))
