// `links:` of the shop: which of its pages take what a link brings. Knows no tokens.
import type { Shop } from '../core/shop.ts'
import { type Entry, openFields, openScalar } from './node.ts'
import type { Report } from './problem.ts'

const EXPECTED = 'links: { cart: "https://shop.example/cart?restore={cart}" }'

/** https, or the machine itself, and {cart} once. */
const isCartPage = (text: string): boolean => {
  const filled = text.replace('{cart}', 'x')
  if (filled === text || filled.includes('{') || !URL.canParse(filled)) return false
  const { protocol, hostname } = new URL(filled)
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  )
}

export const readLinks = (entry: Entry | undefined, report: Report): Pick<Shop, 'links'> => {
  const fields = entry && openFields(entry.value, 'links', ['cart'], report)
  const cart = fields?.get('cart')
  const page = cart && openScalar(cart.value, 'cart', report, EXPECTED)
  if (!page) return {}
  if (isCartPage(page.text)) return { links: { cart: page.text } }
  report.problem(page.at, 'cart is no page that a cart can be restored on', { expected: EXPECTED })
  return {}
}
