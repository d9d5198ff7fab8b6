// Which words of what is about to be said are codes of some pool: asked of the store before the commit, since the
// guard itself asks nobody. Keeps no code.
import { plainCodesIn } from '../core/codes/plain-code.ts'
import type { Effect } from '../core/effect.ts'
import type { Rulebook } from '../core/rulebook.ts'
import type { EngineParts } from './engine-parts.ts'
import { poolHmacs } from './pool-codes.ts'

const textsOf = (effect: Effect): readonly string[] => {
  if (effect.kind !== 'say') return []
  const { text, goods } = effect.message
  const args = Object.values(text.args).filter((arg) => typeof arg === 'string')
  return [...args, ...(goods?.lines.map(({ title }) => title ?? '') ?? [])]
}

/** `phrased`: what a model made of them. Asks nothing where the shop has no pools. */
export const knownCodes = async (
  { store, seal }: Pick<EngineParts, 'store' | 'seal'>,
  rulebook: Rulebook,
  effects: readonly Effect[],
  phrased: Iterable<string>,
): Promise<ReadonlySet<string>> => {
  if (!Object.values(rulebook.offers).some(({ codes }) => codes?.kind === 'pool')) return new Set()
  const plain = [...new Set([...effects.flatMap(textsOf), ...phrased].flatMap(plainCodesIn))]
  const found = await Promise.all(plain.map((code) => store.pools.find(poolHmacs(seal, code))))
  return new Set(plain.filter((_, i) => found[i]?.some((one) => one !== null)))
}
