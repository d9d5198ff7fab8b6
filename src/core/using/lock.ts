// A code kept for one order for a while: is it kept for another? Knows nothing of how it came to be.
import type { Code } from '../codes/code.ts'

/** `at`: ms since 1970. A lock is over at its very end. An order without an id is nobody's in particular. */
export const isLockedFor = (code: Code, order: string | undefined, at: number): boolean =>
  code.lock !== undefined && at < code.lock.until && code.lock.order !== order
