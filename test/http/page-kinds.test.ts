// Which kind of page it was: by the page's own word, by its path, by its title, in three languages.
import { describe, expect, it } from 'vitest'
import { pageKindOf } from '../../src/http/page-kinds.ts'

describe('the kind of a page', () => {
  it.each([
    [{ kind: 'delivery' }, 'delivery'],
    [{ category: 'Returns' }, 'returns'],
    [{ kind: 'delivery', path: '/cart' }, 'delivery'],
    [{ path: '/shipping-and-payment' }, 'delivery'],
    [{ path: '/ua/dostavka/' }, 'delivery'],
    [{ path: encodeURI('/доставка') }, 'delivery'],
    [{ url: 'https://cart.example/help/returns?from=cart' }, 'returns'],
    [{ name: 'Повернення та обмін' }, 'returns'],
    [{ title: 'Гарантия и возврат' }, 'returns'],
    [{ path: '/size-guide' }, 'sizes'],
    [{ path: '/oplata' }, 'payment'],
    [{ path: '/checkout/step-2' }, 'checkout'],
    [{ name: 'Оформлення замовлення' }, 'checkout'],
    [{ path: '/koshyk' }, 'cart'],
    [{ path: '/porivniannia' }, 'compare'],
    [{ path: '/about-us' }, 'info'],
    [{ path: '/' }, 'home'],
    [{ path: '/cartoon-mugs' }, null],
    [{ path: '/mugs/blue' }, null],
    [{ path: '/descartes' }, null],
    [{ kind: 'constructor', path: 7, name: null, url: '%E0%A4%A' }, null],
    [{}, null],
  ])('%j', (told, kind) => {
    expect(pageKindOf(told)).toBe(kind)
  })
})
