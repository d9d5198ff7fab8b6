// Goes through the cases of a door, some at a time, and looks at the product's process after some of them: where its
// loop stood still, each of these is done again alone, three times, before it counts.
import type { Case } from './door.ts'
import type { Served } from './served.ts'

/** The loop may stand still so long, ms. */
export const LONGEST = 50
const AT_ONCE = 20
const AGAIN = 3
/** So many at a time: waiting for one is no work. */
const LANES = 3
/** A finding of one kind is told so often. */
const TOLD = 5

export type Stall = { readonly ms: number; readonly about: string }
export type Outcome = { readonly done: number; readonly wrong: readonly string[]; readonly worst: Stall }

type Watched = Pick<Served, 'lap' | 'complaints'>

/** The shorter of clock and processor time: what a busy machine adds is in the first only. */
const lapOf = async (served: Watched): Promise<number> => {
  const { stall, busy } = await served.lap()
  return Math.min(stall, busy)
}

const alone = async (one: Case, served: Watched): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let n = 0; n < AGAIN; n++) {
    // What waits to be collected is nobody's fault; that is looked at from the second time on.
    await served.lap(n === 0 ? 'lap' : 'collect')
    await one.run()
    least = Math.min(least, await lapOf(served))
    if (least < LONGEST) break
  }
  return least
}

/** `times`: whether the time counts, too. `served`: null where the cases run in this very process. */
export const knock = async (
  cases: Iterable<Case> | AsyncIterable<Case>,
  served: Watched,
  times: boolean,
): Promise<Outcome> => {
  const wrong: string[] = []
  const kinds = new Map<string, number>()
  const tell = (what: string, about: string): void => {
    const kind = what.slice(0, 60)
    const told = (kinds.get(kind) ?? 0) + 1
    kinds.set(kind, told)
    if (told <= TOLD) wrong.push(`${what}: ${about}`)
  }
  let worst: Stall = { ms: 0, about: '' }
  let done = 0
  let chunk: Case[] = []
  const look = async (): Promise<void> => {
    const seen = chunk
    chunk = []
    for (const complaint of served.complaints())
      tell(complaint, `after ${seen.map(({ about }) => about).join(' | ')}`.slice(0, 1500))
    const ms = await lapOf(served)
    if (!times || ms < LONGEST) {
      if (ms > worst.ms)
        worst = {
          ms,
          about: seen
            .map(({ about }) => about)
            .join(' | ')
            .slice(0, 300),
        }
      return
    }
    for (const one of seen) {
      const least = await alone(one, served)
      if (least > worst.ms) worst = { ms: least, about: one.about }
      if (least >= LONGEST) tell(`the loop stood still for ${Math.round(least)} ms`, one.about)
    }
    served.complaints()
  }
  await served.lap()
  const doIt = async (one: Case): Promise<void> => {
    try {
      for (const fault of await one.run()) tell(fault, one.about)
    } catch (error) {
      tell(`it threw ${error instanceof Error ? (error.stack ?? error.message) : error}`, one.about)
    }
  }
  const knockAll = async (): Promise<void> => {
    const next = chunk.values()
    const lane = async (): Promise<void> => {
      for (const one of next) await doIt(one)
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    done += chunk.length
    await look()
  }
  for await (const one of cases) {
    chunk.push(one)
    if (chunk.length >= AT_ONCE) await knockAll()
  }
  await knockAll()
  const more = [...kinds].filter(([, many]) => many > TOLD)
  return { done, wrong: [...wrong, ...more.map(([kind, many]) => `${kind}: ${many} times in all`)], worst }
}
