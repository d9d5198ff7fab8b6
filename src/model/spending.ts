// What the model has cost today, against the day's cap. The worst case of a call is taken before it is made and corrected
// afterwards, in a note of the store: a restart forgets nothing, and several processes share one cap.
import type { Notes } from '../ports/notes.ts'
import type { DailyCap, Price } from './settings.ts'

export type Tokens = { readonly input: number; readonly output: number }

/** The note that holds it. */
export const SPENT = 'model_spent'

/** `money` in billionths of the price's currency; 0 without a price. */
export type Spent = { readonly day: string; readonly tokens: number; readonly money: number }

export type Taken = { readonly day: string; readonly worst: Tokens }

export type Spending = {
  /** null: the day's cap has no room for it. */
  readonly take: (worst: Tokens) => Promise<Taken | null>
  /** What it was in the end; null: the server was not reached, it cost nothing. */
  readonly settle: (taken: Taken, used: Tokens | null) => Promise<void>
  readonly today: () => Promise<Spent>
}

const TRIES = 50

/** `now`: ms since 1970, real time: a demo's clock does not make money. */
export const createSpending = (
  notes: Notes,
  { price, daily }: { readonly price: Price | null; readonly daily: DailyCap | null },
  now: () => number,
): Spending => {
  const today = (): string => new Date(now()).toISOString().slice(0, 10)
  const costOf = ({ input, output }: Tokens): number =>
    price ? input * price.input + output * price.output : 0
  const more = (spent: Spent, used: Tokens, sign: 1 | -1): Spent => ({
    day: spent.day,
    tokens: spent.tokens + sign * (used.input + used.output),
    money: spent.money + sign * costOf(used),
  })
  const fits = (spent: Spent): boolean =>
    daily === null || (daily.kind === 'money' ? spent.money : spent.tokens) <= daily.most

  const read = async (): Promise<{ version: number; spent: Spent }> => {
    const note = await notes.get(SPENT)
    const spent = note && (JSON.parse(note.value) as Spent)
    const none = { day: today(), tokens: 0, money: 0 }
    return { version: note?.version ?? 0, spent: spent?.day === none.day ? spent : none }
  }

  /** Another process may write in between: then it is looked at again. */
  const write = async (change: (spent: Spent) => Spent | null): Promise<Spent | null> => {
    for (let tries = 0; tries < TRIES; tries++) {
      const { version, spent } = await read()
      const next = change(spent)
      if (next === null || (await notes.put(SPENT, version, JSON.stringify(next)))) return next
    }
    return null
  }
  // Within this process one after another, so that they don't take each other's version away.
  let tail: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = tail.then(work)
    tail = mine.catch(() => {})
    return mine
  }
  return {
    take: (worst) =>
      inTurn(async () => {
        const after = await write((spent) => {
          const next = more(spent, worst, 1)
          return fits(next) ? next : null
        })
        return after && { day: after.day, worst }
      }),
    settle: ({ day, worst }, used) =>
      inTurn(async () => {
        await write((spent) => {
          // A call over midnight stays with the day that it was taken from.
          if (spent.day !== day) return null
          const back = more(spent, worst, -1)
          return used ? more(back, used, 1) : back
        })
      }),
    today: async () => (await read()).spent,
  }
}
