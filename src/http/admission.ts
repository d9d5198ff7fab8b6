// How many sockets may be open, of one address and in all, and how fast one address may open them. Knows no socket.
import { createPace, isLocal } from './pace.ts'

const OF_ONE_ADDRESS = 100
/** Behind an address of our own network there may be a proxy with everybody behind it. */
const OF_A_LOCAL_ADDRESS = 5_000
const IN_ALL = 20_000

type Limits = { readonly ofOne: number; readonly ofLocal: number; readonly inAll: number }
const LIMITS: Limits = { ofOne: OF_ONE_ADDRESS, ofLocal: OF_A_LOCAL_ADDRESS, inAll: IN_ALL }

/** Answers a function that lets one in: what to call when it has left, or null where there are too many. */
export const createAdmission = <R>(
  addressOf: (request: R) => string,
  { ofOne, ofLocal, inAll }: Limits = LIMITS,
  pace = createPace(Date.now),
): ((request: R) => (() => void) | null) => {
  const open = new Map<string, number>()
  let all = 0
  return (request) => {
    const address = addressOf(request)
    const mine = open.get(address) ?? 0
    if (all >= inAll || mine >= (isLocal(address) ? ofLocal : ofOne) || pace.wait(address) > 0) return null
    open.set(address, mine + 1)
    all += 1
    return () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
      all -= 1
    }
  }
}
