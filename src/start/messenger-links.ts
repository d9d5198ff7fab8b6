// Links by which a talk on the page goes on in a messenger: made when they are asked for, of those channels that say how
// they are opened, where this shopper is not yet.
import { isGone } from '../core/reach.ts'
import type { Channel } from '../ports/channel.ts'
import type { Engine } from '../runtime/engine.ts'
import type { Arrivals } from './arrivals.ts'

export type MessengerLinks = {
  readonly links: readonly { readonly channel: string; readonly url: string }[]
  /** ms since 1970. */
  readonly until: number
}

const DAY = 86_400_000

export const createMessengerLinks = (
  channels: readonly Channel[],
  arrivals: Pick<Arrivals, 'joinLink' | 'flowLink'>,
  engine: () => Pick<Engine, 'shopper'>,
  clock: () => number,
) => {
  const openWith = (token: string, among: readonly Channel[]): MessengerLinks['links'] =>
    among.flatMap((channel) => {
      const url = channel.deepLink?.(token)
      return url ? [{ channel: channel.name, url }] : []
    })

  return {
    linksOf: async (id: string): Promise<MessengerLinks> => {
      const shopper = await engine().shopper(id)
      if (!shopper) return { links: [], until: 0 }
      const isThere = ({ name }: Channel): boolean =>
        shopper.addresses.some((one) => one.channel === name && !isGone(shopper, one))
      const { token, until } = arrivals.joinLink(shopper.id)
      return {
        links: openWith(
          token,
          channels.filter((one) => !isThere(one)),
        ),
        until,
      }
    },
    flowLinks: (flow: string, days: number): (MessengerLinks & { readonly token: string }) | null => {
      const until = clock() + days * DAY
      const token = arrivals.flowLink(flow, until)
      return token === null ? null : { links: openWith(token, channels), until, token }
    },
  }
}
