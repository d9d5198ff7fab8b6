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
  /** It may or may not have been written: ask again under the same id, never decide anew. */
  | 'unsure'
  /** Too much waits to be written: nothing of this was; come again later. */
  | 'overloaded'

/** Whatever was being written when this is thrown was not written (`unsure`: or was); the same commit may be tried again. */
export class StoreError extends Error {
  readonly code: Fault
  constructor(code: Fault, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreError'
    this.code = code
  }
}

/** Refused before anything was done. `wait`: until it is worth a try, ms. `whose`: as the gate says it (gate.ts). */
export class Overloaded extends StoreError {
  readonly wait: number
  readonly whose: 'caller' | 'all'
  constructor(wait: number, whose: 'caller' | 'all') {
    super('overloaded', 'There is more to do than can be done in time: nothing of this was done.')
    this.wait = wait
    this.whose = whose
  }
}
