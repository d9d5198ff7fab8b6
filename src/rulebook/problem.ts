// An author's mistake as data: where it is, what was expected, the nearest name. Knows no YAML and no rules.

/** A place in a source; lines and columns count from 1. */
export type Place = { readonly file: string; readonly line: number; readonly col: number }

export type Problem = Place & {
  readonly message: string
  readonly expected?: string
  /** The nearest name, or how to write it instead. */
  readonly hint?: string
}

export type More = { readonly expected?: string | undefined; readonly hint?: string | undefined }

/** Gathers everything that is wrong, so that an author hears of all of it at once. */
export type Report = {
  readonly problem: (at: Place, message: string, more?: More) => void
  readonly warn: (at: Place, message: string, more?: More) => void
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

const made = (at: Place, message: string, more: More): Problem => ({
  file: at.file,
  line: at.line,
  col: at.col,
  message,
  ...(more.expected === undefined ? {} : { expected: more.expected }),
  ...(more.hint === undefined ? {} : { hint: more.hint }),
})

const byPlace = (a: Problem, b: Problem): number =>
  (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.col - b.col

const inOrder = (found: ReadonlyMap<string, Problem>): readonly Problem[] =>
  [...found.values()].toSorted(byPlace)

export const createReport = (): Report => {
  const problems = new Map<string, Problem>()
  const warnings = new Map<string, Problem>()
  const add =
    (to: Map<string, Problem>) =>
    (at: Place, message: string, more: More = {}) => {
      to.set(`${at.file}:${at.line}:${at.col}:${message}`, made(at, message, more))
    }
  return {
    problem: add(problems),
    warn: add(warnings),
    get problems() {
      return inOrder(problems)
    },
    get warnings() {
      return inOrder(warnings)
    },
  }
}

/** One line for a terminal: `flows/a.yaml:3:7  unknown key "afer" (did you mean after?)`. */
export const formatProblem = (problem: Problem): string => {
  const more = [
    problem.expected === undefined ? '' : `expected ${problem.expected}`,
    problem.hint === undefined ? '' : `did you mean ${problem.hint}?`,
  ].filter((part) => part !== '')
  const tail = more.length === 0 ? '' : ` (${more.join('; ')})`
  return `${problem.file}:${problem.line}:${problem.col}  ${problem.message}${tail}`
}
