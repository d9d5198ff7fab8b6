// The verb `understand`: JSON lines from standard input, what is understood of each on standard output.
import { once } from 'node:events'
import type { Command } from 'commander'
import { answerLines } from './understand/answer-lines.ts'

const write = async (lines: string): Promise<void> => {
  if (!process.stdout.write(lines)) await once(process.stdout, 'drain')
}

const ABOUT = `
Each line of messages is {"text": "...", "lang": "ru"}; lang (ru, uk, en) is what is likely where the text does not
show it, and may be left out. Each answer is {"label", "confidence", "lang"}; docs/MEANINGS.md has the labels. A line
that can't be read is answered with {"error", "line"}, and the command ends with 1.

Each line of sessions is an object with the columns of online_shoppers.csv but PageValues and Revenue, each answer
{"buys": 0.083}; docs/HESITATION.md says more.

  echo '{"text": "dorogo kak to"}' | npm run -s winback -- understand
  npm run -s winback -- understand < messages.jsonl`

export const addUnderstand = (program: Command): void => {
  program
    .command('understand')
    .description('what is understood of JSON lines from standard input: messages, or sessions of a page')
    .option('--sessions', "sessions of a shop's page instead: how likely each ends in an order")
    .addHelpText('after', ABOUT)
    .action(async ({ sessions }: { readonly sessions?: true }) => {
      const answer = sessions
        ? (await import('./understand/sessions.ts')).answerSession
        : (await import('./understand/messages.ts')).messageAnswerer()
      if (process.stdin.isTTY) console.error('Reading from the keyboard: a JSON object a line, Ctrl-D ends.')
      process.stdin.setEncoding('utf8')
      if ((await answerLines(process.stdin, write, answer)) > 0) process.exitCode = 1
    })
}
