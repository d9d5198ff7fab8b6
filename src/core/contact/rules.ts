// The shop's contact policy, as data: what a channel needs before we write first, when nobody is woken, how much is too
// much. Knows no shopper.

/** Hours of the shopper's wall clock in which nobody is written to on our initiative: minutes since midnight, over it too. */
export type Quiet = { readonly from: number; readonly to: number }

/** `opt_in`: a consent to hear from us there comes first. `nothing`: being there is enough, until it is taken back. */
export type Needs = 'opt_in' | 'nothing'

/** Whatever is missing is as for all channels; `quiet` null: none there. */
export type ChannelRules = {
  readonly needs?: Needs
  readonly quiet?: Quiet | null
  /** Marketing messages there: at most `count` in `within` ms. */
  readonly cap?: { readonly count: number; readonly within: number }
}

/** Beside the cap for all channels together, which is `Shop.contact`. */
export type ContactRules = {
  readonly quiet?: Quiet
  readonly channels: Readonly<Record<string, ChannelRules>>
}

/** Where a message comes to somebody, rather than waiting where they look. */
const LETTERS: ReadonlySet<string> = new Set(['email', 'sms'])

type Ruled = { readonly contacting?: ContactRules }

export const needsOf = ({ contacting }: Ruled, channel: string): Needs =>
  contacting?.channels[channel]?.needs ?? (LETTERS.has(channel) ? 'opt_in' : 'nothing')

export const quietOf = ({ contacting }: Ruled, channel: string): Quiet | null => {
  const own = contacting?.channels[channel]?.quiet
  return own === undefined ? (contacting?.quiet ?? null) : own
}

export const capOf = ({ contacting }: Ruled, channel: string): ChannelRules['cap'] =>
  contacting?.channels[channel]?.cap
