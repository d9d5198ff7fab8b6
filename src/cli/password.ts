// The verb `password`: a password from standard input, hashed, so that none stands in the settings as it is.
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { hashPassword } from '../start/agent-logins.ts'

const SHORTEST = 8

export const addPassword = (program: Command): void => {
  program
    .command('password')
    .description("turn an agent's password, read from standard input, into what WINBACK_AGENTS takes")
    .action(async () => {
      if (process.stdin.isTTY) console.error('Type the password, then Enter and Ctrl+D:')
      const password = (await text(process.stdin)).trim()
      if (password.length < SHORTEST) {
        console.error(`A password has at least ${SHORTEST} characters.`)
        process.exitCode = 1
      } else console.log(hashPassword(password))
    })
}
