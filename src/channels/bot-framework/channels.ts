// What each of Azure's channels can show and how people are known there, as data. A channel that is not named gets text.

export type ChannelCan = {
  /** The newest version of Adaptive Cards that it draws; null: none. */
  readonly cards: '1.5' | null
  /** Where choices go: under the message in a card, beside the input for this once, or into the text as a list. */
  readonly choices: 'card' | 'suggested' | 'text'
  /** A message that was sent can be changed. */
  readonly edits: boolean
  readonly typing: boolean
  /**
   * What makes one address. `person`: the channel itself signs people in, and whoever writes from a second conversation is
   * the same. `conversation`: the page names its visitors, so that their names prove nothing; only whoever is in the
   * conversation can read what is said in it.
   */
  readonly knownBy: 'person' | 'conversation'
  /** A conversation with one person can be begun by us. */
  readonly begins: boolean
  /** The longest text, in characters. */
  readonly text: number
}

const PLAIN: ChannelCan = {
  ...{ cards: null, choices: 'text', edits: false, typing: false, begins: false },
  ...{ knownBy: 'conversation', text: 1500 },
}
const CHAT: ChannelCan = { ...PLAIN, cards: '1.5', choices: 'suggested', typing: true, text: 8000 }

const CHANNELS: Readonly<Record<string, ChannelCan>> = {
  msteams: {
    ...{ cards: '1.5', choices: 'card', edits: true, typing: true, begins: true },
    ...{ knownBy: 'person', text: 8000 },
  },
  webchat: CHAT,
  directline: CHAT,
  emulator: CHAT,
}

export const channelCan = (channel: string): ChannelCan =>
  Object.hasOwn(CHANNELS, channel) ? CHANNELS[channel]! : PLAIN
