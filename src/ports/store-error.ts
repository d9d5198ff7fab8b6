// What a store could not do, in words that say what to do next. Any store throws this and nothing else on purpose.

export type Fault =
  | 'busy'
  | 'full'
  | 'io'
  | 'readonly'
  | 'damaged'
  | 'newer'
  | 'foreign'
  | 'locked'
  | 'closed'

/** Whatever was being written when this is thrown was not written; the same commit may be tried again. */
export class StoreError extends Error {
  readonly code: Fault
  constructor(code: Fault, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreError'
    this.code = code
  }
}
