// The kinds of pages that a shop has, and under which of the three heads that the study of sessions used each counts.

export const PAGE_KINDS = [
  ...(['home', 'list', 'search', 'product', 'sizes', 'compare', 'promotion'] as const),
  ...(['cart', 'checkout', 'account'] as const),
  ...(['delivery', 'returns', 'payment', 'info'] as const),
] as const

export type PageKind = (typeof PAGE_KINDS)[number]

export const isPageKind = (name: string): name is PageKind => PAGE_KINDS.includes(name as PageKind)

/** As Sakar et al. (2019) divide pages: the account's and the till's, those that inform, those of goods. */
export type Head = 'account' | 'info' | 'goods'

const HEADS: Partial<Record<PageKind, Head>> = {
  ...{ cart: 'account', checkout: 'account', account: 'account' },
  ...{ delivery: 'info', returns: 'info', payment: 'info', info: 'info' },
}

export const headOf = (kind: PageKind | null): Head => (kind && HEADS[kind]) ?? 'goods'
