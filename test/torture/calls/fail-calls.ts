// The disk is full, or fails, at every call that changes it, once or from then on: what is told says so, nothing is
// lost, nothing is half, and the same process goes on as soon as the disk is well again.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chanceOf } from '../chance.ts'
import type { Ordeal, Torture, Verdict } from '../part.ts'
import { writeShop } from '../shop.ts'
import type { CameOfIt } from './act-process.ts'
import { ACTS } from './acts.ts'
import { faultsIn, leftIn, shapeOf } from './shape.ts'
import { attach, needStrace } from './strace.ts'
import { type Base, injectionOf, prepareAct, type Track, tracksOf, wantedOf } from './sweep.ts'
import { startTracee, type Tracee } from './tracee.ts'

const BUDGET = 5_000

const ERRORS = ['ENOSPC', 'EIO'] as const
type Failing = { readonly error: (typeof ERRORS)[number]; readonly n: number; readonly from: boolean }

/** What may be told of it. `busy`: an erasure that is begun, and not done. */
const TOLD = { ENOSPC: ['full', 'io', 'busy'], EIO: ['io', 'full', 'busy'] }

const failAt = async (
  base: Base,
  track: Track,
  tracee: Tracee,
  { error, n, from }: Failing,
): Promise<{ hit: boolean; wrong: string[] }> => {
  const { act, rules } = base
  const when = `${n}${from ? '+' : ''}`
  const folder = base.copy(`${track.name}-${error}-${when}`)
  const wrong: string[] = []
  const wanted = { act: act.name, folder, rules }
  const log = `${folder}.strace`
  const strace = await attach(tracee.pid, log, {
    ...injectionOf(track, folder),
    what: `error=${error}`,
    when,
  })
  const came = await tracee.act(wanted)
  await strace.detach()
  const hit = strace.hits() > 0
  if (came === null) wrong.push('the process died of it')
  if (came?.kind === 'failed' && (came.code === null || !TOLD[error].includes(came.code)))
    wrong.push(`it was told as ${came.code}: ${came.message}`)
  if (came?.kind === 'failed' && !hit) wrong.push(`it failed though nothing was hit: ${came.message}`)
  // The disk is well again: the same process goes on.
  let again: CameOfIt | null = null
  // What failed in the background is said once more at the next look.
  for (let tries = 0; came !== null && again?.kind !== 'done' && tries < 3; tries++)
    again = await tracee.act(wanted)
  if (again?.kind !== 'done') wrong.push(`it does not go on: ${JSON.stringify(again)}`)
  else if (came?.kind === 'done' && came.answer !== again.answer)
    wrong.push(`it answered ${came.answer}, then ${again.answer}`)
  wrong.push(...(await faultsIn(folder)))
  const after = JSON.stringify(shapeOf(folder))
  if (after !== JSON.stringify(base.after))
    wrong.push(`in the end it is ${after}, not ${JSON.stringify(base.after)}`)
  wrong.push(...leftIn(folder, act.forgets ?? []))
  if (wrong.length === 0) rmSync(folder, { recursive: true })
  return { hit, wrong: wrong.map((what) => `${act.name}, ${error} at ${when} (${track.name}): ${what}`) }
}

const run = async ({ seed, size, log, folder }: Ordeal): Promise<Verdict> => {
  needStrace()
  const chance = chanceOf(seed)
  const rules = join(folder, 'rules')
  mkdirSync(rules)
  writeShop(rules, BUDGET)
  const wrong: string[] = []
  const figures: Record<string, number> = {}
  let tracee = await startTracee()
  for (const { name } of ACTS) {
    const base = await prepareAct(name, rules, folder)
    let hits = 0
    for (const track of tracksOf(base))
      for (const error of ERRORS)
        for (const from of [false, true]) {
          const wanted = wantedOf(name, size, chance)
          for (const n of wanted) {
            const done = await failAt(base, track, tracee, { error, n, from })
            wrong.push(...done.wrong)
            if (!tracee.isAlive()) tracee = await startTracee()
            if (done.hit) hits++
            else if (size === 'long') break
          }
        }
    figures[name] = hits
    log(`${name}: ${hits} calls failed`)
  }
  await tracee.end()
  return { wrong, figures }
}

export const failCalls: Torture = {
  name: 'fail-calls',
  about:
    'the disk is full or fails at every call that changes it: said clearly, nothing lost, and it goes on',
  run,
}
