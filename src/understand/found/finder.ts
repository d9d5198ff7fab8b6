// The finder behind its port: a text as it was meant, and the shop's goods as they are known by now.
import type { Found } from '../../core/found.ts'
import type { Finder } from '../../ports/finder.ts'
import { plain } from '../normalise.ts'
import { openReader } from '../open-reader.ts'
import { findIn } from './find.ts'
import { createItemIndex, type ItemIndex } from './items/item-index.ts'
import { matchItems } from './items/match-items.ts'

/** `index`: the shop's goods; without it only those at hand are found. */
export const createFinder = (index: () => ItemIndex = () => nothing): Finder => {
  const reader = openReader()
  return {
    find: (text, { lang, near, ...where }): Found | undefined => {
      const raw = plain(text)
      const meant = reader.reading(text, lang).text
      const { items, words } = matchItems([raw, meant], near, index())
      const found = { ...findIn(meant, where, (word) => words.has(word)), ...(items.length > 0 && { items }) }
      return Object.keys(found).length > 0 ? found : undefined
    },
  }
}

const nothing = createItemIndex()
