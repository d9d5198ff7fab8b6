// Who takes events: servers by HTTP, and where only one server may work on the data, a second process beside it.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { KEYS } from '../../keys.ts'
import { openDoor } from '../load/door.ts'
import type { Handed, Taken } from './beside-process.ts'

export type Taker = {
  readonly name: string
  readonly take: (body: unknown) => Promise<Taken['answer']>
  readonly end: () => void
}

const HEADERS = { authorization: `Bearer ${KEYS.secret}` }

export const byHttp = (url: string): Taker => {
  const door = openDoor([url], () => false)
  return {
    name: 'server',
    take: async (body) => {
      const { status, body: said } = await door.ask('POST', '/v1/track', body, HEADERS)
      return status === 200 ? said.status : (said.code ?? String(status))
    },
    end: () => {},
  }
}

export const beside = async (folder: string): Promise<Taker> => {
  const child: ChildProcess = fork(join(import.meta.dirname, 'beside-process.ts'), [folder], { execArgv: [] })
  await once(child, 'message')
  const waiting = new Map<number, (answer: Taken['answer']) => void>()
  let last = 0
  child.on('message', ({ n, answer }: Taken) => {
    waiting.get(n)?.(answer)
    waiting.delete(n)
  })
  child.on('exit', () => {
    for (const answer of waiting.values()) answer('the process died')
  })
  const take = async (body: unknown): Promise<Taken['answer']> => {
    const n = ++last
    const answer = await new Promise<Taken['answer']>((resolve) => {
      waiting.set(n, resolve)
      child.send({ n, body } satisfies Handed)
    })
    return answer === 'later' ? take(body) : answer
  }
  return { name: 'beside it', take, end: () => child.kill('SIGKILL') }
}
