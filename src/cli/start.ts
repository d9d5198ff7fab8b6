// The verb `start`: runs the server until it is told to stop, and says where everything is.
import type { Command } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { StartError } from '../start/start-error.ts'

/** A second signal does not wait. */
const STOP_WITHIN = 10_000

export const addStart = (program: Command): void => {
  program
    .command('start')
    .description('serve the chat, the desk and the API (and the demo shop, as long as no other is set)')
    .action(async () => {
      try {
        loadEnvFile()
        const { compose } = await import('../main.ts')
        const { about, stop } = await compose(readConfig())
        console.log(about)
        stopOnSignal(stop)
      } catch (error) {
        if (!(error instanceof StartError)) throw error
        console.error(error.message)
        process.exitCode = 1
      }
    })
}

const stopOnSignal = (stop: () => Promise<void>): void => {
  let stopping = false
  const end = async (): Promise<void> => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), STOP_WITHIN).unref()
    await stop()
    process.exit(0)
  }
  process.on('SIGINT', () => void end()).on('SIGTERM', () => void end())
}
