// The shop's goods, told by its server: POST /v1/catalogue.

import type { Item } from '../core/goods/item.ts'
import { changeItem } from '../core/goods/item-change.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Engine } from '../runtime/engine.ts'
import { type Keys, needSecret } from './auth.ts'
import { catalogueBody, itemIn, type ToldItem } from './catalogue.ts'
import { ABOUT_CATALOGUE } from './catalogue-about.ts'
import { readInput } from './input.ts'
import { Problem, problemBody } from './problem.ts'
import type { App } from './server.ts'

export type CatalogueParts = {
  readonly engine: Pick<Engine, 'rulebook'>
  readonly keys: Keys
  readonly catalogue: Catalogue
}

type Result = { readonly status: 'accepted' } | { readonly status: 'refused'; readonly problem: unknown }
type Read = { readonly told: ToldItem } | { readonly problem: Problem }

const ACCEPTED: Result = { status: 'accepted' }

const idOf = (told: ToldItem): string => (told.kind === 'removed' ? told.item : told.change.item)

const NO_PRICE = new Problem(400, 'invalid_input', 'Some of what was sent does not fit', {
  errors: [{ path: 'price', message: 'missing: an item has a price' }],
})

export const addCatalogueRoutes = (app: App, { engine, keys, catalogue }: CatalogueParts): void => {
  const read = (input: unknown, schema: ReturnType<typeof itemIn>): Read => {
    try {
      return { told: readInput(schema, input) }
    } catch (error) {
      if (error instanceof Problem) return { problem: error }
      throw error
    }
  }

  /** In the order in which they were sent, so that of one item told twice the last word counts. */
  app.post('/v1/catalogue', { config: { about: ABOUT_CATALOGUE } }, async (request) => {
    needSecret(request, keys)
    const schema = itemIn(engine.rulebook().shop.currency)
    const all = readInput(catalogueBody, request.body).products.map((input) => read(input, schema))
    const named = all.flatMap((one) => ('told' in one ? [idOf(one.told)] : []))
    const known = new Map<string, Item | undefined>(await catalogue.find([...new Set(named)]))
    const touched = new Set<string>()
    const results = all.map((one): Result => {
      if ('problem' in one) return { status: 'refused', problem: problemBody(one.problem) }
      const { told } = one
      if (told.kind === 'removed') {
        known.set(told.item, undefined)
        touched.add(told.item)
        return ACCEPTED
      }
      const changed = changeItem(known.get(told.change.item), told.change)
      if (changed.kind === 'no_price') return { status: 'refused', problem: problemBody(NO_PRICE) }
      known.set(told.change.item, changed.item)
      if (changed.as !== 'unchanged') touched.add(told.change.item)
      return ACCEPTED
    })
    const items = [...touched].map((id) => known.get(id))
    await catalogue.put(items.filter((item) => item !== undefined))
    await catalogue.remove([...touched].filter((id) => known.get(id) === undefined))
    return { results }
  })
}
