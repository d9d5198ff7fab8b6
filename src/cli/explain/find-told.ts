// Whose data it is, by whatever somebody tells on the command line: an id of ours, an e-mail, a phone, the shop's own id.
import { type Finder, findShopper } from '../../http/desk/find-shopper.ts'

export const findTold = async (finder: Finder, told: string): Promise<string | null> => {
  if (await finder.engine.shopper(told)) return told
  const ways = told.includes('@') ? (['email', 'user'] as const) : (['user', 'visitor', 'phone'] as const)
  for (const by of ways) {
    const shopper = await findShopper(finder, by, told)
    if (shopper) return shopper
  }
  return null
}

export const NOBODY = (told: string): string =>
  `Nobody is known by "${told}". An id, an e-mail, a phone or the shop's own id is expected, as the desk finds them.\n`
