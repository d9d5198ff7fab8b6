// By which channel a shopper is written to on our initiative: the one where something is likeliest to follow, for what
// it costs. Pure arithmetic over counts; ties stand as the addresses stand, so that the same is always chosen.
import type { Address } from '../event.ts'
import { NONE, type Reached, type ShopReached } from './reached.ts'

export type Choosing = {
  /** Those that may be written to, in the order that counts where nothing else tells them apart. */
  readonly addresses: readonly Address[]
  readonly reached: Readonly<Record<string, Reached>>
  readonly shop?: ShopReached
  /** What one message costs, minor units; a channel that is not named costs nothing. */
  readonly costs: Readonly<Record<string, number>>
  /** What the order that is hoped for may come to, minor units; null: nobody knows. */
  readonly worth: number | null
  /** Where the shopper wrote from last: counts as one more message that was answered. */
  readonly wrote: Address | null
}

/** Why one stands where it stands; shares 0..1, `value` in minor units or, where no worth is known, the share. */
export type Candidate = {
  readonly address: Address
  readonly sent: number
  readonly won: number
  readonly chance: number
  readonly cost: number
  readonly value: number
}

/** What is believed before anything was sent: one message in five is followed by something. */
const BELIEF = { sent: 10, won: 2 }
/** The shop's own figures weigh as so many messages to this shopper. */
const WEIGHT = 5
/** Of an order, what is left to the shop: what a message may earn is a part of that. */
const MARGIN = 0.1

const chanceOf = (channel: string, { reached, shop, wrote }: Choosing): number => {
  const all = shop?.[channel] ?? { sent: 0, won: 0 }
  const usual = (all.won + BELIEF.won) / (all.sent + BELIEF.sent)
  const { sent, won } = reached[channel] ?? NONE
  const here = wrote?.channel === channel ? 1 : 0
  return (won + here + usual * WEIGHT) / (sent + here + WEIGHT)
}

/** The best first. */
export const rank = (choosing: Choosing): readonly Candidate[] => {
  const { addresses, reached, costs, worth } = choosing
  return addresses
    .map((address): Candidate => {
      const { sent, won } = reached[address.channel] ?? NONE
      const cost = costs[address.channel] ?? 0
      const chance = chanceOf(address.channel, choosing)
      return {
        address,
        sent,
        won,
        chance,
        cost,
        value: worth === null ? chance : chance * worth * MARGIN - cost,
      }
    })
    .map((candidate, place) => ({ candidate, place }))
    .sort(
      (a, b) =>
        b.candidate.value - a.candidate.value || a.candidate.cost - b.candidate.cost || a.place - b.place,
    )
    .map(({ candidate }) => candidate)
}

/** The same without the addresses themselves, for whoever asks why. */
export type ChannelFigures = Omit<Candidate, 'address'> & {
  readonly channel: string
  /** The shopper wrote there last. */
  readonly wrote: boolean
}

export const figuresOf = (ranked: readonly Candidate[], wrote: Address | null): readonly ChannelFigures[] =>
  ranked.map(({ address, ...figures }) => ({
    ...{ channel: address.channel, ...figures, wrote: wrote?.channel === address.channel },
  }))
