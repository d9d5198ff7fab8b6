// Finds a shopper by what somebody tells: an e-mail, a phone, the shop's own id, or the visitor of a browser. Exact.
import type { Shopper } from '../../core/shopper.ts'
import type { Records } from '../../ports/records.ts'
import type { Engine } from '../../runtime/engine.ts'

export const FINDS = ['email', 'phone', 'user', 'visitor'] as const
export type FindBy = (typeof FINDS)[number]

/** The channel of an address that each is known by. */
const CHANNEL = { email: 'email', phone: 'phone', user: 'user', visitor: 'web' } as const

export type Finder = {
  readonly engine: Pick<Engine, 'find' | 'shopper'>
  readonly records: Pick<Records, 'shoppers'>
}

const plain = (by: FindBy, value: string | undefined): string =>
  by === 'phone' ? (value ?? '').replace(/[^\d]/g, '') : (value ?? '').trim().toLowerCase()

/** What the shop told as a trait has no address of its own: every document is asked. */
const byTrait = async (
  records: Finder['records'],
  by: 'email' | 'phone',
  id: string,
): Promise<string | null> => {
  const wanted = plain(by, id)
  if (wanted === '') return null
  for await (const document of records.shoppers()) {
    if (by === 'email' && !document.toLowerCase().includes(JSON.stringify(wanted))) continue
    const shopper = JSON.parse(document) as Shopper
    if (plain(by, shopper.traits?.[by]) === wanted) return shopper.id
  }
  return null
}

/** The shopper's id; null where nobody is known by it. */
export const findShopper = async (
  { engine, records }: Finder,
  by: FindBy,
  id: string,
): Promise<string | null> => {
  const found = await engine.find({ channel: CHANNEL[by], id })
  const shopper = found ?? (by === 'email' || by === 'phone' ? await byTrait(records, by, id) : null)
  return shopper && (await engine.shopper(shopper)) ? shopper : null
}
