// What a shopper's own page is shown of the store: its codes, with their texts, and the goods of the catalogue.
import type { CodeState } from '../core/codes/code.ts'
import type { Item } from '../core/goods/item.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { Catalogue } from '../ports/catalogue.ts'
import type { Seal } from '../ports/seal.ts'
import type { Engine } from '../runtime/engine.ts'
import { guardedTitle, UNGUARDED_POOLS } from '../runtime/guarding.ts'

/** Its text is unsealed only when it is asked for. */
type OwnCode = { readonly id: string; readonly state: CodeState; readonly text: () => string }

export const ownCodes = async (
  engine: Pick<Engine, 'shopper'>,
  seal: Pick<Seal, 'open'>,
  shopper: string,
  now: number,
): Promise<readonly OwnCode[]> => {
  const codes = (await engine.shopper(shopper))?.codes ?? []
  return codes.map(({ id, state, until, sealed }) => ({
    id,
    // The wake-up that ends it may be a moment behind.
    state: state === 'issued' && until <= now ? 'expired' : state,
    text: () => seal.open(sealed, id),
  }))
}

/** A feed's title is data like any other: what promises in it is taken out before it is shown. */
const withPlainTitle = (item: Item, rulebook: Rulebook): Item =>
  item.title === undefined
    ? item
    : { ...item, title: guardedTitle(item.title, item.item, rulebook, UNGUARDED_POOLS) }

export const shownItems = async (
  engine: Pick<Engine, 'rulebook'>,
  catalogue: Pick<Catalogue, 'find'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Item>> => {
  const rulebook = engine.rulebook()
  const found = await catalogue.find(ids)
  return new Map([...found].map(([id, item]) => [id, withPlainTitle(item, rulebook)]))
}
