// A process is killed at every call that changes the disk while it issues, redeems, approves, erases, brings data
// forward or archives: afterwards all of it happened or nothing, what was acknowledged did, and asking again ends it.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chanceOf } from '../chance.ts'
import type { Ordeal, Torture, Verdict } from '../part.ts'
import { writeShop } from '../shop.ts'
import { ACTS } from './acts.ts'
import { faultsIn, leftIn, shapeOf } from './shape.ts'
import { attach, needStrace } from './strace.ts'
import { type Base, injectionOf, MOST, prepareAct, type Track, tracksOf, wantedOf } from './sweep.ts'
import { startTracee } from './tracee.ts'

const BUDGET = 5_000

/** What is wrong after a death at the n-th call; `hit`: the act did not end before it. */
const killAt = async (base: Base, track: Track, n: number): Promise<{ hit: boolean; wrong: string[] }> => {
  const { act, rules } = base
  const folder = base.copy(`${track.name}-${n}`)
  const wrong: string[] = []
  const tracee = await startTracee()
  const log = `${folder}.strace`
  const strace = await attach(tracee.pid, log, {
    ...injectionOf(track, folder),
    what: 'signal=KILL',
    when: String(n),
  })
  const came = await tracee.act({ act: act.name, folder, rules })
  await tracee.end()
  await strace.detach()
  if (came?.kind === 'failed') wrong.push(`it failed: ${came.message}`)
  wrong.push(...(await faultsIn(folder)))
  if (came?.kind === 'done' && act.name !== 'archive') {
    const now = JSON.stringify(shapeOf(folder))
    if (now !== JSON.stringify(base.after)) wrong.push(`it was answered, and is ${now}`)
  }
  // What was answered is answered the same again; what was not is done now.
  const again = await act.run(folder, rules)
  if (came?.kind === 'done' && again !== came.answer) wrong.push(`it answered ${came.answer}, then ${again}`)
  wrong.push(...(await faultsIn(folder)))
  const after = JSON.stringify(shapeOf(folder))
  if (after !== JSON.stringify(base.after))
    wrong.push(`asked again it is ${after}, not ${JSON.stringify(base.after)}`)
  wrong.push(...leftIn(folder, act.forgets ?? []))
  if (wrong.length === 0) rmSync(folder, { recursive: true })
  return {
    hit: came === null,
    wrong: wrong.map((what) => `${act.name}, killed at call ${n} (${track.name}): ${what}`),
  }
}

const run = async ({ seed, size, log, folder }: Ordeal): Promise<Verdict> => {
  needStrace()
  const chance = chanceOf(seed)
  const rules = join(folder, 'rules')
  mkdirSync(rules)
  writeShop(rules, BUDGET)
  const wrong: string[] = []
  const figures: Record<string, number> = {}
  for (const { name } of ACTS) {
    const base = await prepareAct(name, rules, folder)
    let hits = 0
    for (const track of tracksOf(base)) {
      const wanted = wantedOf(name, size, chance)
      for (const n of wanted) {
        const done = await killAt(base, track, n)
        wrong.push(...done.wrong)
        if (done.hit) hits++
        else if (size === 'long') break
        if (n === MOST) wrong.push(`${name} has no end`)
      }
    }
    figures[name] = hits
    log(`${name}: killed at ${hits} calls`)
  }
  return { wrong, figures }
}

export const killCalls: Torture = {
  name: 'kill-calls',
  about:
    'killed at every call that changes the disk: all of it happened or nothing, and asking again ends it',
  run,
}
