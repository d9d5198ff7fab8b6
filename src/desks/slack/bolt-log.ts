// What Bolt and its clients log goes where everything else does, and nothing of what was said in it.
import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../../ports/log.ts'

/** Only what they say first: further arguments are whole bodies and errors that quote them. */
const firstOf = (said: readonly unknown[]): string => {
  const [first] = said
  const text = first instanceof Error ? first.message : String(first)
  // The socket's address carries a ticket.
  return text.replace(/wss?:\/\/\S+/g, 'wss://…').slice(0, 300)
}

export const createBoltLog = (log: Log): Logger => ({
  debug: () => {},
  info: () => {},
  warn: (...said) => log.warn({ from: 'slack' }, firstOf(said)),
  error: (...said) => log.error({ from: 'slack' }, firstOf(said)),
  setLevel: () => {},
  getLevel: () => LogLevel.WARN,
  setName: () => {},
})
