// Which signs of hesitation a look at a page is: coming back to one, stepping back from the till, comparing.
import type { Hesitation, OpenPage } from './hesitation.ts'
import type { PageKind } from './page-kinds.ts'
import type { SignName } from './table.ts'

const READ: Partial<Record<PageKind, SignName>> = {
  ...{ delivery: 'delivery_read', returns: 'returns_read' },
  ...{ sizes: 'size_table', compare: 'comparing' },
}
const AGAIN: Partial<Record<PageKind, SignName>> = {
  ...{ delivery: 'delivery_again', returns: 'returns_again', payment: 'payment_again' },
  ...{ sizes: 'size_table', compare: 'comparing' },
}

const isBack = (before: OpenPage | undefined, { kind, step }: Omit<OpenPage, 'since'>): boolean => {
  if (before?.kind !== 'checkout' || kind === null) return false
  if (kind !== 'checkout') return true
  return step !== undefined && before.step !== undefined && step < before.step
}

const ofGoods = (known: Hesitation, item: string): readonly SignName[] => {
  const items = known.items ?? []
  if (!items.includes(item)) return []
  // From one to another and back to the first: comparing. From elsewhere: a second look.
  return [known.page?.kind === 'product' && items.at(-2) === item ? 'comparing' : 'same_product_again']
}

/** The same page again, reloaded or told twice. */
export const isSamePage = (before: OpenPage | undefined, next: Omit<OpenPage, 'since'>): boolean =>
  before !== undefined &&
  before.kind === next.kind &&
  before.item === next.item &&
  (next.step === undefined || before.step === next.step)

export const signsOfLook = (known: Hesitation, next: Omit<OpenPage, 'since'>): readonly SignName[] => {
  const { page: before, kinds = [] } = known
  if (isSamePage(before, next)) return []
  const back: readonly SignName[] = isBack(before, next) ? ['checkout_back'] : []
  if (next.item !== undefined) return [...back, ...ofGoods(known, next.item)]
  // Within the till the steps are one page; what is open already is not come back to.
  const { kind } = next
  if (kind === null || kind === before?.kind) return back
  const sign = (kinds.includes(kind) ? AGAIN : READ)[kind]
  return sign ? [...back, sign] : back
}
