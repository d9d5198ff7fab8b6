// Reading what came in: a zod schema, or a problem that names every fault with its path.
import { z } from 'zod'
import { type Fault, Problem } from './problem.ts'

// What is not there at all is called so, instead of naming a type that was not received.
z.config({
  customError: (issue) =>
    ['invalid_type', 'invalid_union', 'invalid_value'].includes(issue.code ?? '') && issue.input === undefined
      ? 'missing'
      : undefined,
})

export const faultsOf = (error: z.ZodError): readonly Fault[] =>
  error.issues.slice(0, 50).map((issue) => ({ path: pathOf(issue.path), message: issue.message }))

/** Throws a 400 problem where `input` does not fit. `under` stands before every path. */
export const readInput = <S extends z.ZodType>(schema: S, input: unknown, under = ''): z.output<S> => {
  const read = schema.safeParse(input)
  if (read.success) return read.data
  const errors = faultsOf(read.error).map((fault) => ({
    ...fault,
    path: [under, fault.path].filter(Boolean).join('.'),
  }))
  throw new Problem(400, 'invalid_input', 'Some of what was sent does not fit', { errors })
}

/** A client's own id of one event, from the header that the field knows. */
export const readIdempotencyKey = (header: string | string[] | undefined): string => {
  if (typeof header === 'string' && /^[\x21-\x7e]{1,100}$/.test(header)) return header
  throw new Problem(400, 'idempotency_key', 'An Idempotency-Key header is needed', {
    detail:
      '1 to 100 visible ASCII characters, new for each thing to be done, the same when it is sent again.',
    errors: [{ path: 'Idempotency-Key', message: header === undefined ? 'missing' : 'not usable' }],
  })
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((all, part) => {
    if (typeof part === 'number') return `${all}[${part}]`
    return all === '' ? String(part) : `${all}.${String(part)}`
  }, '')
