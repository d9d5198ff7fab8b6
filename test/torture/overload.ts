// Ten times the load that a server can carry: what is accepted is in time, the rest is told when to come again, the till and
// the agents go on, memory stays bounded, and soon after all is as before. Starts the two processes and judges.
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProcess } from '../server-process.ts'
import type { Plan, Seen } from './overload/client.ts'
import { writeShop } from './overload/shop.ts'
import type { Ordeal, Torture, Verdict } from './part.ts'

const AGENT = { name: 'olena', password: 'correct horse' }
const PLANS = {
  short: { calm: 1_500, flood: 5_000, times: 10, given: 100, chats: 5 },
  long: { calm: 10_000, flood: 180_000, times: 10, given: 3_000, chats: 100 },
}
/** The share of what the till and the agents ask for that is done. Where the machine has other things to do it comes in bunches. */
const LEAST = { short: 0.5, long: 0.95 }
/** ms. */
const IN_TIME = 1_000
const NORMAL_WITHIN = 10_000

/** MB of memory that a process holds. */
const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

const watch = (pid: number) => {
  let most = 0
  let last = 0
  const look = (): void => {
    try {
      last = memoryOf(pid)
      most = Math.max(most, last)
    } catch {
      // It has ended.
    }
  }
  const timer = setInterval(look, 250)
  look()
  return { most: () => most, last: () => last, stop: () => clearInterval(timer) }
}

const runClient = async (plan: Plan, told: (step: string) => void): Promise<Seen> => {
  const child: ChildProcess = fork(join(import.meta.dirname, 'overload/client.ts'), [JSON.stringify(plan)], {
    execArgv: [],
  })
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  try {
    return await new Promise<Seen>((resolve, reject) => {
      child.on('message', (message: { step?: string; seen?: Seen }) => {
        if (message.step) told(message.step)
        if (message.seen) resolve(message.seen)
      })
      child.on('exit', (code) => reject(new Error(`the client ended with ${code}`)))
    })
  } finally {
    process.off('exit', stop)
    stop()
  }
}

/** What holds on any machine, however busy: ratios and counts. */
const always = ({ flood, lost, normal, wrong }: Seen, least: number): string[] => {
  const found = Object.entries(wrong).map(([what, n]) => `${n} times ${what}`)
  const share = ({ done, asked }: { done: number; asked: number }) => done / Math.max(1, asked)
  if (flood.looks.refused === 0) found.push('nothing was refused: it was not too much')
  for (const work of ['money', 'agents'] as const)
    if (share(flood[work]) < least || share(flood[work]) < 2 * share(flood.looks))
      found.push(`of ${flood[work].asked} of ${work} only ${flood[work].done} were done`)
  if (flood.looks.done === 0) found.push('no look was answered')
  if (lost > 0) found.push(`${lost} words of the chat were heard by nobody`)
  if (normal === null) found.push('a minute later it is still not as before')
  return found
}

const inTime = ({ flood, normal }: Seen): string[] => {
  const late = Object.entries(flood).flatMap(([work, { p99 }]) =>
    p99 > IN_TIME ? [`${work}: p99 of what was accepted is ${p99} ms`] : [],
  )
  if (normal !== null && normal > NORMAL_WITHIN) late.push(`as before only after ${normal} ms`)
  return late
}

const run = async ({ seed, size, log, folder }: Ordeal): Promise<Verdict> => {
  writeShop(folder)
  const { url, child } = await startProcess(folder, { WINBACK_STOREFRONT: 'api', WINBACK_LOG: 'warn' })
  const memory = watch(child.pid!)
  let calm = 0
  try {
    const seen = await runClient({ ...PLANS[size], seed, url, agent: AGENT }, (step) => {
      if (step === 'calm') calm = memory.most()
      log(`${step}: ${Math.round(memory.last())} MB, ${Math.round(memory.most())} MB at most`)
    })
    for (const [work, { done, refused, p50, p99, max }] of Object.entries(seen.flood))
      log(`${work}: ${done} done (p50 ${p50}, p99 ${p99}, max ${max} ms), ${refused} refused`)
    const most = memory.most()
    const wrong = [...always(seen, LEAST[size]), ...(size === 'long' ? inTime(seen) : [])]
    if (most > calm * 2 + 256) wrong.push(`memory grew from ${Math.round(calm)} to ${Math.round(most)} MB`)
    const of = (work: keyof Seen['flood']) => {
      const { done, refused, p99 } = seen.flood[work]
      return `${done} done, ${refused} refused, p99 ${p99} ms`
    }
    return {
      wrong,
      figures: {
        ...{ 'carries a second': seen.carries, 'offered a second': seen.offered, unsent: seen.unsent },
        ...{ money: of('money'), agents: of('agents'), chat: of('chat'), looks: of('looks') },
        ...{ 'MB before': Math.round(calm), 'MB at most': Math.round(most) },
        'normal after ms': seen.normal ?? 'never',
      },
    }
  } finally {
    memory.stop()
    child.kill('SIGKILL')
  }
}

export const overload: Torture = {
  name: 'overload',
  about: 'ten times the load that it can carry, for minutes, as an open loop',
  run,
}
