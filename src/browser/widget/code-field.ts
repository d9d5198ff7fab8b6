// Is this where a promo code goes? Judged by what the field is called, in three languages; the page may say so itself.

const CODE = /promo|coupon|voucher|discount|code|промо|купон|код|знижк|скидк/i
/** Fields of another kind that are called codes as well. */
const OTHER =
  /zip|post|пошт|почт|індекс|индекс|country|країн|стран|phone|тел|sms|смс|one-time|verif|твер|cvc|cvv|secur|captcha|tax/i

export const isCodeField = (field: Element): boolean => {
  if (!(field instanceof HTMLInputElement)) return false
  if (field.dataset.winback) return field.dataset.winback === 'code'
  if (!/^(text|search|)$/.test(field.type)) return false
  const { name, id, autocomplete, placeholder, ariaLabel, labels } = field
  const labelled = [...(labels ?? [])].map((label) => label.textContent)
  const called = [name, id, autocomplete, placeholder, ariaLabel, ...labelled].join(' ')
  return CODE.test(called) && !OTHER.test(called)
}

const PAYING =
  '[data-winback=checkout],[autocomplete^=cc-],[autocomplete~=street-address],[autocomplete~=address-line1],form[id*=checkout]'

/** Does the page show a checkout, as far as its fields say? */
export const showsCheckout = (): boolean =>
  [...document.querySelectorAll(PAYING)].some((field) => field.getClientRects().length > 0)
