// Finds a shopper by what somebody tells: an e-mail, a phone however it is written, the shop's own id, or the visitor of
// a browser. Nothing is guessed.
import { readDocument } from '../../core/document.ts'
import { plainPhone } from '../../core/person/phone.ts'
import type { Records } from '../../ports/records.ts'
import type { Engine } from '../../runtime/engine.ts'

export const FINDS = ['email', 'phone', 'user', 'visitor'] as const
export type FindBy = (typeof FINDS)[number]

/** The channel of an address that each is known by. */
const CHANNEL = { email: 'email', phone: 'phone', user: 'user', visitor: 'web' } as const

export type Finder = {
  readonly engine: Pick<Engine, 'find' | 'shopper' | 'rulebook'>
  readonly records: Pick<Records, 'shoppers'>
}

const plain = (by: FindBy, value: string | undefined, currency: string): string =>
  by === 'phone' ? (plainPhone(value ?? '', currency) ?? '') : (value ?? '').trim().toLowerCase()

/** What the shop told as a trait has no address of its own: every document is asked. */
const byTrait = async (
  { engine, records }: Finder,
  by: 'email' | 'phone',
  id: string,
): Promise<string | null> => {
  const { currency } = engine.rulebook().shop
  const wanted = plain(by, id, currency)
  if (wanted === '') return null
  for await (const document of records.shoppers()) {
    if (by === 'email' && !document.toLowerCase().includes(JSON.stringify(wanted))) continue
    const shopper = readDocument(document)
    if (plain(by, shopper.traits?.[by], currency) === wanted) return shopper.id
  }
  return null
}

/** The shopper's id; null where nobody is known by it. */
export const findShopper = async (finder: Finder, by: FindBy, id: string): Promise<string | null> => {
  const { engine } = finder
  const found = await engine.find({ channel: CHANNEL[by], id })
  const shopper = found ?? (by === 'email' || by === 'phone' ? await byTrait(finder, by, id) : null)
  return shopper && (await engine.shopper(shopper)) ? shopper : null
}
