// The Redis under a running shop hangs, dies, or loses its replica: every door answers all the same, with what it can do or
// with 503 and when to come again; talk goes on while anything can be written; and afterwards all goes on by itself.
import { join } from 'node:path'
import { KEYS } from '../../keys.ts'
import { type Server as Redis, redisServer, startPrimary } from '../../redis/servers.ts'
import { type Chat, openChat } from '../load/chat.ts'
import { openDoor, pause } from '../load/door.ts'
import { type Ordeal, Skip, type Torture, type Verdict } from '../part.ts'
import { freePort, startServer } from '../server.ts'
import { writeShop } from '../shop.ts'
import { type Answered, knockAt, knockAtAll } from './doors.ts'

/** s a failure lasts, in the long version; the short one goes on as soon as it has seen what it looks for. */
const LASTS = 30
/** A door may take so long, ms: the long version says so where the machine is not busy with something else. */
const SECONDS = 8_000
const ANSWER = 60_000
const page = { authorization: `Bearer ${KEYS.page}` }

const run = async ({ seed, size, log, folder, isOver = () => false }: Ordeal): Promise<Verdict> => {
  if (!redisServer()) throw new Skip('redis-server is not on this machine')
  writeShop(folder, 1_000_000)
  // So that the primary takes words for as long as the short version looks.
  const lag = size === 'short' ? 600 : 10
  const lab = await startPrimary(1, {
    ...{ appendfsync: 'always', 'min-replicas-to-write': 1, 'min-replicas-max-lag': lag },
  })
  let { primary } = lab
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = startServer(folder, port, {
    ...{ REDIS_URL: `redis://127.0.0.1:${primary.port}`, REDIS_REPLICAS: '1' },
    WINBACK_DATA: join(folder, 'data'),
  })
  const wrong: string[] = []
  const stopped = new Set<Redis>()
  let slowest = 0
  let asked = 0
  let refused = 0
  let said = 0

  const door = openDoor([url], () => false)
  const shopper = async (): Promise<{ visitor: string; chat: Chat }> => {
    const { body } = await door.ask('POST', '/v1/visitors', {}, page)
    return { visitor: body.visitor, chat: openChat(door, body.token, () => false) }
  }
  /** What the bot says to whoever asks for a discount; the text of a code, where it gives one. */
  const asks = async (when: string): Promise<{ visitor: string; code: string | null }> => {
    const { visitor, chat } = await shopper()
    try {
      if ((await chat.say(`asks-${seed}-${++said}`, 'Any discount for me?')) !== 'heard')
        wrong.push(`${when}: a shopper was not heard`)
      const line = await chat.line(({ who }) => who === 'bot', ANSWER)
      if (!line) wrong.push(`${when}: a shopper got no answer`)
      return { visitor, code: line?.code?.text ?? null }
    } finally {
      chat.close()
    }
  }
  const knock = async (when: string, visitor: string, code: string): Promise<readonly Answered[]> => {
    const answers = await knockAtAll(url, visitor, code)
    asked += answers.length
    for (const { door, status, after, body, ms } of answers) {
      slowest = Math.max(slowest, ms)
      if (status === 503 || status === 429) {
        refused++
        if (after === null) wrong.push(`${when}: ${door} says ${status} without Retry-After`)
      } else if (status >= 500) wrong.push(`${when}: ${door} says ${status} ${JSON.stringify(body)}`)
      if (size === 'long' && ms > SECONDS) wrong.push(`${when}: ${door} took ${Math.round(ms)} ms`)
    }
    return answers
  }
  const ready = async (): Promise<Answered> => knockAt(url, 'GET /readyz')
  const untilReady = async (is: 200 | 503): Promise<Answered> => {
    for (;;) {
      const answer = await ready()
      if (answer.status === is) return answer
      await pause(100)
    }
  }
  const stop = (redis: Redis): void => {
    stopped.add(redis)
    process.kill(redis.pid, 'SIGSTOP')
  }
  const goOn = (redis: Redis): void => {
    stopped.delete(redis)
    process.kill(redis.pid, 'SIGCONT')
  }
  const lasts = async (look: () => Promise<unknown>): Promise<void> => {
    const end = performance.now() + (size === 'short' ? 0 : LASTS * 1_000)
    do await Promise.all([look(), pause(size === 'short' ? 0 : 1_000)])
    while (performance.now() < end && !isOver())
  }
  /** By itself, and within what a service manager or a hand needs for the rest. */
  const isWellAgain = async (when: string): Promise<void> => {
    await untilReady(200)
    for (let tries = 0; ; tries++) {
      const { code } = await asks(when)
      if (code !== null) return
      if (tries === 20) return void wrong.push(`${when}: no code is given afterwards`)
      await pause(500)
    }
  }

  try {
    if (!(await server.ready)) throw new Error('the server did not start')
    const { visitor, code } = await asks('before')
    if (code === null) return { wrong: [...wrong, 'before: no code'], figures: {} }

    log('the replica is silent')
    const [replica] = lab.replicas
    stop(replica!)
    const first = await asks('a silent replica')
    if (first.code !== null) wrong.push('a silent replica: a code was given')
    await lasts(() => knock('a silent replica', visitor, code))
    if (size === 'short' && (await ready()).status !== 200) wrong.push('a silent replica: not ready')
    goOn(replica!)
    await isWellAgain('after a silent replica')

    log('the primary hangs')
    stop(primary)
    const why = await untilReady(503)
    if (why.body.code !== 'not_ready' || !/answer/.test(why.body.detail))
      wrong.push(`a hanging primary: /readyz says ${JSON.stringify(why.body)}`)
    await lasts(async () => {
      const answers = await knock('a hanging primary', visitor, code)
      const kept = answers.filter(({ status }) => status !== 503 && status !== 429)
      wrong.push(...kept.map(({ door, status }) => `a hanging primary: ${door} says ${status}`))
    })
    goOn(primary)
    await isWellAgain('after a hanging primary')

    if (size === 'long' && !isOver()) {
      log('the replica is gone')
      replica!.kill()
      await lasts(() => knock('no replica', visitor, code))
      const again = await replica!.again()
      await isWellAgain('after the replica was gone')
      log('the primary is gone')
      primary.kill()
      await lasts(() => knock('no primary', visitor, code))
      primary = await primary.again()
      await isWellAgain('after the primary was gone')
      await Promise.all([again.stop(), primary.stop()])
    }
    const soFar = isOver() ? { soFar: 'cut short' } : {}
    return { ...soFar, wrong, figures: { doors: asked, refused, 'slowest ms': Math.round(slowest) } }
  } finally {
    for (const redis of [...stopped]) goOn(redis)
    await server.kill('SIGKILL')
    await lab.stop()
  }
}

export const silence: Torture = {
  name: 'silence',
  about: 'the Redis hangs, dies or loses its replica; every door answers, talk goes on, and then all does',
  run,
}
