// The demo shop's page speaking to its own server, and to the widget for hints.

export type Product = {
  readonly id: string
  readonly title: { readonly uk: string; readonly en: string }
  readonly about: { readonly uk: string; readonly en: string }
  readonly category: string
  readonly price: number
}

export type Shop = {
  readonly name: string
  readonly currency: string
  readonly time_zone: string
  readonly products: readonly Product[]
  readonly now: number
}

export type Quote = {
  readonly goods: number
  readonly shipping: number
  readonly discount: number
  readonly total: number
  readonly code:
    | null
    | { readonly valid: true; readonly points?: number }
    | { readonly valid: false; readonly reason: string; readonly missing?: string }
}

export type Placed =
  | { readonly placed: true; readonly number: string; readonly quote: Omit<Quote, 'code'> }
  | { readonly placed: false; readonly reason: string; readonly missing?: string }

export type Line = { readonly id: string; readonly quantity: number }

type Widget = {
  readonly visitor: () => Promise<string>
  readonly track: (event: string, properties?: Readonly<Record<string, unknown>>) => Promise<void>
}

/** The widget's script is loaded beside ours; whichever comes first waits for the other. */
export const widget = new Promise<Widget>((resolve) => {
  const found = () => (window as { winback?: Widget }).winback
  const ready = found()
  if (ready) resolve(ready)
  else addEventListener('winback', () => resolve(found()!), { once: true })
})

export const hint = async (event: string, properties: Readonly<Record<string, unknown>>): Promise<void> =>
  (await widget).track(event, properties)

const ask = async <T>(path: string, body?: unknown): Promise<T> => {
  const response = await fetch(
    path,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return (await response.json()) as T
}

const visitor = async (): Promise<string> => (await widget).visitor()

export const shopApi = {
  shop: () => ask<Shop>('/demo/shop'),
  quote: async (lines: readonly Line[], code: string) =>
    ask<Quote>('/demo/quotes', { visitor: await visitor(), lines, code }),
  place: async (request: string, lines: readonly Line[], code: string) =>
    ask<Placed>('/demo/orders', { request, visitor: await visitor(), lines, code }),
  forward: async (forward: string) =>
    Date.parse((await ask<{ now: string }>('/demo/clock', { forward })).now),
}
