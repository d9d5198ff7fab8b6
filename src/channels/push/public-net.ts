// Keeps our calls to push services in the public net: a name that leads into a private one is not connected to, whatever
// it led to when it was asked before.
import { lookup } from 'node:dns'
import { Agent } from 'node:https'
import { BlockList, isIPv6 } from 'node:net'

const PRIVATE = new BlockList()
for (const [network, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ] as const),
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv6')

export const isPrivate = (address: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  return mapped ? isPrivate(mapped) : PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

export const publicAgent = (): Agent =>
  new Agent({
    keepAlive: true,
    lookup: (host, options, done) =>
      lookup(host, { ...options, all: true }, (error, found) => {
        const [first] = found ?? []
        const hidden = found?.find(({ address }) => isPrivate(address))
        if (error || !first) return done(error ?? new Error('no address'), '', 4)
        if (hidden)
          return done(Object.assign(new Error('not in the public net'), { code: 'EPRIVATE' }), '', 4)
        return options.all ? done(null, found) : done(null, first.address, first.family)
      }),
  })
