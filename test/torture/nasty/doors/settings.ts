// The environment: every variable with every nasty value. It is read, or refused in a sentence that names the variable.
import fc from 'fast-check'
import { readConfig, VARIABLES } from '../../../../src/config.ts'
import { StartError } from '../../../../src/start/start-error.ts'
import { type Door, short } from '../door.ts'
import { LONG_TEXTS, NAUGHTY } from '../texts.ts'

export const settings: Door = {
  name: 'settings',
  share: 0.1,
  cases: function* ({ seed, many }) {
    const names = Object.keys(VARIABLES.shape)
    const value = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...NAUGHTY) },
      { weight: 1, arbitrary: fc.constantFrom(...LONG_TEXTS) },
    )
    const some = fc.array(fc.tuple(fc.constantFrom(...names), value), { minLength: 1, maxLength: 4 })
    for (const given of fc.sample(some, { seed, numRuns: many }))
      yield {
        about: short(JSON.stringify(given), 300),
        run: () => {
          try {
            readConfig(Object.fromEntries(given))
            return []
          } catch (error) {
            if (!(error instanceof StartError)) throw error
            return names.some((name) => error.message.includes(name))
              ? []
              : [`it names no variable: ${error.message.slice(0, 200)}`]
          }
        },
      }
  },
}
