// Packages that benchmarks compare with: in a folder of their own, installed by hand.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const HERE = new URL('../peers/package.json', import.meta.url)
const peers = createRequire(HERE)

export const MISSING = 'the peers are not installed: npm ci --prefix test/bench/peers'

/** Where its entrance is, as an import takes it. Throws where it is not installed. */
export const peerUrl = (name: string): string => {
  try {
    return pathToFileURL(peers.resolve(name)).href
  } catch {
    throw new Error(`${name}: ${MISSING}`)
  }
}

/** The peer, untyped as it is: what stands there is what the benchmark uses of it. Throws where it is not installed. */
export const loadPeer = async <T>(name: string): Promise<T> => (await import(peerUrl(name))) as T
