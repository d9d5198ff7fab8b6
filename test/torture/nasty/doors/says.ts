// What shoppers write, in every language and script, by the shop's own app: each text goes the whole way, from the
// signature to the commit and the answer.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { signed } from '../../../../src/channels/app/signature.ts'
import { ask, faultsOf } from '../answer.ts'
import { type Door, short } from '../door.ts'
import { APP_KEY, type Served } from '../served.ts'
import { aText, NAUGHTY, TEXTS } from '../texts.ts'

/** What the door takes at most. */
const LONGEST = 4096

export const saysOf = (served: Served): Door => ({
  name: 'texts',
  share: 0.14,
  cases: function* ({ seed, many }) {
    const sure =
      many > 2000 ? TEXTS : fc.sample(fc.constantFrom(...NAUGHTY), { seed, numRuns: Math.ceil(many / 2) })
    const texts = [...sure, ...fc.sample(aText(), { seed, numRuns: Math.max(0, many - sure.length) })]
    for (const [n, text] of texts.entries()) {
      const said = {
        kind: 'said',
        shopper: `nasty-${n % 50}`,
        text: text.slice(0, LONGEST),
        ...(n % 3 === 0 && { lang: ['ru', 'uk', 'en'][(n % 9) / 3] }),
      }
      yield {
        about: `said ${short(said.text)}`,
        run: async () => {
          const body = JSON.stringify(said)
          return faultsOf(
            await ask(`${served.url}/hooks/app`, {
              method: 'POST',
              headers: signed(APP_KEY, randomUUID(), body, Date.now()),
              body,
            }),
            null,
          )
        },
      }
    }
  },
})
