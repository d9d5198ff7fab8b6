// How a shopper's hesitation stands at a moment, for whoever wants to see it: the desk, `winback explain`.
import type { Around } from '../around.ts'
import type { Lang, Reason } from '../meaning.ts'
import type { Shopper } from '../shopper.ts'
import { barrierOf, levelOf } from './level.ts'
import { hesitationWords } from './words.ts'

/** `said`: the signs of the latest visit, the weightiest first, a sentence each in every language. */
export type HesitationNow = {
  /** 0 to 1. */
  readonly level: number
  readonly reason: Reason | null
  /** How likely the visit ends in an order, 0 to 1; null where none is going on. */
  readonly buys: number | null
  readonly said: readonly Readonly<Record<Lang, string>>[]
}

export const hesitationNow = ({ hesitation }: Shopper, now: number, around: Around | null): HesitationNow => {
  const { at = 0, seen = {} } = hesitation ?? {}
  const [ru, uk] = [hesitationWords(hesitation, 'ru'), hesitationWords(hesitation, 'uk')]
  return {
    level: levelOf(seen, now - at),
    reason: barrierOf(seen, now - at) ?? null,
    buys: around?.buys ?? null,
    said: hesitationWords(hesitation, 'en').map((en, i) => ({ ru: ru[i] ?? en, uk: uk[i] ?? en, en })),
  }
}
