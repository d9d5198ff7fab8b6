import { describe, expect, onTestFinished, test } from 'vitest'
import type { News } from '../../src/ports/news.ts'
import { openRedisStore } from '../../src/stores/redis/open.ts'
import type { RedisSettings } from '../../src/stores/redis/settings.ts'
import { redisServer, singleSettings, theCluster, theServer } from '../redis/servers.ts'

const skipped = redisServer() === null ? ' (skipped: redis-server is not installed)' : ''

describe.skipIf(redisServer() === null)(`news between processes on a real Redis${skipped}`, () => {
  const hears = async (settings: RedisSettings): Promise<void> => {
    const [one, two] = [await openRedisStore(settings), await openRedisStore(settings)]
    onTestFinished(async () => {
      await one.store.close()
      await two.store.close()
    })
    const heard: News[] = []
    const own: News[] = []
    const stop = two.news.hear((news) => heard.push(news))
    one.news.hear((news) => own.push(news))
    one.news.tell({ about: 'lines', shopper: 'ann' })
    one.news.tell({ about: 'desk' })
    await expect.poll(() => heard).toEqual([{ about: 'lines', shopper: 'ann' }, { about: 'desk' }])
    expect(own).toEqual([])
    stop()
    two.news.hear((news) => own.push(news))
    one.news.tell({ about: 'desk' })
    await expect.poll(() => own).toEqual([{ about: 'desk' }])
    expect(heard).toHaveLength(2)
  }

  test('one hears the other, never itself', async () => hears(singleSettings((await theServer()).port)))
  test('so it is on a Cluster', async () => hears((await theCluster()).settings))
})
