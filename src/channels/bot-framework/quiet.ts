// The SDK writes to the console of whatever token it refuses, keys and all, so that any stranger could fill the log with
// lines that are none. The door says by itself that it refused, and why.

const isOfToken = (said: unknown): boolean =>
  (typeof said === 'string' && said.startsWith('Error finding key for token')) ||
  (said instanceof Error && said.name === 'TokenExpiredError')

let isQuiet = false

/** From now on, in this process. */
export const keepQuiet = (): void => {
  if (isQuiet) return
  isQuiet = true
  const say = console.error.bind(console)
  console.error = (...said: unknown[]) => {
    if (!isOfToken(said[0])) say(...said)
  }
}
