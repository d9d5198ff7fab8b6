// Which words the demo shop's page has: one shape for all its languages.
import type { Category } from './api.ts'

type Sum = (sum: string) => string
type Count = (count: number) => string

export type Words = {
  readonly [word in Plain]: string
} & {
  readonly [word in 'inCart' | 'addMore' | 'fewLeft' | 'noMore' | 'found' | 'pieces' | 'pointsLater']: Count
} & {
  readonly [word in 'faults' | 'gone']: Count
} & {
  readonly [word in 'deliveryCosts' | 'toFree' | 'minimum' | 'accepted']: Sum
} & {
  readonly [word in 'nothingFor' | 'hello' | 'sentTo' | 'cancelledNow']: (name: string) => string
} & {
  readonly [word in 'deliveryFree' | 'freeFrom']: (cost: string, from: string) => string
} & {
  readonly categories: { readonly [category in Category]: string }
  readonly sorts: { readonly [sort in 'best' | 'cheap' | 'dear']: string }
  readonly fields: { readonly [field in 'name' | 'email' | 'city' | 'address' | 'branch']: string }
  readonly needs: { readonly [field in 'name' | 'email' | 'city' | 'address']: string }
  readonly ways: { readonly [way in 'post' | 'courier' | 'pickup']: string }
  readonly pays: { readonly [way in 'card' | 'cardAbout' | 'cash' | 'cashAbout']: string }
  readonly refusals: { readonly [reason: string]: string }
  readonly tryThis: readonly string[]
}

type Plain =
  | 'giftGoes'
  | (
      | 'hero'
      | 'lead'
      | 'skip'
      | 'language'
      | 'yours'
      | 'close'
      | 'undo'
      | 'loading'
      | 'tryAgain'
      | 'silent'
      | 'again'
    )
  | (
      | 'search'
      | 'searchExample'
      | 'category'
      | 'all'
      | 'onSale'
      | 'sort'
      | 'nothingHere'
      | 'nothingAdvice'
      | 'showAll'
    )
  | (
      | 'add'
      | 'added'
      | 'toCart'
      | 'soldOut'
      | 'there'
      | 'alike'
      | 'allGoods'
      | 'toGoods'
      | 'missing'
      | 'missingAbout'
    )
  | ('save' | 'saved' | 'savedNow' | 'unsavedNow' | 'savedEmpty' | 'savedAdvice' | 'salePrice' | 'usualPrice')
  | (
      | 'cart'
      | 'empty'
      | 'emptyAdvice'
      | 'more'
      | 'less'
      | 'remove'
      | 'removed'
      | 'quantity'
      | 'goOn'
      | 'checkout'
      | 'checkoutTitle'
    )
  | (
      | 'summary'
      | 'goods'
      | 'shipping'
      | 'free'
      | 'freeNow'
      | 'discount'
      | 'total'
      | 'code'
      | 'codeExample'
      | 'apply'
    )
  | (
      | 'noSums'
      | 'restored'
      | 'restoredWithCode'
      | 'restoredWithout'
      | 'restoreOver'
      | 'applyEmpty'
      | 'applyNot'
      | 'backToCart'
      | 'contact'
      | 'emailHint'
      | 'whereTo'
      | 'delivery'
      | 'deliveryCost'
      | 'payment'
    )
  | ('order' | 'nothingPaid' | 'changed' | 'notNow' | 'thanks' | 'number')
  | (
      | 'orders'
      | 'noOrders'
      | 'noOrdersAdvice'
      | 'statePlaced'
      | 'stateCancelled'
      | 'cancelOrder'
      | 'cancelSure'
    )
  | ('cancelYes' | 'cancelNo' | 'signIn' | 'signInAbout' | 'signOut' | 'signedOut')
  | ('letter' | 'letterAbout' | 'subscribe' | 'subscribed' | 'foot')
  | ('demo' | 'later45' | 'later10' | 'laterDay' | 'laterWeek' | 'desk' | 'barMore' | 'moving' | 'movedCart')
  | 'movedEmpty'
