// Products in an event or an order: Segment's names, GA4's as aliases. Answers cart lines in minor units.
import { z } from 'zod'
import { type CartLine, cartTotal } from '../core/cart/cart.ts'
import { as, jsonSchemaOf } from './shown.ts'
import { currencyIn, sumIn } from './sums.ts'
import { text } from './text.ts'

const MOST_LINES = 500
const MOST_TOTAL = 10_000_000_000_000

/** Takes the first of `names` that is there. */
const alias = (given: unknown, wanted: Readonly<Record<string, readonly string[]>>): unknown => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given
  const fields = given as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    Object.entries(wanted).map(([name, names]) => {
      const found = names.find((one) => fields[one] !== undefined && fields[one] !== null)
      return [name, found === undefined ? undefined : fields[found]]
    }),
  )
}

const NAMES = {
  product_id: ['product_id', 'item_id', 'sku', 'id', 'item'],
  name: ['name', 'item_name', 'title'],
  category: ['category', 'item_category'],
  price: ['price'],
  quantity: ['quantity'],
  on_sale: ['on_sale'],
}

/** Read by any of its names, and shown with all of them; the id is needed by one. */
const named = <S extends z.ZodType>(schema: S) =>
  as(
    z.preprocess((given) => alias(given, NAMES), schema),
    () => {
      const {
        properties = {},
        required = [],
        ...rest
      } = jsonSchemaOf(schema) as {
        properties?: Record<string, object>
        required?: string[]
      }
      const all = Object.entries(properties).flatMap(([name, shape]) =>
        (NAMES[name as keyof typeof NAMES] ?? [name]).map((one) => [one, shape]),
      )
      const needed = required.filter((name) => name !== 'product_id')
      const ids = NAMES.product_id.map((name) => ({ required: [name] }))
      return {
        ...{ ...rest, properties: Object.fromEntries(all), anyOf: ids },
        ...(needed.length > 0 && { required: needed }),
      }
    },
  )

export const productIn = (currency: string) =>
  named(
    z
      .object({
        product_id: text(200),
        name: text(300).optional(),
        category: text(200).optional(),
        price: sumIn(currency),
        quantity: z.number().int().min(1).max(10_000).default(1),
        on_sale: z.boolean().optional(),
      })
      .transform(
        (product): CartLine => ({
          item: product.product_id,
          price: product.price,
          quantity: product.quantity,
          ...(product.name === undefined ? {} : { title: product.name }),
          ...(product.category === undefined ? {} : { category: product.category }),
          ...(product.on_sale === undefined ? {} : { on_sale: product.on_sale }),
        }),
      ),
  )

export const productsIn = (currency: string) =>
  z
    .array(productIn(currency))
    .max(MOST_LINES, `${MOST_LINES} lines at most`)
    .refine((lines) => cartTotal(lines) <= MOST_TOTAL, 'together they cost more than can be counted exactly')

/** A product that is only named: viewed, removed or saved. */
export const namedProduct = (currency: string) =>
  named(
    z.object({
      product_id: text(200),
      category: text(200).optional(),
      price: sumIn(currency).optional(),
      quantity: z.number().int().min(1).max(10_000).default(1),
    }),
  )

/** Segment names one product in the properties themselves; GA4 names any number in `items`. Always a list, of one at least. */
export const eachProduct = <T extends z.ZodType>(currency: string, product: T) => {
  const list = z
    .array(product)
    .min(1, 'one at least is expected')
    .max(MOST_LINES, `${MOST_LINES} lines at most`)
  const priced = z.object({ currency: currencyIn(currency).optional() })
  // Made once: making it costs more than reading with it.
  const alone = product.transform((one) => [one])
  const read = z.unknown().transform((given, context): z.output<T>[] => {
    const { items, products } = (given ?? {}) as { items?: unknown; products?: unknown }
    const name = items !== undefined ? 'items' : products !== undefined ? 'products' : null
    const money = priced.safeParse(given)
    const parsed = (name === null ? alone : list).safeParse(name === null ? given : (items ?? products))
    if (parsed.success && money.success) return parsed.data as z.output<T>[]
    const under = name === null ? [] : [name]
    const issues = [
      ...(parsed.error?.issues.map((issue) => ({ ...issue, path: [...under, ...issue.path] })) ?? []),
      ...(money.error?.issues ?? []),
    ]
    for (const { path, message } of issues)
      context.issues.push({ code: 'custom', path, message, input: given })
    return z.NEVER
  })
  return as(read, z.union([product, z.object({ items: list })]))
}
