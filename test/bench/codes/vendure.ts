// Vendure's side: its server as `bootstrap` starts it, ten promotions with a coupon code each, and orders that wait for one.
// Its data are in memory (sql.js, as its own test environment has them), so that no disk slows it.
import type { AddressInfo } from 'node:net'
import { loadPeer } from '../run/peers.ts'

/** `give`: orders with one product in them, each of a session of its own, and the code that each has not got yet. */
export type VendureSide = {
  readonly port: () => number
  readonly give: (count: number) => Promise<readonly { readonly token: string; readonly code: string }[]>
  readonly close: () => Promise<void>
}

type App = {
  readonly getHttpServer: () => { readonly address: () => AddressInfo }
  readonly close: () => Promise<void>
}
type Core = {
  readonly bootstrap: (config: object) => Promise<App>
  readonly DefaultLogger: new (options: object) => object
  readonly LogLevel: { readonly Error: number }
}
type Cli = { readonly populateInitialData: (app: App, data: object) => Promise<void> }
type Answered = { readonly data: Record<string, never>; readonly token: string }

const PROMOTIONS = 10
const SUPERADMIN = { identifier: 'superadmin', password: 'superadmin' }
const SHOP = {
  ...{ defaultLanguage: 'en', defaultZone: 'Europe', paymentMethods: [], collections: [] },
  countries: [{ code: 'UA', name: 'Ukraine', zone: 'Europe' }],
  taxRates: [{ name: 'Standard', percentage: 20 }],
  shippingMethods: [{ name: 'Post', price: 500 }],
}

const PRODUCT = `mutation { createProduct(input: { translations: [
  { languageCode: en, name: "Boots", slug: "boots", description: "" }] }) { id } }`
const VARIANT = `mutation($id: ID!) { createProductVariants(input: [{ productId: $id, sku: "boots", price: 150000,
  trackInventory: FALSE, translations: [{ languageCode: en, name: "Boots" }] }]) { id } }`
const PROMOTION =
  'mutation($input: CreatePromotionInput!) { createPromotion(input: $input) { ... on Promotion { id } } }'
const ADD = `mutation($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) {
  ... on Order { id } ... on ErrorResult { message } } }`
export const APPLY = `mutation($code: String!) { applyCouponCode(couponCode: $code) {
  ... on Order { id total couponCodes } ... on ErrorResult { message } } }`

const promotion = (n: number): object => ({
  ...{ enabled: true, couponCode: `CODE${n}` },
  translations: [{ languageCode: 'en', name: `Promotion ${n}` }],
  conditions: [
    {
      code: 'minimum_order_amount',
      arguments: [
        { name: 'amount', value: '100000' },
        { name: 'taxInclusive', value: 'true' },
      ],
    },
  ],
  actions: [{ code: 'order_percentage_discount', arguments: [{ name: 'discount', value: '10' }] }],
})

export const open = async (): Promise<VendureSide> => {
  const { bootstrap, DefaultLogger, LogLevel } = await loadPeer<Core>('@vendure/core')
  const { populateInitialData } = await loadPeer<Cli>('@vendure/core/cli/index.js')
  const app = await bootstrap({
    apiOptions: { port: 0, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
    authOptions: { tokenMethod: ['bearer'], superadminCredentials: SUPERADMIN },
    dbConnectionOptions: { type: 'sqljs', synchronize: true, autoSave: false },
    paymentOptions: { paymentMethodHandlers: [] },
    logger: new DefaultLogger({ level: LogLevel.Error }),
  })
  const { port } = app.getHttpServer().address()
  const ask = async (api: string, query: string, variables: object, token = ''): Promise<Answered> => {
    const answer = await fetch(`http://127.0.0.1:${port}/${api}-api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = (await answer.json()) as { readonly data: never; readonly errors?: unknown }
    if (errors || !data) throw new Error(`Vendure: ${JSON.stringify(errors)}`)
    return { data, token: answer.headers.get('vendure-auth-token') ?? token }
  }
  const login = `mutation { login(username: "superadmin", password: "superadmin") { __typename } }`
  const { token: admin } = await ask('admin', login, {})
  await populateInitialData(app, SHOP)
  const product = await ask('admin', PRODUCT, {}, admin)
  const { id } = product.data.createProduct as unknown as { readonly id: string }
  const variant = await ask('admin', VARIANT, { id }, admin)
  const [boots] = variant.data.createProductVariants as unknown as readonly { readonly id: string }[]
  for (let n = 0; n < PROMOTIONS; n++) await ask('admin', PROMOTION, { input: promotion(n) }, admin)
  return {
    port: () => port,
    give: async (count) => {
      const given = []
      for (let n = 0; n < count; n++) {
        const { token } = await ask('shop', ADD, { id: boots?.id })
        given.push({ token, code: `CODE${n % PROMOTIONS}` })
      }
      return given
    },
    close: () => app.close(),
  }
}
