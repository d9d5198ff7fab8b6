// Packages that benchmarks compare with: in a folder of their own, installed by hand.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const HERE = new URL('../peers/package.json', import.meta.url)
const peers = createRequire(HERE)

export const MISSING = 'the peers are not installed: npm ci --prefix test/bench/peers'

/** The peer, untyped as it is: what stands here is what the benchmark uses of it. Throws where it is not installed. */
export const loadPeer = async <T>(name: string): Promise<T> => {
  let path: string
  try {
    path = peers.resolve(name)
  } catch {
    throw new Error(`${name}: ${MISSING}`)
  }
  return (await import(pathToFileURL(path).href)) as T
}

export const isInstalled = (name: string): boolean => {
  try {
    peers.resolve(name)
    return true
  } catch {
    return false
  }
}
