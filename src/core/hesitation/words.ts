// Signs of hesitation in words, with how often: "came back to the delivery cost 3 times". Knows no weights.
import type { Lang } from '../meaning.ts'
import type { Hesitation } from './hesitation.ts'
import { weightiest } from './level.ts'
import type { SignName } from './table.ts'

const EN: Readonly<Record<SignName, string>> = {
  exit_intent: 'was about to leave the page',
  tab_left: 'went to another tab with goods in the cart',
  idle_at_checkout: 'sat still at the checkout',
  checkout_back: 'stepped back from the checkout',
  long_checkout: 'stayed at the checkout for long',
  code_field_tried: 'tried the field for a code',
  coupon_entered: 'entered a code',
  coupon_denied: 'entered a code that was refused',
  cart_line_removed: 'took something out of the cart',
  long_cart: 'looked at the cart for long',
  delivery_read: 'read about the delivery cost',
  delivery_again: 'came back to the delivery cost',
  returns_read: 'read about returns',
  returns_again: 'came back to the returns',
  payment_again: 'came back to the ways to pay',
  size_table: 'looked at the sizes',
  comparing: 'compared goods',
  same_product_again: 'came back to the same goods',
  long_product: 'looked at goods for long',
  saved_for_later: 'set something aside',
  came_back_to_cart: 'came back to a full cart on another visit',
  other_sign: 'showed a sign of the shop’s own',
}

const RU: Readonly<Record<SignName, string>> = {
  exit_intent: 'собирался уйти со страницы',
  tab_left: 'уходил на другую вкладку с товаром в корзине',
  idle_at_checkout: 'замирал на оформлении заказа',
  checkout_back: 'отступал от оформления заказа',
  long_checkout: 'надолго задерживался на оформлении',
  code_field_tried: 'пробовал поле для промокода',
  coupon_entered: 'вводил промокод',
  coupon_denied: 'вводил промокод, который не приняли',
  cart_line_removed: 'убирал товар из корзины',
  long_cart: 'долго смотрел на корзину',
  delivery_read: 'читал о стоимости доставки',
  delivery_again: 'возвращался к стоимости доставки',
  returns_read: 'читал об условиях возврата',
  returns_again: 'возвращался к условиям возврата',
  payment_again: 'возвращался к способам оплаты',
  size_table: 'смотрел размеры',
  comparing: 'сравнивал товары',
  same_product_again: 'возвращался к тому же товару',
  long_product: 'долго рассматривал товар',
  saved_for_later: 'откладывал товар',
  came_back_to_cart: 'вернулся к полной корзине в другой раз',
  other_sign: 'подавал другие признаки сомнения',
}

const UK: Readonly<Record<SignName, string>> = {
  exit_intent: 'збирався піти зі сторінки',
  tab_left: 'переходив на іншу вкладку з товаром у кошику',
  idle_at_checkout: 'завмирав на оформленні замовлення',
  checkout_back: 'відступав від оформлення замовлення',
  long_checkout: 'надовго затримувався на оформленні',
  code_field_tried: 'пробував поле для промокоду',
  coupon_entered: 'вводив промокод',
  coupon_denied: 'вводив промокод, який не прийняли',
  cart_line_removed: 'прибирав товар із кошика',
  long_cart: 'довго дивився на кошик',
  delivery_read: 'читав про вартість доставки',
  delivery_again: 'повертався до вартості доставки',
  returns_read: 'читав про умови повернення',
  returns_again: 'повертався до умов повернення',
  payment_again: 'повертався до способів оплати',
  size_table: 'дивився розміри',
  comparing: 'порівнював товари',
  same_product_again: 'повертався до того самого товару',
  long_product: 'довго роздивлявся товар',
  saved_for_later: 'відкладав товар',
  came_back_to_cart: 'повернувся до повного кошика іншим разом',
  other_sign: 'подавав інші ознаки вагання',
}

const WORDS: Readonly<Record<Lang, Readonly<Record<SignName, string>>>> = { en: EN, ru: RU, uk: UK }

/** Two to four, but not twelve to fourteen: Russian and Ukrainian count these in another form. */
const isFew = (count: number): boolean => {
  const [last, teens] = [count % 10, count % 100]
  return last >= 2 && last <= 4 && (teens < 12 || teens > 14)
}

const TIMES: Readonly<Record<Lang, (count: number) => string>> = {
  en: (count) => (count === 2 ? 'twice' : `${count} times`),
  ru: (count) => (count === 2 ? 'дважды' : `${count} ${isFew(count) ? 'раза' : 'раз'}`),
  uk: (count) => (count === 2 ? 'двічі' : `${count} ${isFew(count) ? 'рази' : 'разів'}`),
}

export const signWords = (name: SignName, times: number, lang: Lang): string =>
  times > 1 ? `${WORDS[lang][name]} ${TIMES[lang](times)}` : WORDS[lang][name]

/** So many reasons are read; more are skipped. */
const MOST = 4

/** The signs of the latest visit in words, those that weigh most first. */
export const hesitationWords = (known: Hesitation | null | undefined, lang: Lang): readonly string[] => {
  const all = weightiest(known?.seen ?? {})
  // Who came back to it has read it.
  const again = new Set(
    all.flatMap(([name]) => (name.endsWith('_again') ? [name.replace(/again$/, 'read')] : [])),
  )
  return all
    .filter(([name]) => !again.has(name))
    .slice(0, MOST)
    .map(([name, times]) => signWords(name, times, lang))
}
