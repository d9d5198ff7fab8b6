// Nasty inputs at every door of the real product: it answers within bounds, stands up, and goes on working.
import type { Ordeal, Torture, Verdict } from '../part.ts'
import type { Door } from './door.ts'
import { addressesOf } from './doors/addresses.ts'
import { bodiesOf } from './doors/bodies.ts'
import { hooksOf } from './doors/hooks.ts'
import { rulebookOf } from './doors/rulebook.ts'
import { saysOf } from './doors/says.ts'
import { settings } from './doors/settings.ts'
import { socketsOf } from './doors/sockets.ts'
import { wiresOf } from './doors/wires.ts'
import { knock, LONGEST, type Outcome } from './knock.ts'
import { type Served, startServed } from './served.ts'
import { isWell, signIn } from './well.ts'

const MANY = { short: 500, long: 24_000 }
/** What the memory may have grown by after everything, bytes. */
const GROWN = 64 * 1024 * 1024

const doorsOf = async (served: Served): Promise<readonly Door[]> => {
  const cookie = await signIn(served)
  return [
    bodiesOf(served, cookie),
    await hooksOf(served),
    saysOf(served),
    addressesOf(served, cookie),
    wiresOf(served),
    await socketsOf(served),
    rulebookOf(served),
    settings,
  ]
}

const run = async ({ seed, size, log }: Ordeal): Promise<Verdict> => {
  const wrong: string[] = []
  const figures: Record<string, number | string> = {}
  let all = 0
  let worst: Outcome['worst'] = { ms: 0, about: '' }
  const served = await startServed()
  try {
    const before = await served.lap('collect')
    for (const door of await doorsOf(served)) {
      const began = performance.now()
      const outcome = await knock(
        door.cases({ seed, many: Math.ceil(MANY[size] * door.share) }),
        served,
        size === 'long',
      )
      all += outcome.done
      figures[door.name] = outcome.done
      if (outcome.worst.ms > worst.ms) worst = outcome.worst
      wrong.push(...outcome.wrong.map((what) => `${door.name}: ${what}`))
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      log(
        `${door.name}: ${outcome.done} in ${seconds} s, ${outcome.wrong.length} wrong, worst ${outcome.worst.ms.toFixed(1)} ms at ${outcome.worst.about.slice(0, 150)}`,
      )
    }
    wrong.push(...(await isWell(served)))
    const after = await served.lap('collect')
    figures['memory grown, MB'] = Math.round((after.heap - before.heap) / 1e6)
    if (after.heap - before.heap > GROWN) wrong.push(`memory has grown by ${figures['memory grown, MB']} MB`)
  } finally {
    const ended = await served.stop()
    if (ended !== null) wrong.push(`the product went down: ${ended}`)
  }
  figures.inputs = all
  figures[`longest stall, ms (${LONGEST} at most)`] = worst.ms.toFixed(1)
  return { wrong, figures }
}

export const nasty: Torture = {
  name: 'nasty',
  about: 'nasty inputs on every door: no crash, no 5xx, no stall over 50 ms',
  run,
}
