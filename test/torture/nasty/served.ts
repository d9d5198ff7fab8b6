// The real product as a process of its own, with every channel and desk set up: the other ends of these are servers of
// the tests. Its event loop is watched from inside, and each line of its log is read.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startAzure } from '../../channels/bot-framework/azure.ts'
import { openBotApi, TOKEN } from '../../channels/telegram/bot-api.ts'
import { SECRET } from '../../desks/slack/member.ts'
import { BOT, CHANNEL, startSlack } from '../../desks/slack/stub.ts'
import { aFolder, envOf, KEYS } from '../../server-process.ts'
import type { Lap } from './watch.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const NODE = join(ROOT, 'node_modules/.bin/node')
const NOWHERE = 'http://127.0.0.1:9'

export const TELEGRAM_SECRET = 'a-secret-of-some-length'
export const APP_KEY = Buffer.alloc(32, 9)
export const LINE_SECRET = 'd'.repeat(40)
export const ORIGIN = 'https://shop.example'

/** A line of the log at this level or above is a defect. */
const ERROR = 50
/** What the other ends of this very test bring about, and what Bolt itself makes of a body that Slack never sends. */
const EXPECTED =
  /an edit of the flows has mistakes|invalid_trigger_id|slack_webapi|not_found|fetch failed|@slack\/bolt/

export const startServed = async () => {
  const [api, slack, azure] = await Promise.all([openBotApi(), startSlack(), startAzure()])
  const { folder, remove } = aFolder()
  // Points of our own, so that spending them is a real door.
  appendFileSync(join(folder, 'flows/shop.yaml'), '\npoints: { worth: 1 UAH, expire: 365d, remind: 5d }\n')
  const settings = envOf(folder, {
    ...azure.settings,
    ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root, TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET },
    ...{
      SLACK_BOT_TOKEN: BOT,
      SLACK_CHANNEL: CHANNEL,
      SLACK_API_URL: slack.apiUrl(),
      SLACK_SIGNING_SECRET: SECRET,
    },
    ...{ TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'f'.repeat(32) },
    ...{ TWILIO_FROM: '+15005550006', TWILIO_API_ROOT: NOWHERE },
    ...{ WINBACK_APP_URL: NOWHERE, WINBACK_APP_SECRET: `whsec_${APP_KEY.toString('base64')}` },
    ...{ DIRECTLINE_SECRET: LINE_SECRET, WINBACK_URL: 'https://chat.shop.example', WINBACK_ORIGINS: ORIGIN },
    ...{ WINBACK_LOG: 'info', WINBACK_IDENTITY_SECRET: 'i'.repeat(64) },
  })
  const args = ['--expose-gc', '--import', join(import.meta.dirname, 'watch.ts')]
  const child: ChildProcess = spawn(NODE, [...args, join(ROOT, 'src/cli/winback.ts'), 'start'], {
    ...{ cwd: folder, env: settings, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  })
  let ended: string | null = null
  const exit = once(child, 'close').then(([code, signal]) => {
    ended = `it ended with ${code ?? signal}`
  })
  /** What the log says that it should not, since it was last asked. */
  const wrong: string[] = []
  let tail = ''
  const read = (line: string): void => {
    if (line === '') return
    try {
      const { level, msg, err } = JSON.parse(line)
      if (typeof level !== 'number' || typeof msg !== 'string')
        wrong.push(`no line of the log: ${line.slice(0, 300)}`)
      else if (level >= ERROR && !EXPECTED.test(line))
        wrong.push(`the log: ${msg} ${JSON.stringify(err ?? {}).slice(0, 600)}`)
    } catch {
      wrong.push(`no line of the log: ${line.slice(0, 300)}`)
    }
  }
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    const lines = (tail + text).split('\n')
    tail = lines.pop() ?? ''
    for (const line of lines) read(line)
  })
  let said = ''
  const url = await new Promise<string>((found, failed) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [, at] = /API\s+(http:\/\/\S+)\/v1/.exec(said) ?? []
      if (at) found(at.replace('localhost', '127.0.0.1'))
    })
    void exit.then(() => failed(new Error(`${ended}: ${wrong.join('\n')}${tail}`)))
  })

  const lap = async (asked: 'lap' | 'collect' = 'lap'): Promise<Lap> => {
    if (ended) throw new Error(`${ended}: ${wrong.splice(0).join('\n')}${tail}`)
    const told = once(child, 'message')
    child.send(asked)
    const [answer] = await Promise.race([told, exit.then(() => [null])])
    if (!answer) throw new Error(`${ended}: ${wrong.splice(0).join('\n')}${tail}`)
    return answer as Lap
  }

  return {
    ...{ url, folder, api, slack, azure, lap, keys: KEYS },
    agent: { name: 'olena', password: 'correct horse' },
    /** Complaints of the log so far; each is told once. */
    complaints: (): string[] => wrong.splice(0),
    isUp: () => ended === null,
    stop: async (): Promise<string | null> => {
      const before = ended
      child.kill('SIGTERM')
      await exit
      await Promise.all([api.close(), slack.stop(), azure.stop()])
      remove()
      return before
    },
  }
}

export type Served = Awaited<ReturnType<typeof startServed>>
