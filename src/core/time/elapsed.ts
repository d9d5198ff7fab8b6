// How much time has passed, by a clock that may be set back: then none has. Durations are measured with it, so that nothing
// waits for a time that the clock will not reach again.

/** `clock`: ms since 1970. Answers ms since this was made; never less than before. */
export const createElapsed = (clock: () => number): (() => number) => {
  let last = clock()
  let passed = 0
  return () => {
    const now = clock()
    passed += Math.max(0, now - last)
    last = now
    return passed
  }
}
