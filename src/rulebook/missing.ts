// Notices that a condition met a missing value, however CEL's || or ! would hide it. Knows no facts and no CEL.

const MISSED = new Error('A value is missing')
MISSED.stack = ''

let met = false

/** Said by a fact that has no value; `||` may swallow the throw, but not that it happened. */
export const missing = (): never => {
  met = true
  throw MISSED
}

/** True only where `run` says true and met nothing that is missing. Conditions may ask others on their way. */
export const holdsThroughout = (run: () => unknown): boolean => {
  const before = met
  met = false
  try {
    return run() === true && !met
  } catch {
    // Met a missing value, or could not be worked out at all (a division by nothing): it does not hold.
    return false
  } finally {
    met = before
  }
}
