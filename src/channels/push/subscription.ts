// A browser's subscription as the id of an address: where its push service takes messages, and the two keys that only
// that browser can read with. What is no service out there is refused: our server calls this address.
import { isIP } from 'node:net'

export type Subscription = { readonly endpoint: string; readonly p256dh: string; readonly auth: string }

const LONGEST = 600
const KEY = /^[\w-]+={0,2}$/

/** https, a name of the public net, no port of its own, no name and password. */
export const isPublic = (endpoint: string): boolean => {
  if (endpoint.length > LONGEST || !URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username, password } = new URL(endpoint)
  return (
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    password === '' &&
    isIP(hostname.replace(/^\[|\]$/g, '')) === 0 &&
    hostname.includes('.') &&
    !/\.(local|localhost|internal|intranet|lan|home|corp|arpa|test|example|invalid)$/i.test(hostname)
  )
}

/** The keys as RFC 8291 has them: 65 and 16 bytes. */
export const isSubscription = ({ endpoint, p256dh, auth }: Subscription): boolean =>
  isPublic(endpoint) &&
  [p256dh, auth].every((key) => KEY.test(key)) &&
  Buffer.from(p256dh, 'base64url').length === 65 &&
  Buffer.from(auth, 'base64url').length === 16

export const idOfSubscription = ({ endpoint, p256dh, auth }: Subscription): string =>
  `${endpoint} ${p256dh} ${auth}`

export const readSubscription = (id: string): Subscription | null => {
  const [endpoint = '', p256dh = '', auth = '', ...more] = id.split(' ')
  const read = { endpoint, p256dh, auth }
  return more.length === 0 && isSubscription(read) ? read : null
}
