// How fast one address may knock: some at once, then so many a second. In memory and bounded; knows no request.
import { BlockList, isIP } from 'node:net'

export type Pace = {
  /** Counts one knock; answers how long to wait before the next try, ms. 0: come in. */
  readonly wait: (address: string) => number
}

export type Rate = { readonly atOnce: number; readonly aSecond: number }

/** A page sends a few events a second at the most; hundreds of shoppers may share one address. */
export const GENEROUS: Rate = { atOnce: 300, aSecond: 60 }
/** Addresses that are kept; the one that came longest ago is forgotten first. */
const KEPT = 50_000
/** What comes from this machine or its own network is likely a proxy with everybody behind it. */
const LOCAL = 20

const local = new BlockList()
local.addSubnet('127.0.0.0', 8)
local.addSubnet('10.0.0.0', 8)
local.addSubnet('172.16.0.0', 12)
local.addSubnet('192.168.0.0', 16)
local.addSubnet('169.254.0.0', 16)
local.addAddress('::1', 'ipv6')
local.addSubnet('fc00::', 7, 'ipv6')
local.addSubnet('fe80::', 10, 'ipv6')

/** Of this machine or a private network. */
export const isLocal = (address: string): boolean => {
  const version = isIP(address)
  return version !== 0 && local.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

/** One IPv6 network of a household counts as one address. */
const knockerOf = (address: string): string =>
  isIP(address) === 6 && !address.includes('.')
    ? address.split(':').slice(0, 4).join(':')
    : address.slice(0, 64)

export const createPace = (now: () => number, { atOnce, aSecond }: Rate = GENEROUS, kept = KEPT): Pace => {
  const seen = new Map<string, { left: number; since: number }>()
  return {
    wait: (address) => {
      const times = isLocal(address) ? LOCAL : 1
      const key = knockerOf(address)
      const at = now()
      const before = seen.get(key) ?? { left: atOnce * times, since: at }
      const grown = (Math.max(0, at - before.since) / 1000) * aSecond * times
      const left = Math.min(atOnce * times, before.left + grown)
      // Put at the end again: the first is the one that came longest ago.
      seen.delete(key)
      if (seen.size >= kept) seen.delete(seen.keys().next().value!)
      seen.set(key, { left: left < 1 ? left : left - 1, since: at })
      return left < 1 ? ((1 - left) / (aSecond * times)) * 1000 : 0
    },
  }
}
