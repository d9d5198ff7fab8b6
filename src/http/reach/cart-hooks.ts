// GET /c/:token, the link to a cart in a message: on to the shop's own page, which fetches the cart. Opening it changes
// nothing and shows nothing, so that programs that look into letters may do so.
import type { Carts } from '../../ports/carts.ts'
import type { Hook } from '../../ports/hook.ts'
import type { Engine } from '../../runtime/engine.ts'
import { PAGE_WORDS } from './page-words.ts'
import { langOfBrowser, smallPage } from './small-page.ts'

export type CartHookParts = {
  readonly engine: () => Engine
  readonly carts: Carts
  /** The shop's page with `{cart}` in it; null: it has none. */
  readonly page: () => string | null
}

export const cartHooks = ({ engine, carts, page }: CartHookParts): readonly Hook[] => [
  {
    method: 'GET',
    path: '/c/:token',
    answer: async ({ params: { token = '' }, headers }) => {
      const to = page()
      if (to !== null && (await carts.isOpen(token)))
        return {
          status: 303,
          headers: {
            ...{ location: to.replace('{cart}', token), 'cache-control': 'no-store' },
            ...{ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' },
          },
        }
      const lang = langOfBrowser(headers['accept-language'], engine().rulebook().shop.languages[0] ?? 'en')
      const { over, overText } = PAGE_WORDS[lang]
      return smallPage(404, { lang, title: over, text: overText })
    },
  },
]
