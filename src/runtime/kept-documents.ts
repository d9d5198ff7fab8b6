// The shoppers whom this process wrote last, beside the documents that it wrote them as: one that is loaded again as it
// was written need not be read again. The store is always asked, and another text is always read. Knows no turn.
import { readDocument, writeDocument } from '../core/document.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Store } from '../ports/store.ts'

type Kept = { readonly document: string; readonly shopper: Shopper }

/** So many shoppers, about 6 KB each: a busy process takes as many while it waits for the next piece of a message. */
const MOST = 4_000
/** Characters of a document; a longer one is read every time. */
const LONGEST = 8_192

/** Of one store. Whatever it answers is what reading the document would answer: a shopper is never changed in place. */
export const createKept = (most = MOST) => {
  const kept = new Map<string, Kept>()
  return {
    read: (id: string, document: string): Shopper => {
      const known = kept.get(id)
      return known?.document === document ? known.shopper : readDocument(document)
    },
    write: (shopper: Shopper): string => {
      const document = writeDocument(shopper)
      // Put behind all others, so that the first is whoever was written longest ago.
      kept.delete(shopper.id)
      if (document.length > LONGEST) return document
      kept.set(shopper.id, { document, shopper })
      if (kept.size > most) kept.delete(kept.keys().next().value!)
      return document
    },
    forget: (id: string): void => void kept.delete(id),
  }
}

const all = new WeakMap<Store, ReturnType<typeof createKept>>()

/** What is kept of a store, for whoever works on it in this process. */
export const keptOf = (store: Store): ReturnType<typeof createKept> => {
  const kept = all.get(store) ?? createKept()
  all.set(store, kept)
  return kept
}
