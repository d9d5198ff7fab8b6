// What stands against a message of ours, and the record of one that was not sent. Plain data.

/** What stands against a message of ours. */
export type Against = {
  /**
   * gone: the address takes nothing any more · stopped: "write no more" · refused: not there, or not for that ·
   * no_consent: the channel needs one, and there is none · snoozed: "not now" · capped: the channel's cap is used up ·
   * quiet: it is night there; until then the message waits.
   */
  readonly why: 'gone' | 'stopped' | 'refused' | 'no_consent' | 'snoozed' | 'capped' | 'quiet'
  readonly channel: string
  /** When it was said, or since when it is so. */
  readonly since?: number
  /** When it may be tried again. */
  readonly until?: number
  /** Of a cap: so many in so long, ms. */
  readonly count?: number
  readonly within?: number
}

/** `contact`: the cap for all channels; `lapsed`: what it was about was over when its time came. */
export type Why = Against['why'] | 'contact' | 'lapsed' | 'unreachable'

export type Unsent = Omit<Against, 'why' | 'channel'> & {
  /** When it would have been sent, ms since 1970. */
  readonly at: number
  readonly why: Why
  readonly flow?: string
  readonly channel?: string
  /** Where no flow says it: the text's key. */
  readonly text?: string
}

/** What passes by itself soon, or stands against one message only. */
const PASSES: ReadonlySet<Against['why']> = new Set(['quiet', 'capped'])

export const isLasting = (against: Against | null): against is Against =>
  against !== null && !PASSES.has(against.why)
