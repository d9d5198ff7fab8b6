// Which view stands at an address.
import type { Page, View } from '../page.ts'
import type { Route } from '../route.ts'
import { cartView } from './cart.ts'
import { checkoutView } from './checkout.ts'
import { deliveryView } from './delivery.ts'
import { doneView, ordersView } from './orders.ts'
import { missingView, productView } from './product.ts'
import { savedView } from './saved.ts'
import { shelfView } from './shelf.ts'

export const viewAt = (page: Page, route: Route): View => {
  switch (route.kind) {
    case 'shelf':
      return shelfView(page)
    case 'saved':
      return savedView(page)
    case 'product':
      return productView(page, route.id)
    case 'cart':
      return cartView(page)
    case 'checkout':
      return page.cart.lines().length === 0 ? cartView(page) : checkoutView(page)
    case 'done':
      return doneView(page, route.number)
    case 'orders':
      return ordersView(page)
    case 'delivery':
      return deliveryView(page)
    case 'missing':
      return missingView(page)
  }
}
