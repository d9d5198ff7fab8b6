// The verb `start`: runs the server until it is told to stop, and says where everything is.
import type { Command } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import type { Running } from '../main.ts'
import { StartError } from '../start/start-error.ts'

/** A second signal does not wait. */
const STOP_WITHIN = 10_000
/** npm hands on what the terminal or systemd has sent to all: that is one signal. */
const SAME_SIGNAL = 40

export const addStart = (program: Command): void => {
  program
    .command('start')
    .description('serve the chat, the desk and the API (and the demo shop, as long as no other is set)')
    .action(async () => {
      // Whoever read our output may be gone: that is no reason to end.
      for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
      try {
        loadEnvFile()
        const { compose } = await import('../main.ts')
        const config = readConfig()
        const running = await compose(config)
        stopOnSignal(running, config.notice)
        console.log(running.about)
      } catch (error) {
        if (!(error instanceof StartError)) throw error
        console.error(error.message)
        process.exitCode = 1
      }
    })
}

/** `notice`: ms in which it still works, and says that it is about to end, so that those who watch it send nobody more. */
const stopOnSignal = ({ retire, stop }: Pick<Running, 'retire' | 'stop'>, notice: number): void => {
  let since: number | null = null
  const end = async (): Promise<void> => {
    if (since !== null) return performance.now() - since > SAME_SIGNAL ? process.exit(1) : undefined
    since = performance.now()
    setTimeout(() => process.exit(1), notice + STOP_WITHIN).unref()
    retire()
    await new Promise((resolve) => setTimeout(resolve, notice))
    await stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end())
}
