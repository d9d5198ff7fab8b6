// The verb `understand`: JSON lines from standard input, what is understood of each on standard output.
import { once } from 'node:events'
import type { Command } from 'commander'
import { readSessions } from './understand/sessions.ts'

const write = async (line: string): Promise<void> => {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}

export const addUnderstand = (program: Command): void => {
  program
    .command('understand')
    .description('what is understood of JSON lines from standard input')
    .option('--sessions', "sessions of a shop's page: how likely each ends in an order")
    .action(async ({ sessions }: { readonly sessions?: true }, command: Command) => {
      if (!sessions) command.error('say what the lines are: --sessions')
      process.stdin.setEncoding('utf8')
      const wrong = await readSessions(process.stdin, write)
      if (wrong > 0) process.exitCode = 1
    })
}
