import { describe, expect, test } from 'vitest'
import { redisServer } from '../redis/servers.ts'
import { redisCluster, singleRedis } from '../redis/subjects.ts'
import { storeContract } from './contract.ts'

const server = redisServer()
const skipped = server === null ? ' (skipped: redis-server is not installed)' : ''

test.runIf(process.env.WINBACK_TEST_STRICT === '1')(
  'redis-server is installed where nothing may be skipped',
  () => {
    expect(server).not.toBeNull()
  },
)

describe.skipIf(server === null)(`a real Redis${skipped}`, () => storeContract(singleRedis))

describe.skipIf(server === null)(`a real Redis Cluster of three masters, each with a replica${skipped}`, () =>
  storeContract(redisCluster),
)
