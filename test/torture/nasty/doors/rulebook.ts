// The rulebook's door: YAML of every kind as a flow of its own, the shipped files bent, conditions that are deep or long.
// Read here in this process, as `winback check` and the thread of a running server read it; and, some of them, put into
// the running server's folder, which goes on.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { compileRulebook } from '../../../../src/rulebook/compile.ts'
import type { Source } from '../../../../src/rulebook/sources.ts'
import { SHIPPED } from '../../../rulebook/sources-of.ts'
import { type Case, type Door, short } from '../door.ts'
import type { Served } from '../served.ts'
import { BOMBS, bentSource, CONDITIONS, SUITE } from '../yaml.ts'

const faultsOf = (sources: readonly Source[]): string[] => {
  const result = compileRulebook(sources)
  if ('rulebook' in result) return []
  if (result.problems.length === 0) return ['it is refused without a reason']
  return result.problems.flatMap(({ file, line, col, message }) => {
    const isPlaced =
      file !== '' && line >= 1 && col >= 1 && message !== '' && !message.includes('cannot be compiled')
    return isPlaced ? [] : [`a problem without a place or words: ${file}:${line}:${col} ${message}`]
  })
}

const beside = (text: string): readonly Source[] => [...SHIPPED, { path: 'flows/nasty.yaml', text }]
const instead = (path: string, text: string): readonly Source[] =>
  SHIPPED.map((one) => (one.path === path ? { path, text } : one))
/** The folder is looked at so long after a change, ms. */
const SETTLED = 250

export const rulebookOf = ({ folder, url }: Served): Door => {
  const read = (about: string, sources: () => readonly Source[]): Case => ({
    about,
    run: () => faultsOf(sources()),
  })
  const live = (text: string): Case => ({
    about: `edit ${short(text)}`,
    run: async () => {
      const path = join(folder, 'flows/nasty.yaml')
      writeFileSync(path, text)
      await new Promise((resolve) => setTimeout(resolve, SETTLED))
      const { status } = await fetch(`${url}/healthz`)
      rmSync(path, { force: true })
      return status === 200 ? [] : [`after an edit it answers ${status}`]
    },
  })
  return {
    name: 'rulebook',
    share: 0.05,
    cases: function* ({ seed, many }) {
      const isLong = many > 500
      const whole = isLong
        ? [...SUITE, ...BOMBS]
        : fc.sample(fc.constantFrom(...SUITE, ...BOMBS), { seed, numRuns: Math.ceil(many / 3) })
      for (const text of whole) yield read(`yaml ${short(text)}`, () => beside(text))
      const conditions = isLong
        ? CONDITIONS
        : fc.sample(fc.constantFrom(...CONDITIONS), { seed, numRuns: Math.ceil(many / 3) })
      for (const condition of conditions)
        yield read(`condition ${short(condition)}`, () =>
          instead('flows/segments.yaml', `segments:\n  nasty: ${JSON.stringify(condition)}\n`),
        )
      const rest = Math.max(0, many - whole.length - conditions.length)
      for (const [n, { path, text }] of fc
        .sample(fc.constantFrom(...SHIPPED), { seed, numRuns: rest })
        .entries())
        for (const bent of fc.sample(bentSource(text), { seed: seed + n, numRuns: 1 }))
          yield read(`${path} bent, seed ${seed + n}`, () => instead(path, bent))
      for (const text of fc.sample(fc.constantFrom(...BOMBS), { seed, numRuns: isLong ? 40 : 3 }))
        yield live(text)
    },
  }
}
