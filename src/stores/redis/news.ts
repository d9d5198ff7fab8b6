// Hints between processes on one Redis, by its publish and subscribe. What is lost is lost; nobody waits for it.
import { randomUUID } from 'node:crypto'
import type { News, NewsWire } from '../../ports/news.ts'
import type { Redis } from './connect.ts'

const CHANNEL = 'winback:news'

const isNews = (what: unknown): what is News =>
  typeof what === 'object' &&
  what !== null &&
  'about' in what &&
  (what.about === 'desk' || (what.about === 'lines' && 'shopper' in what && typeof what.shopper === 'string'))

/** `database`: of a single server; its channels are shared by all its databases. */
export const openNews = async (redis: Redis, database: number): Promise<NewsWire> => {
  const me = randomUUID()
  const channel = `${CHANNEL}:${database}`
  const listeners = new Set<(news: News) => void>()
  await redis.subscribe(channel, (message) => {
    const end = message.indexOf(' ')
    if (message.slice(0, end) === me) return
    let news: unknown
    try {
      news = JSON.parse(message.slice(end + 1))
    } catch {
      return
    }
    if (isNews(news)) for (const listener of listeners) listener(news)
  })
  return {
    tell: (news) => redis.publish(channel, `${me} ${JSON.stringify(news)}`),
    hear: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
