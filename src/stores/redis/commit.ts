// One turn's write. Commits that arrive together are sent together: in one script on one server, in one for each partition
// on a Cluster. Each fails alone. Asked again under its id where its answer was lost; never decided here.
import type { BudgetMove, Commit, CommitResult } from '../../ports/store.ts'
import { StoreError } from '../../ports/store-error.ts'
import type { Budgets } from './budgets.ts'
import {
  type Encoded,
  encodeCommit,
  type Grant,
  type Grants,
  levelOf,
  NO_GRANTS,
  pushCommit,
} from './commit-args.ts'
import type { Redis } from './connect.ts'
import { type Durability, unsure } from './durability.ts'
import { keysOf, LEVELS, type Level } from './keys.ts'
import type { LastLines } from './last-lines.ts'
import { partitionOf } from './partition.ts'
import { makeScript } from './scripts.ts'

const COMMIT = makeScript('commit', {
  fragments: ['grants', 'due', 'lanes', 'journal', 'lines', 'desk', 'pools'],
})

/** So that a flood does not keep a server from others for long. */
const LARGEST_GROUP = 64
/**
 * Groups on their way at once to one place: while one is carried out, the next is made, and the one before is told. What
 * came together is shared out among them, or this process and the server would wait for each other in turn.
 */
const GROUPS = 2
/** In smaller ones a call costs more than what it shares. */
const SMALLEST_GROUP = 32
/** How often what was written is asked for again while a replica does not confirm it, and how long after the first try, ms. */
const ASKS = 3
const ASK_AFTER = 100
/** Draws after which a commit gives up: others always take the room first. */
const DRAWS = 100

type Answer = readonly [string, ...(string | number)[]]

type Member = {
  readonly commit: Commit
  readonly partition: number
  readonly level: Level
  readonly encoded: Encoded
  readonly bytes: number
  grants: Grants
  draws: number
  asks: number
  readonly resolve: (result: CommitResult) => void
  readonly reject: (error: unknown) => void
}

const wider = (a: Level, b: Level): Level => (LEVELS.indexOf(a) > LEVELS.indexOf(b) ? a : b)

const LARGEST_BYTES = 4_000_000

/**
 * What one failure may take back and harms nobody: whatever moves no money. It is taken back whole, document, rows and
 * words, as if the shopper had not said it yet; and nothing of it leaves before it is sure.
 */
const isLight = ({ budget, drawn }: Commit): boolean => budget.length === 0 && (drawn?.length ?? 0) === 0

const issues = ({ budget }: Commit): string[] => [
  ...new Set(budget.filter(({ ceiling }) => ceiling !== undefined).map((move) => move.budget)),
]

export type CommitParts = {
  readonly redis: Redis
  readonly budgets: Budgets
  readonly durability: Durability
  readonly lastLines: LastLines
}

export const createCommit = ({
  redis,
  budgets,
  durability,
  lastLines,
}: CommitParts): ((commit: Commit) => Promise<CommitResult>) => {
  const callOf = (group: readonly Member[]) => {
    const levels = new Map<number, Level>()
    for (const { partition, level } of group)
      levels.set(partition, wider(level, levels.get(partition) ?? 'core'))
    const partitions = [...levels]
    const index = new Map(partitions.map(([partition], n) => [partition, n + 1]))
    const blocks = partitions.map(([partition, level]) => keysOf(partition, level))
    const homes = redis.isCluster
      ? []
      : [...new Set(group.flatMap(({ commit }) => commit.budget.map(({ budget }) => budget)))]
    const keys = [...blocks.flat(), ...homes.flatMap((budget) => budgets.homeOf(budget).keys)]
    const args = [
      redis.isCluster ? 'grants' : 'home',
      `${blocks.length}`,
      ...blocks.map((block) => `${block.length}`),
      `${homes.length}`,
      ...homes,
      `${group.length}`,
    ]
    for (const { partition, encoded, grants } of group)
      pushCommit(args, index.get(partition)!, encoded, grants)
    return { keys, args }
  }

  /** Draws what is missing, then hands the commit in again. */
  const draw = async (member: Member, dry: readonly (string | number)[]): Promise<void> => {
    const { commit, partition } = member
    if (++member.draws > DRAWS)
      throw new StoreError(
        'busy',
        'Redis: a budget is being used up by others at this moment. Nothing was lost; try again.',
      )
    const wanted: { budget: string; grant: Promise<Grant | null> }[] = []
    for (let n = 0; n < dry.length; n += 3) {
      const budget = String(dry[n])
      const moves = commit.budget.filter((move: BudgetMove) => move.budget === budget)
      const demand = { budget, partition, known: Number(dry[n + 1]), missing: Number(dry[n + 2]), moves }
      wanted.push({ budget, grant: budgets.draw(demand) })
    }
    const answers = await Promise.allSettled(wanted.map(({ grant }) => grant))
    const grants = new Map<string, Grant>()
    const refused = new Set<string>()
    for (const [n, answer] of answers.entries()) {
      const { budget } = wanted[n]!
      if (answer.status === 'rejected') throw answer.reason
      if (answer.value === null) refused.add(budget)
      else grants.set(budget, answer.value)
    }
    // What was granted beside a refusal stays at the home as on its way, and is found there.
    if (refused.size > 0) {
      const named = commit.budget.map(({ budget }) => budget).filter((budget) => refused.has(budget))
      member.resolve({ kind: 'refused', budgets: [...new Set(named)] })
      return
    }
    member.grants = grants
    hand(member)
  }

  /** Those that were left unsure: asked again they are looked for, whatever holds for others. */
  const left = new Set<string>()

  /** In the durable profile only once it is on the replicas, but for what may be lost without harm. */
  const acknowledge = (member: Member, result: CommitResult, safe: boolean): void => {
    const { commit, resolve, reject } = member
    if (safe || (result.kind === 'done' && isLight(commit))) {
      left.delete(commit.id)
      resolve(result)
    } else if (++member.asks > ASKS) {
      left.add(commit.id)
      reject(unsure())
    } else setTimeout(() => hand(member), ASK_AFTER * 2 ** member.asks)
  }

  const settle = (member: Member, answer: Answer, safe: boolean): void => {
    const [kind, ...rest] = answer
    switch (kind) {
      case 'done': {
        const [version, line] = [Number(rest[0]), Number(rest[1])]
        lastLines.saw(member.commit.shopper, version, line)
        acknowledge(member, { kind, version, line }, safe)
        break
      }
      case 'repeat':
        acknowledge(member, { kind, reply: String(rest[0]) }, safe)
        break
      case 'stale':
      case 'changed':
        member.resolve({ kind })
        break
      case 'refused':
        member.resolve({ kind, budgets: rest.map(String) })
        break
      case 'dry':
        draw(member, rest).catch(member.reject)
        break
      default:
        member.reject(
          new StoreError(
            'damaged',
            `Redis: a commit could not be carried out: ${rest[0]}. Look at the keys of its partition.`,
          ),
        )
    }
  }

  const carryOut = async (group: readonly Member[]): Promise<void> => {
    try {
      const { keys, args } = callOf(group)
      const before = durability.mark(group[0]!.partition)
      const answers = await redis.run<Answer[]>(COMMIT, keys, args, 'again')
      // While durability is unsure, words are not held up by it.
      const waits =
        durability.isDurable && !(durability.isUnsure() && group.every(({ commit }) => isLight(commit)))
      const safe = waits ? await durability.isSafe(before) : !durability.isDurable
      for (const [n, member] of group.entries()) settle(member, answers[n]!, safe)
    } catch (error) {
      for (const member of group) {
        if (error instanceof StoreError && error.code === 'unsure') left.add(member.commit.id)
        member.reject(error)
      }
    }
  }

  /** By place: one server is one, on a Cluster each partition is. */
  const queues = new Map<number, { waiting: Member[]; running: number; scheduled: boolean }>()

  const schedule = (place: number): void => {
    const queue = queues.get(place)!
    if (queue.scheduled) return
    queue.scheduled = true
    setImmediate(() => {
      queue.scheduled = false
      flush(place)
    })
  }

  const flush = (place: number): void => {
    const queue = queues.get(place)!
    const most = redis.isCluster ? 1 : GROUPS
    const free = most - queue.running
    if (queue.waiting.length > 0 && free > 0) {
      const share = Math.max(SMALLEST_GROUP, Math.ceil(queue.waiting.length / free))
      let bytes = 0
      let count = 0
      while (count < Math.min(LARGEST_GROUP, share, queue.waiting.length) && bytes < LARGEST_BYTES)
        bytes += queue.waiting[count++]!.bytes
      const group = queue.waiting.splice(0, count)
      queue.running++
      void carryOut(group).then(() => {
        queue.running--
        flush(place)
      })
      // The next is made once this one was sent.
      if (queue.waiting.length > 0 && free > 1) schedule(place)
    }
    if (queue.waiting.length === 0 && queue.running === 0 && !queue.scheduled) queues.delete(place)
  }

  const hand = (member: Member): void => {
    const place = redis.isCluster ? member.partition : -1
    const queue = queues.get(place) ?? { waiting: [], running: 0, scheduled: false }
    queues.set(place, queue)
    queue.waiting.push(member)
    // After all input that is there by now, and before anything is waited for.
    schedule(place)
  }

  return (commit) =>
    new Promise((resolve, reject) => {
      const issued = issues(commit)
      if (durability.isUnsure() && issued.length > 0 && !left.has(commit.id)) {
        // It chats on, without a code.
        resolve({ kind: 'refused', budgets: issued })
        return
      }
      const partition = partitionOf(commit.shopper)
      const encoded = encodeCommit(commit, lastLines.of(commit.shopper, commit.expects))
      const bytes = encoded.before.reduce((sum, one) => sum + one.length, 0)
      const member = {
        commit,
        partition,
        level: levelOf(commit),
        encoded,
        bytes,
        grants: NO_GRANTS,
        draws: 0,
        asks: 0,
      }
      hand({ ...member, resolve, reject })
    })
}
