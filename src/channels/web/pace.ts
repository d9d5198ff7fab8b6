// How fast one socket may speak: some at once, then so many a second. Knows no sockets.

const AT_ONCE = 8
const A_SECOND = 1

/** Answers whether one more is allowed at `now` (ms), and counts it if so. */
export const createPace = (now: number): ((now: number) => boolean) => {
  let left = AT_ONCE
  let since = now
  return (at) => {
    left = Math.min(AT_ONCE, left + (Math.max(0, at - since) / 1000) * A_SECOND)
    since = at
    if (left < 1) return false
    left -= 1
    return true
  }
}
