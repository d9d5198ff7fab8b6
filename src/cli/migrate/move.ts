// Moves a shop from one store to another: copied, compared, and only then marked, first there where it was and then here,
// so that at no moment both serve it. Whatever ends it on the way, the same move goes on with `resume`.
import { randomUUID } from 'node:crypto'
import type { BackupRecord } from '../../ports/backup.ts'
import type { Seal } from '../../ports/seal.ts'
import type { Store } from '../../ports/store.ts'
import { type MoveMark, readMark, writeMark } from '../../start/move-mark.ts'
import { StartError } from '../../start/start-error.ts'
import { CHAIN_START, chainHash } from '../../stores/sqlite/chain.ts'
import { isEmptied } from '../../stores/sqlite/emptied.ts'
import { createKeyCheck } from '../backup/key-check.ts'
import { createRolling, createTally, differences, type Tally, travels } from '../backup/tally.ts'

/** A store with its name in words: "the data folder /srv/winback". `alone`: nobody else can write there meanwhile. */
export type End = {
  readonly store: Pick<Store, 'backup' | 'notes'>
  readonly place: string
  readonly alone: boolean
}

export type Move = {
  readonly from: End
  readonly to: End
  readonly resume: boolean
  readonly seal: Pick<Seal, 'rewrap'>
  readonly now: () => string
  readonly tell: (sentence: string) => void
}

type Arriving = Extract<MoveMark, { state: 'arriving' }>

/** Written together. */
const PART = 500
/** After so many parts it is noted how far it is. */
const NOTED = 20

/** Whether it may begin, or go on; answers the move's id, and how far an earlier try came. */
const admit = async ({ from, to, resume, now }: Move): Promise<{ id: string; arriving: Arriving | null }> => {
  const [left, came] = [await readMark(from.store.notes), await readMark(to.store.notes)]
  const isUnderWay = left?.state === 'leaving' || left?.state === 'moved'
  const isSame = isUnderWay && came?.id === left.id
  if (left?.state === 'arriving' || left?.state === 'given_up')
    throw new StartError(`${from.place} does not hold a whole shop: there is nothing to move.`)
  if (left?.state === 'moved' && isSame && came?.state === 'here')
    throw new StartError(`This shop was moved to ${left.to} at ${left.since}: there is nothing left to do.`)
  if (isUnderWay && !resume)
    throw new StartError(
      `A move to ${left.to} was begun at ${left.since}. Go on with --resume, or take it back with --undo.`,
    )
  if (isSame && came?.state === 'arriving') return { id: left.id, arriving: came }
  if (!(await to.store.backup.isEmpty()))
    throw new StartError(
      `${to.place} is not empty, and what is there did not come by this move. A shop moves into an empty store only.`,
    )
  if (left?.state === 'moved')
    throw new StartError(
      `This shop was moved to ${left.to}, and ${to.place} is empty: that is another store.`,
    )
  const id = left?.state === 'leaving' ? left.id : randomUUID()
  await writeMark(from.store.notes, { state: 'leaving', id, to: to.place, since: now() })
  return { id, arriving: null }
}

/** Does what stands at the source begin with what was noted as written? Then that much need not be written again. */
const isStill = async ({ store }: End, { done, digest }: Arriving): Promise<boolean> => {
  const rolling = createRolling()
  let seen = 0
  if (done === 0) return false
  for await (const record of store.backup.read()) {
    if (!travels(record)) continue
    rolling.add(record)
    if (++seen === done) return rolling.now() === digest
  }
  return false
}

/** Whether the journal's one chain is whole where it comes from: what is broken is moved as it is, and told. */
const createChainCheck = (tell: Move['tell']) => {
  let [before, isWhole] = [CHAIN_START, true]
  return (record: BackupRecord): void => {
    if (record.kind !== 'journal' || record.chain !== '' || !isWhole) return
    isWhole = isEmptied(record) || chainHash(before, record) === record.hash
    before = record.hash
    if (!isWhole) tell(`the journal is broken at entry ${record.seq}, as it was before: it is moved as it is`)
  }
}

const copy = async (move: Move, mark: Arriving): Promise<Tally> => {
  const { from, to, seal, tell } = move
  const [tally, rolling, check] = [createTally(), createRolling(), createKeyCheck(seal)]
  const chain = createChainCheck(tell)
  let part: BackupRecord[] = []
  let [seen, parts] = [0, 0]
  const flush = async (): Promise<void> => {
    if (part.length > 0) await to.store.backup.write(part)
    part = []
    if (++parts % NOTED !== 0) return
    await writeMark(to.store.notes, { ...mark, done: seen, digest: rolling.now() })
    tell(`${seen} records are there`)
  }
  for await (const record of from.store.backup.read()) {
    if (!travels(record)) continue
    check(record)
    chain(record)
    tally.add(record)
    rolling.add(record)
    if (++seen <= mark.done) continue
    part.push(record)
    if (part.length === PART) await flush()
  }
  await flush()
  return tally.tally()
}

export const tallyOf = async ({ store }: Pick<End, 'store'>): Promise<Tally> => {
  const tally = createTally()
  for await (const record of store.backup.read()) if (travels(record)) tally.add(record)
  return tally.tally()
}

/** Answers what was moved: how many of each kind. Throws a StartError where it is not to be, or what arrived differs. */
export const moveShop = async (move: Move): Promise<Tally> => {
  const { from, to, now, tell } = move
  const { id, arriving } = await admit(move)
  const begun = { state: 'arriving', id, from: from.place, since: arriving?.since ?? now() } as const
  const goesOn = arriving !== null && (await isStill(from, arriving))
  const mark: Arriving = goesOn ? arriving : { ...begun, done: 0, digest: '' }
  if (goesOn) tell(`${mark.done} records are there already`)
  await writeMark(to.store.notes, mark)
  const left = await copy(move, mark)
  tell('everything is there; it is compared')
  const came = await tallyOf(to)
  // Who may write at the source was asked not to; whether it is so is seen.
  const source = from.alone ? left : await tallyOf(from)
  const unlike = [...new Set([...differences(left, came), ...differences(source, left)])]
  if (unlike.length > 0) {
    await writeMark(to.store.notes, { ...mark, done: 0, digest: '' })
    throw new StartError(
      `What arrived is not what left: ${unlike.join(', ')}. Nothing is lost: all of it is still at ${from.place}. End` +
        ' whatever works on either store, then run this with --resume; or take it back with --undo.',
    )
  }
  await writeMark(from.store.notes, { state: 'moved', id, to: to.place, since: now() })
  await writeMark(to.store.notes, { state: 'here', id, digest: JSON.stringify(came) })
  return came
}

/** The shop stays, or is again, where it was: as long as nothing has happened where it was moved to. */
export const undoMove = async ({ from, to }: Pick<Move, 'from' | 'to'>): Promise<void> => {
  const left = await readMark(from.store.notes)
  if (left?.state !== 'leaving' && left?.state !== 'moved')
    throw new StartError(`${from.place} was not moved: there is nothing to take back.`)
  const came = await readMark(to.store.notes)
  const isThere = came !== null && came.id === left.id
  if (left.state === 'moved' && !isThere)
    throw new StartError(`${to.place} is not where this shop was moved to: that is ${left.to}.`)
  if (isThere && came.state === 'here' && came.digest !== JSON.stringify(await tallyOf(to)))
    throw new StartError(
      `Something has happened at ${to.place} since, and would be lost. Move the shop back with all of it instead: the same` +
        ' verb the other way round, into an empty store.',
    )
  if (isThere) await writeMark(to.store.notes, { state: 'given_up', id: left.id, from: from.place })
  await writeMark(from.store.notes, { state: 'here', id: left.id })
}
