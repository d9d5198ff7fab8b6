// A side of a benchmark in a process of its own, called as if it were here.
import { fork } from 'node:child_process'
import { once } from 'node:events'

type Calls = Readonly<Record<string, (...args: never[]) => unknown>>
/** Every function of the side, answered later. */
export type Far<T extends Calls> = {
  readonly [K in keyof T]: (...args: Parameters<T[K]>) => Promise<Awaited<ReturnType<T[K]>>>
} & { readonly end: () => Promise<void>; readonly pid: number }

type Answer = { readonly id: number; readonly value?: unknown; readonly error?: string }
type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/** `module`: the file whose `open(options)` answers the side's functions. Throws what opening it threw. */
export const openFar = async <T extends Calls>(
  module: URL,
  options: unknown = null,
  nodeArgs: readonly string[] = [],
): Promise<Far<T>> => {
  const child = fork(new URL('side.ts', import.meta.url), [module.href, JSON.stringify(options)], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...nodeArgs],
    serialization: 'advanced',
  })
  const waiting = new Map<number, Waiting>()
  const settle = ({ id, value, error }: Answer): void => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) one?.resolve(value)
    else one?.reject(new Error(error))
  }
  child.on('message', settle)
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${module.pathname} ended with ${code}`))
    waiting.clear()
  })
  const answerTo = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  await answerTo(0)
  let last = 0
  const call = (name: string, args: readonly unknown[]): Promise<unknown> => {
    const id = ++last
    child.send({ id, call: name, args })
    return answerTo(id)
  }
  const end = async (): Promise<void> => {
    if (child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }
  return new Proxy({ end, pid: child.pid ?? 0 } as Far<T>, {
    get: (own, name) => {
      if (name === 'then') return undefined
      return name in own ? own[name as 'end'] : (...args: unknown[]) => call(String(name), args)
    },
  })
}
