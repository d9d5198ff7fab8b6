// The Redis store: one server or a Cluster, any number of processes. Puts its parts together and holds no rule itself.
import { type NewsWire, NO_OTHERS } from '../../ports/news.ts'
import type { Store } from '../../ports/store.ts'
import { connect } from './connect.ts'
import { createRest } from './rest.ts'
import type { RedisSettings } from './settings.ts'

export const openRedisStore = async (
  settings: RedisSettings,
): Promise<{ readonly store: Store; readonly news: NewsWire }> => {
  const redis = await connect(settings)
  const rest = createRest({
    redis,
    budgetsNow: async () => [],
    bookBudgets: async () => {},
    beforeSending: async () => {},
  })
  const store = { ...rest, close: redis.close } as unknown as Store
  return { store, news: NO_OTHERS }
}
