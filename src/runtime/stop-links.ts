// Links that stop one channel by themselves: what stands under a letter, and what a mail program calls by one click.
import type { Happening } from '../core/event.ts'
import type { Links } from '../ports/links.ts'
import type { Engine } from './engine.ts'

/** A link in a letter works as long as anybody reads old letters. */
const LASTS = 3 * 365 * 86_400_000
/** What is left of a link's room beside the shopper's id. */
const LONGEST = 8

type Parts = {
  readonly links: Links
  readonly engine: Pick<Engine, 'accept' | 'shopper' | 'root' | 'rulebook'>
  readonly clock: () => number
}

export const createStopLinks = ({ links, engine, clock }: Parts) => {
  /** The channel that its beginning stands for: one of the shop's, or of this shopper's addresses. */
  const channelOf = async (shopper: string, beginning: string): Promise<string | null> => {
    const known = (await engine.shopper(shopper))?.addresses.map(({ channel }) => channel) ?? []
    const all = [...(engine.rulebook().shop.channels ?? []), ...known, 'email', 'sms']
    return all.find((channel) => channel.slice(0, LONGEST) === beginning) ?? null
  }
  return {
    /** The same for every message to this shopper by this channel on one day. */
    make: (shopper: string, channel: string): string => {
      const day = 86_400_000
      const until = Math.ceil(clock() / day) * day + LASTS
      return links.make({ use: 'stop', about: `${shopper}:${channel.slice(0, LONGEST)}`, until })
    },
    /**
     * Carries one out; a repeat changes nothing. Answers the channel that is silent now; null: no such link, or nobody
     * is there any more.
     */
    take: async (token: string, source = 'link'): Promise<string | null> => {
      const link = links.open(token, clock())
      if (link?.use !== 'stop') return null
      const cut = link.about.lastIndexOf(':')
      const shopper = link.about.slice(0, cut)
      const channel = await channelOf(shopper, link.about.slice(cut + 1))
      if (channel === null) return null
      const consent = { channel, purpose: 'marketing' as const, given: false, source }
      const what: Happening = { kind: 'unsubscribed', consents: [consent] }
      // One click at a time of an address: the hour keeps programs that click again and again from filling the journal.
      const id = `stop:${token.slice(0, 16)}:${Math.floor(clock() / 3_600_000)}`
      const done = await engine.accept({ id, at: clock(), trust: 'fact', from: { shopper }, what })
      return done.kind === 'done' || (done.kind === 'refused' && done.reason === 'changed') ? channel : null
    },
  }
}

export type StopLinks = ReturnType<typeof createStopLinks>
