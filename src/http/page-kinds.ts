// Which kind of page was looked at: by the page's own word, else by its address or title, in three languages.
import { isPageKind, type PageKind } from '../core/hesitation/page-kinds.ts'

/** The first that fits counts; between letters of words, so that "cartoon" is no cart. */
const SIGNS: readonly (readonly [PageKind, RegExp])[] = [
  ['checkout', /checkout|oformlen|оформлен/],
  ['returns', /returns?|refund|warrant|vozvrat|povernenn|garant|возврат|повернен|гаранті|гарант/],
  ['delivery', /deliver|shipping|dostavk|доставк/],
  ['payment', /payments?|oplat|оплат/],
  ['sizes', /size-?(guide|table|chart)|sizing|rozmir|razmer|розмірн|размерн|таблиц\S* разм/],
  ['compare', /compar|porivn|sravn|порівнян|сравнен/],
  ['cart', /carts?(?!\p{L})|basket|koshyk|korzin|кошик|корзин/u],
  ['account', /account|login|sign-?in|register|profile|kabinet|кабінет|кабинет/],
  ['search', /search|poshuk|poisk|пошук|поиск/],
  ['info', /about|contact|faq|help|terms|privacy|kontakt|контакт|про-нас|о-нас/],
]

type Told = {
  readonly kind?: unknown
  readonly category?: unknown
  readonly path?: unknown
  readonly url?: unknown
  readonly name?: unknown
  readonly title?: unknown
}

const STARTS = SIGNS.map(([kind, sign]) => [kind, new RegExp(`(^|[^\\p{L}])(${sign.source})`, 'u')] as const)

const MOST = 300
const plain = (told: unknown): string =>
  typeof told === 'string' ? decoded(told.slice(0, MOST)).trim().toLowerCase() : ''

const decoded = (text: string): string => {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}

/** Without the site's name and what was asked of it. */
const pathOf = (told: string): string => told.replace(/^[a-z]+:\/\/[^/]*/, '').replace(/[?].*$/, '')

const byWords = (words: string): PageKind | null => {
  return STARTS.find(([, sign]) => sign.test(words))?.[0] ?? null
}

/** Null: a page of no kind that matters here. */
export const pageKindOf = ({ kind, category, path, url, name, title }: Told): PageKind | null => {
  for (const word of [kind, category].map(plain)) if (isPageKind(word)) return word
  for (const words of [plain(category), pathOf(plain(path ?? url)), plain(name ?? title)]) {
    const found = words === '' ? null : byWords(words)
    if (found) return found
  }
  return pathOf(plain(path ?? url)) === '/' ? 'home' : null
}
