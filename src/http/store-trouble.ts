// The log's word that the store keeps nothing: a full disk fails every request, and one line a minute says enough.

/** ms between two lines. */
const APART = 60_000

/** `log` takes the error as the store said it: it names the file and what to do, and nobody. */
export const createStoreTrouble = (log: (error: Error, refused: number) => void, now: () => number) => {
  let refused = 0
  let said = Number.NEGATIVE_INFINITY
  return (error: Error): void => {
    // Told by the gate itself, which counts them.
    if (error.name !== 'StoreError' || (error as { code?: unknown }).code === 'overloaded') return
    refused++
    if (now() - said < APART) return
    log(error, refused)
    said = now()
    refused = 0
  }
}
