// Who is signed in at the shop in this browser. Without a password: it is a demo. Knows no elements.
import { newId } from '../new-id.ts'
import { type Account, shopApi } from './api.ts'
import { kept } from './kept.ts'
import type { Lang } from './lang.ts'
import { visitor } from './widget.ts'

const KEPT = 'account'

export type AccountHere = {
  readonly who: () => Account | null
  /** Throws Failed where the server could not. */
  readonly signIn: (name: string, email: string, language: Lang) => Promise<Account>
  readonly signOut: () => void
}

const read = (given: unknown): Account | null => {
  const { session, name, email } = (given ?? {}) as Partial<Account>
  return typeof session === 'string' && typeof name === 'string' && typeof email === 'string'
    ? { session, name, email }
    : null
}

export const openAccount = (onChange: () => void): AccountHere => {
  let account = read(kept.read(KEPT))
  const put = (changed: Account | null): void => {
    account = changed
    kept.keep(KEPT, changed)
    onChange()
  }
  kept.onOthers(KEPT, () => {
    account = read(kept.read(KEPT))
    onChange()
  })
  return {
    who: () => account,
    signIn: async (name, email, language) => {
      const found = await shopApi.signIn({
        ...{ request: newId(), visitor: await visitor(), name, email, language },
      })
      put(found)
      return found
    },
    signOut: () => put(null),
  }
}
