// Where the page is, by the address after the #: so that links, the back button and a reload come to the same place.

export type Route =
  | { readonly kind: 'shelf' | 'saved' | 'cart' | 'checkout' | 'orders' | 'delivery' | 'missing' }
  | { readonly kind: 'product'; readonly id: string }
  | { readonly kind: 'done'; readonly number: string }

const PLAIN = ['saved', 'cart', 'checkout', 'orders', 'delivery'] as const

export const readRoute = (hash: string): Route => {
  const [name = '', about = ''] = hash.replace(/^#\/?/, '').split('/')
  const plain = PLAIN.find((one) => one === name)
  if (name === '') return { kind: 'shelf' }
  if (plain) return { kind: plain }
  if (name === 'p' && about !== '') return { kind: 'product', id: textOf(about) }
  if (name === 'done' && about !== '') return { kind: 'done', number: textOf(about) }
  return { kind: 'missing' }
}

export const productAt = (id: string): string => `#/p/${encodeURIComponent(id)}`

const textOf = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
