// Somebody came by a signed link: who that is from then on, and where the talk goes on. A link that joins counts once,
// for the first address that opens it; one that begins a flow counts for everybody. docs/IDENTITY.md says what a thief
// of a link gets.

import type { Address } from '../core/event.ts'
import { isCustomer } from '../core/fold.ts'
import type { Lang } from '../core/meaning.ts'
import { isAddress } from '../core/reach.ts'
import type { Shopper } from '../core/shopper.ts'
import type { Inbox } from '../ports/inbox.ts'
import type { Link, Links } from '../ports/links.ts'
import type { Records } from '../ports/records.ts'
import type { Seal } from '../ports/seal.ts'
import type { Store } from '../ports/store.ts'
import type { Accepted, Engine, Incoming } from '../runtime/engine.ts'
import { flowOfWord, flowWord } from './flow-word.ts'

/** How long a link that joins counts, ms. */
export const JOINS_WITHIN = 20 * 60_000

export type ArrivalParts = {
  /** Bound late, as channels are opened first. */
  readonly engine: () => Engine
  readonly links: Links
  readonly seal: Pick<Seal, 'hmac'>
  readonly store: Pick<Store, 'claim' | 'owners'> & { readonly records: Pick<Records, 'lastLines'> }
  readonly clock: () => number
}

export type Arrivals = {
  readonly arrive: Inbox['arrive']
  /** Whoever opens it first is this shopper too. `flow`: begins there. */
  readonly joinLink: (shopper: string, flow?: string) => { readonly token: string; readonly until: number }
  /** null: no flow of this name starts on a link. */
  readonly flowLink: (flow: string, until: number) => string | null
}

/** So many of the latest lines are looked at for words of the shopper's own: months of mailings hide none. */
const LOOKED_AT = 500

/** Has this one anything that another person could come to use, or to see? */
const owns = ({ orders, codes, cart, talks, tickets, traits, addresses }: Shopper, here: Address): boolean =>
  orders.count > 0 ||
  [codes, talks, tickets].some(({ length }) => length > 0) ||
  cart !== null ||
  [traits.name, traits.email, traits.phone].some(Boolean) ||
  addresses.some((one) => isCustomer(one) || !isAddress(here)(one))

export const createArrivals = ({ engine, links, seal, store, clock }: ArrivalParts): Arrivals => {
  /** The same arrival, handed in again once it has joined, is told in other words: it was taken. */
  const isTaken = (accepted: Accepted): boolean =>
    accepted.kind === 'done' || (accepted.kind === 'refused' && accepted.reason === 'changed')

  const accept = async (incoming: Incoming): Promise<boolean> => isTaken(await engine().accept(incoming))

  /** The first address that opens a link has it, for good: also where this process dies before anything came of it. */
  const isFirst = async (token: string, from: Address, isOver: boolean): Promise<boolean> => {
    const key = `link:${seal.hmac('token', `used:${token}`)}`
    const mine = seal.hmac('address', `${from.channel}:${from.id}`)
    const [owner] = isOver ? await store.owners([key]) : await store.claim([{ key, owner: mine }])
    return owner === mine
  }

  const hasPast = async (here: Shopper, from: Address): Promise<boolean> => {
    if (owns(here, from)) return true
    const lines = await store.records.lastLines(here.id, Number.MAX_SAFE_INTEGER, LOOKED_AT)
    return lines.some(({ who }) => who !== 'bot')
  }

  const join = async (
    event: Pick<Incoming, 'id' | 'at' | 'trust' | 'seen'>,
    link: Link,
    from: Address,
    lang?: Lang,
  ): Promise<boolean | 'over'> => {
    const [shopper = '', word] = link.about.split('.')
    const named = word === undefined ? null : flowOfWord(seal, engine().rulebook(), word)
    const flow = named === null ? {} : { flow: named }
    const there = await engine().shopper(shopper)
    if (!there) return 'over'
    const owner = await engine().find(from)
    const here = owner === null ? null : await engine().shopper(owner)
    const said = { kind: 'arrived', address: from, ...flow, ...(lang && { lang }) } as const
    // Whoever has a past of its own may have been sent this link by somebody who would like to see it.
    if (here && here.id !== there.id && (await hasPast(here, from)))
      return accept({ ...event, from, what: { ...said, asks: there.id } })
    const proven = { address: from, why: 'link' } as const
    return accept({ ...event, from: { shopper: there.id }, proven, what: { ...said, joined: true } })
  }

  return {
    arrive: async (id, from, token, seen, lang) => {
      const now = clock()
      // What was begun in time is finished, however late: its channel hands the same arrival in again.
      const link = links.open(token, 0)
      if (link?.use !== 'join' && link?.use !== 'flow') return null
      const isOver = link.until <= now
      const shown = seen && Object.keys(seen).length > 0 && { seen }
      const event = { id: `${from.channel}:${from.id}:${id}`, at: now, trust: 'fact', ...shown } as const
      const came = { kind: 'arrived', address: from, ...(lang && { lang }) } as const
      const tellOver = async () =>
        (await accept({ ...event, from, what: { ...came, over: true } })) ? 'over' : null
      if (link.use === 'flow') {
        const flow = isOver ? null : flowOfWord(seal, engine().rulebook(), link.about)
        if (flow === null) return tellOver()
        return (await accept({ ...event, from, what: { ...came, flow } })) ? 'flow' : null
      }
      if (!(await isFirst(token, from, isOver))) return tellOver()
      const joined = await join(event, link, from, lang)
      if (joined === 'over') return tellOver()
      return joined ? 'join' : null
    },
    joinLink: (shopper, flow) => {
      const until = clock() + JOINS_WITHIN
      const about = flow === undefined ? shopper : `${shopper}.${flowWord(seal, flow)}`
      return { token: links.make({ use: 'join', about, until }), until }
    },
    flowLink: (flow, until) => {
      const about = flowWord(seal, flow)
      const isThere = flowOfWord(seal, engine().rulebook(), about) !== null
      return isThere ? links.make({ use: 'flow', about, until }) : null
    },
  }
}
