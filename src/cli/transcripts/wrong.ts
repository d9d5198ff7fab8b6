// What is wrong at a line, without its place; and how it is thrown where a line cannot be played at all.
import { nearest } from '../../rulebook/nearest.ts'
import type { Problem } from '../../rulebook/problem.ts'

export type Wrong = Pick<Problem, 'message' | 'expected' | 'hint'>

export class LineError extends Error {
  readonly wrong: Wrong
  constructor(wrong: Wrong) {
    super(wrong.message)
    this.name = 'LineError'
    this.wrong = wrong
  }
}

/** A name that is none of `known`: the message with the nearest of them. */
export const unknownName = (message: string, name: string, known: Iterable<string>): Wrong => {
  const all = [...known]
  const hint = nearest(name, all)
  const expected = all.length > 0 ? all.join(', ') : undefined
  return { message, ...(expected && { expected }), ...(hint && { hint }) }
}
