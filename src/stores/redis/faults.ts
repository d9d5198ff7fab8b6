// What can go wrong with a Redis, in words that say what to do. Knows Redis's error words and its client's errors.
import {
  ClientClosedError,
  ClientOfflineError,
  ConnectionTimeoutError,
  DisconnectsClientError,
  SocketClosedUnexpectedlyError,
  SocketTimeoutError,
} from 'redis'
import { type Fault, StoreError } from '../../ports/store-error.ts'
import type { RedisSettings } from './settings.ts'

const wordOf = (error: unknown): string =>
  error instanceof Error ? (/^[A-Z]+(?= |$)/.exec(error.message)?.[0] ?? '') : ''

const systemCode = (error: unknown): string => {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  if ('originalError' in error) return systemCode(error.originalError)
  return error.cause === undefined ? '' : systemCode(error.cause)
}

/** The command may have been carried out: its answer was lost with the connection. */
export const isLost = (error: unknown): boolean =>
  error instanceof SocketClosedUnexpectedlyError ||
  error instanceof SocketTimeoutError ||
  error instanceof DisconnectsClientError ||
  ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(systemCode(error))

/** Nothing was done, and waiting helps: a slot moves, a master is being replaced, a connection is being made again. */
const PASSING = new Set([
  'TRYAGAIN',
  'ASK',
  'MOVED',
  'LOADING',
  'BUSY',
  'CLUSTERDOWN',
  'MASTERDOWN',
  'READONLY',
  'NOREPLICAS',
])

export const passes = (error: unknown): boolean =>
  PASSING.has(wordOf(error)) ||
  error instanceof ClientOfflineError ||
  error instanceof ClientClosedError ||
  error instanceof ConnectionTimeoutError ||
  ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'].includes(systemCode(error))

/** It answers, and takes nothing that writes. */
export const refuses = (error: unknown): boolean => ['NOREPLICAS', 'READONLY'].includes(wordOf(error))

const BY_WORD: Readonly<Record<string, readonly [Fault, string]>> = {
  OOM: [
    'full',
    'Redis has no memory left (maxmemory). Nothing was lost; give it more and it goes on by itself.',
  ],
  MISCONF: [
    'full',
    'Redis cannot write to its disk. Nothing was lost; free some space there and it goes on by itself.',
  ],
  READONLY: [
    'readonly',
    'this is a replica. Give the address of the primary, or wait until one is promoted.',
  ],
  NOREPLICAS: [
    'busy',
    'too few replicas are connected (min-replicas-to-write). Nothing was written; it goes on once they are back.',
  ],
  CLUSTERDOWN: ['busy', 'the Cluster has slots without a master. It goes on once a replica has taken over.'],
  MASTERDOWN: ['busy', 'the primary is down. It goes on once a replica has taken over.'],
  TRYAGAIN: ['busy', 'a slot has been moving for too long. Finish moving it (redis-cli --cluster fix).'],
  ASK: ['busy', 'a slot has been moving for too long. Finish moving it (redis-cli --cluster fix).'],
  MOVED: ['busy', 'slots keep moving. If this is a Cluster, set REDIS_CLUSTER instead of REDIS_URL.'],
  LOADING: ['busy', 'Redis is still reading its data from disk. It goes on once it is done.'],
  BUSY: ['busy', 'another script keeps Redis busy. End it with SCRIPT KILL.'],
  NOAUTH: ['io', 'Redis asks for a password. Put it into REDIS_URL (redis://:password@host:6379).'],
  WRONGPASS: [
    'io',
    'Redis does not take this name and password. Look them up in REDIS_URL or REDIS_CLUSTER.',
  ],
  NOPERM: [
    'io',
    'this Redis account may not do that. Let it: ACL SETUSER NAME ~* &* +@all -@dangerous +info +bgrewriteaof +bgsave +config|get',
  ],
  WRONGTYPE: [
    'damaged',
    'a key of Winback holds something else. Does another program use this Redis? Give Winback its own.',
  ],
}

const BY_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there. Is Redis running, and are host and port right?',
  ENOTFOUND: 'there is no such host. Look at the name in REDIS_URL or REDIS_CLUSTER.',
  EAI_AGAIN: 'the name of the host cannot be looked up now. Is there a network, and a name server?',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by itself. Name the file that it is trusted by in REDIS_CA_FILE.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate is signed by an authority of your own. Name its file in REDIS_CA_FILE.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate cannot be checked. Name the file of its authority in REDIS_CA_FILE.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate cannot be checked. Name the file of its authority in REDIS_CA_FILE.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'its certificate is for another host. Use the name that the certificate is for.',
  CERT_HAS_EXPIRED: 'its certificate has expired. Renew it.',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'it does not speak TLS there. Use redis:// instead of rediss://, or its TLS port.',
}

/** Redis's error as a StoreError; any other error stays what it is. */
export const faultOf = (error: unknown, where: string, settings?: RedisSettings): unknown => {
  if (error instanceof StoreError) return error
  const [fault, advice] = BY_WORD[wordOf(error)] ?? []
  if (fault && advice) return new StoreError(fault, `${where}: ${advice}`, error)
  const known = BY_CODE[systemCode(error)]
  if (known) return new StoreError('io', `${where}: ${known}`, error)
  const noTls = settings && !settings.tls ? ' If it wants TLS, write rediss:// instead of redis://.' : ''
  if (isLost(error) || passes(error))
    return new StoreError(
      'io',
      `${where}: the connection to Redis broke and did not come back. Is it running?${noTls}`,
      error,
    )
  if (error instanceof Error && /None of the root nodes|root nodes? .*available/i.test(error.message))
    return new StoreError(
      'io',
      `${where}: none of these nodes of a Cluster answers. Is it a Cluster, and is it up?`,
      error,
    )
  return error
}
