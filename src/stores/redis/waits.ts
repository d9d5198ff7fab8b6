// WAIT holds up its whole connection until the replicas have answered. So each connection has one on its way at most, and
// whoever comes meanwhile shares the next: a silent replica costs one wait, not one for each who asks.

type Client = { readonly sendCommand: (command: string[]) => Promise<unknown> }

type Round = { readonly key: string; readonly answer: Promise<number> }

export type Waits = {
  /** How many replicas have all that was written over this connection before. `key`: of a slot that it answers for. */
  readonly onOf: (client: Client, key: string, replicas: number, ms: number) => Promise<number>
}

export const createWaits = (): Waits => {
  const running = new WeakMap<Client, Promise<unknown>>()
  const next = new WeakMap<Client, Round>()

  const wait = async (client: Client, key: string, replicas: number, ms: number): Promise<number> => {
    // It knows of its own connection's writes only, and one that was made anew has none: a write goes before it.
    const wrote = client.sendCommand(['SET', key, '1'])
    const [, reached] = await Promise.all([wrote, client.sendCommand(['WAIT', `${replicas}`, `${ms}`])])
    return Number(reached)
  }

  const begin = (client: Client, key: string, replicas: number, ms: number): Promise<number> => {
    const answer = wait(client, key, replicas, ms)
    running.set(client, answer)
    const over = (): void => {
      if (running.get(client) === answer) running.delete(client)
    }
    answer.then(over, over)
    return answer
  }

  return {
    onOf: async (client, key, replicas, ms) => {
      const now = running.get(client)
      if (!now) return begin(client, key, replicas, ms)
      const soon = next.get(client) ?? {
        key,
        answer: now
          .catch(() => {})
          .then(() => {
            next.delete(client)
            return begin(client, key, replicas, ms)
          }),
      }
      next.set(client, soon)
      try {
        return await soon.answer
      } catch (error) {
        // What is wrong with the slot that another one named says nothing of this one.
        if (soon.key === key) throw error
        return wait(client, key, replicas, ms)
      }
    },
  }
}
