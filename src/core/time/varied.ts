// Durations that vary so that nobody can learn them: the same for one shopper, flow and occasion, at every replay.
import { shareOf } from '../stable-hash.ts'

/** From `least` on, at most `spread` longer; milliseconds. Without a spread it is always the same. */
export type Span = { readonly least: number; readonly spread?: number }

/** A length of the span, uniform over all its milliseconds. `occasion`: what it is measured from, a cart or an event. */
export const varied = ({ least, spread }: Span, shopper: string, flow: string, occasion: string): number =>
  spread ? least + Math.floor(shareOf(`wait\n${shopper}\n${flow}\n${occasion}`) * (spread + 1)) : least
