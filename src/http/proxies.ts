// Who is really at the other end where proxies stand between: only those that the operator names are believed.
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Does this proxy, `hop` places away from us, say truly who came to it? */
export type Trusts = (address: string, hop: number) => boolean

type Asked = Pick<IncomingMessage, 'headers' | 'socket'>

/** A number of proxies, or their addresses and networks. */
export type Proxies = number | readonly string[]

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '')
const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** What is no address and no network, such as "10.0.0.0/40"; null: all are fine. */
export const wrongProxy = (proxies: readonly string[]): string | null =>
  proxies.find((one) => {
    const [address = '', bits, ...more] = one.split('/')
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
    return (
      most < 0 || more.length > 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most))
    )
  }) ?? null

export const trustsOf = (proxies: Proxies): Trusts => {
  if (typeof proxies === 'number') return (_address, hop) => hop < proxies
  const list = new BlockList()
  for (const one of proxies) {
    const [address = '', bits] = one.split('/')
    if (bits === undefined) list.addAddress(address, family(address))
    else list.addSubnet(address, Number(bits), family(address))
  }
  return (address) => isIP(plain(address)) !== 0 && list.check(plain(address), family(plain(address)))
}

/** The address of whoever is at the other end of all the proxies that we trust. */
export const senderOf = (request: Asked, trusts: Trusts): string => {
  const said = String(request.headers['x-forwarded-for'] ?? '')
  const hops = [
    request.socket.remoteAddress ?? '',
    ...said
      .split(',')
      .flatMap((part) => part.trim() || [])
      .reverse(),
  ]
  const first = hops.findIndex((address, hop) => !trusts(address, hop))
  return plain(hops[first < 0 ? hops.length - 1 : first] ?? '')
}

/** The host that the page's address names, where a proxy that we trust has put another into `Host`. */
export const hostOf = ({ headers, socket }: Asked, trusts: Trusts): string => {
  const said = trusts(socket.remoteAddress ?? '', 0) ? headers['x-forwarded-host'] : undefined
  return (
    (said === undefined ? undefined : [said].flat().join(',').split(',').at(-1)?.trim()) ?? headers.host ?? ''
  )
}
