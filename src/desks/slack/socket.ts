// Socket mode: Bolt's own socket, kept standing by us. One that goes silent (no hello, no pong, no ping) or is closed is
// opened anew, ever later while that fails; every loss is logged, and /metrics says whether it stands.
import { SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../ports/log.ts'
import { createBoltLog } from './bolt-log.ts'

export type SocketTimes = {
  /** From opening to Slack's "hello". */
  readonly hello: number
  /** Our ping must be answered within. */
  readonly pong: number
  /** Slack's own pings come at least this often, once they come. */
  readonly ping: number
  readonly firstWait: number
  readonly longestWait: number
}

const TIMES: SocketTimes = { hello: 15_000, pong: 5000, ping: 30_000, firstWait: 500, longestWait: 60_000 }

type Given = {
  readonly appToken: string
  readonly apiUrl: string
  readonly log: Log
  readonly times?: SocketTimes
}

export const createSocket = ({ appToken, apiUrl, log, times = TIMES }: Given) => {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: createBoltLog(log),
    // The client gives up for good on errors of the network: we begin again ourselves.
    autoReconnectEnabled: false,
    clientPingTimeout: times.pong,
    serverPingTimeout: times.ping,
    installerOptions: {
      clientOptions: {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 },
        timeout: 10_000,
      },
    },
  })
  const { client } = receiver
  let up = false
  let stopped = false
  let wake = (): void => {}
  let running: Promise<void> = Promise.resolve()

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  /** Answers when the socket has ended; throws where it never stood. */
  const stand = async (): Promise<void> => {
    const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()))
    let late: NodeJS.Timeout | undefined
    const silent = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error('Slack did not say hello')), times.hello)
    })
    const begun = client.start()
    try {
      await Promise.race([begun, silent])
    } catch (error) {
      begun.catch(() => {})
      // Not awaited: the other side may never answer the close either.
      void client.disconnect()
      throw error
    } finally {
      clearTimeout(late)
    }
    up = true
    log.info({}, "Slack's socket stands")
    await ended
  }

  const run = async (): Promise<void> => {
    let wait = times.firstWait
    while (!stopped) {
      const began = Date.now()
      try {
        await stand()
        if (!stopped) log.warn({ stood: Date.now() - began }, "Slack's socket has ended: opened anew")
        wait = times.firstWait
      } catch (error) {
        log.error(
          { error: error instanceof Error ? error.message : String(error) },
          "Slack's socket can't be opened: tried again",
        )
        wait = Math.min(wait * 2, times.longestWait)
      }
      up = false
      if (!stopped) await sleep(wait)
    }
  }

  return {
    receiver,
    isUp: (): boolean => up,
    start: (): void => {
      running = run()
    },
    stop: async (): Promise<void> => {
      stopped = true
      wake()
      const closed = client.disconnect().catch(() => {})
      await Promise.race([
        Promise.all([closed, running]),
        new Promise((resolve) => setTimeout(resolve, 2000).unref()),
      ])
    },
  }
}
