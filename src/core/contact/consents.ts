// What somebody agreed to, or refused, by address and purpose: with its time, its source and the words that were agreed
// to. The latest word counts, in whatever order the words come in; of one moment the stricter one. Knows no channel.
import type { Address } from '../event.ts'
import type { Shopper } from '../shopper.ts'
import type { Consent, Purpose } from './consent.ts'

/** So many are kept; all of them stand in the journal. */
const MOST = 16
/** A no is kept longer. */
const MOST_NOES = 40
const LONGEST = { source: 60, wording: 300 }

/** E-mail addresses are told in any case. */
const sameId = (a: string, b: string): boolean => a === b || a.toLowerCase() === b.toLowerCase()

const isSame = (a: Consent, b: Consent): boolean =>
  a.channel === b.channel &&
  a.purpose === b.purpose &&
  (a.id === undefined || b.id === undefined ? a.id === b.id : sameId(a.id, b.id))

/** Is `a` to stand rather than `b`, both of the same address and purpose? */
const goesBefore = (a: Consent, b: Consent): boolean => a.at > b.at || (a.at === b.at && !a.given && b.given)

/** What goes first where there are too many: the oldest yes, so that what is lost only ever makes us write less. */
const bounded = (all: readonly Consent[]): readonly Consent[] => {
  const kept = [...all]
  while (kept.length > MOST) {
    const oldest = kept.findIndex(({ given }) => given)
    if (oldest === -1) return kept.slice(-MOST_NOES)
    kept.splice(oldest, 1)
  }
  return kept
}

const inOrder = (a: Consent, b: Consent): number =>
  a.at - b.at || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

/** The consents with another one: it stands unless a later word on the same is known. */
export const withConsent = (all: readonly Consent[], news: Consent): readonly Consent[] => {
  const { source, wording } = news
  const cut: Consent = {
    ...news,
    source: source.slice(0, LONGEST.source),
    ...(wording !== undefined && { wording: wording.slice(0, LONGEST.wording) }),
  }
  const known = all.find((one) => isSame(one, cut))
  if (known && !goesBefore(cut, known)) return all
  return bounded([...all.filter((one) => one !== known), cut].sort(inOrder))
}

/** Both hold; where they contradict each other the later word, and of one moment the stricter. */
export const joinConsents = (
  a: readonly Consent[] | undefined,
  b: readonly Consent[] | undefined,
): readonly Consent[] =>
  [...(a ?? []), ...(b ?? [])].sort(inOrder).reduce(withConsent, [] as readonly Consent[])

/** The latest word on this address and purpose; undefined: nobody said anything. */
const wordOn = (
  { consents = [] }: Pick<Shopper, 'consents'>,
  { channel, id }: Address,
  purpose: Purpose,
): Consent | undefined => {
  const about = consents.filter(
    (one) =>
      one.channel === channel && one.purpose === purpose && (one.id === undefined || sameId(one.id, id)),
  )
  return about.reduce<Consent | undefined>(
    (best, one) => (best && !goesBefore(one, best) ? best : one),
    undefined,
  )
}

/**
 * May we write there for that? `given` with its time, `refused` with its time, or null where nobody said anything.
 * Who refuses even what is about an order wants no mailings either; who wants mailings may be told of an order.
 */
export const consentTo = (
  shopper: Pick<Shopper, 'consents' | 'consented'>,
  address: Address,
  purpose: Purpose,
): { readonly given: boolean; readonly at: number } | null => {
  const [service, marketing] = [wordOn(shopper, address, 'service'), wordOn(shopper, address, 'marketing')]
  const own = purpose === 'service' ? service : marketing
  if (purpose === 'marketing' && service && !service.given && service.at >= (marketing?.at ?? 0))
    return service
  // A yes to the shop as a whole does not take back a no to this very channel, however new it is.
  if (own) return own
  if (purpose === 'service' && marketing?.given) return marketing
  return shopper.consented === undefined ? null : { given: true, at: shopper.consented }
}
