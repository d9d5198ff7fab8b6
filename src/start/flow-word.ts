// Short names of flows for links: eight characters of a keyed hash, since a name may be longer than a link allows.
import type { Rulebook } from '../core/rulebook.ts'
import type { Seal } from '../ports/seal.ts'

export const flowWord = ({ hmac }: Pick<Seal, 'hmac'>, flow: string): string =>
  hmac('id', `flow:${flow}`).slice(0, 8)

/** The flow of a word, if it is one that links begin; null: there is none by now. */
export const flowOfWord = (seal: Pick<Seal, 'hmac'>, rulebook: Rulebook, word: string): string | null =>
  rulebook.flows.find(({ name, start }) => start.on === 'link' && flowWord(seal, name) === word)?.name ?? null
