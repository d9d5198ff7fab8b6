// Codes typed by somebody who does not own them: counted, and one whose text strangers have is taken out of use by a
// turn of its owner. The answer to a stranger never waits for that, and is the same whether there is such a code.
import { createElapsed } from '../core/time/elapsed.ts'
import type { FoundCode } from './code-lookup.ts'
import type { EngineParts } from './engine-parts.ts'
import { createGuesses, type Guesser } from './guesses.ts'
import type { Turns } from './turns.ts'

/** ms */
const LATER = 500

export type Strangers = {
  /** How long this shopper waits for its own failures, ms. */
  readonly wait: (guesser: Guesser) => number
  /**
   * `guess`: the keyed hash of what was typed; null where the check symbol says that it is no code of ours: a typo, not
   * counted. It may be a pool's all the same: then the text is known to strangers, of which the answer tells nothing.
   * Answers how long whoever has no right code waits now, ms.
   */
  readonly tried: (guesser: Guesser, guess: string | null, found: FoundCode | null) => number
  readonly right: (guesser: Guesser) => void
}

export const createStrangers = ({ clock, log }: EngineParts, turns: () => Turns): Strangers => {
  const guesses = createGuesses(createElapsed(clock))
  const freeze = ({ id, shopper }: FoundCode): void => {
    const at = clock()
    const what = { kind: 'code_leaked', code: id } as const
    turns()
      .run({ shopper, id: `leaked:${id}:${at}`, at, trust: 'fact', what, digest: '' })
      .catch((error) => log.error({ shopper, err: error }, 'a leaked code could not be frozen: tried again'))
  }
  return {
    wait: guesses.wait,
    right: guesses.right,
    tried: (guesser, guess, found) => {
      const { wait, leaked } =
        guess === null
          ? { wait: 0, leaked: found !== null && guesses.known(guesser, found.id) }
          : guesses.wrong(guesser, guess)
      // Long after the answer, so that its time does not tell that there is such a code.
      if (leaked && found) setTimeout(freeze, LATER, found).unref()
      return wait
    },
  }
}
