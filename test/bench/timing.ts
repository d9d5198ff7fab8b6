// How long the answer takes to somebody who does not own the code: of codes that are nobody's, of others', of others'
// that have ended; mixed at random, and compared pair by pair. At the door, over loopback, which is nearer than anybody
// who guesses can come; with `inside` past the door, where less noise hides what is left.
// By hand: npm run timing [tries of each, 100000 else] [inside]
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isClean } from '../../src/core/codes/bad-words.ts'
import { drawCode } from '../../src/runtime/draw-code.ts'
import { rulebookOf } from '../core/world.ts'
import { openEngine, visitor } from '../runtime/open-engine.ts'
import { openDoor } from './door.ts'
import { compare, LIMIT } from './welch.ts'

const tries = Number(process.argv[2] ?? 100_000)
const isInside = process.argv[3] === 'inside'
const CODES = 500
const WARM = 30_000
const DAY = 86_400_000

const rulebook = rulebookOf({
  gift: `
flow: gift
about: Given by hand.
start: { on: ask_discount }
campaign: { budget: none, until: none }
steps: [{ give: fixed_100 }]
`,
})

const folder = mkdtempSync(join(tmpdir(), 'winback-timing-'))
let now = Date.now()
const { engine, sent, close } = await openEngine({
  ...{ path: join(folder, 'winback.db'), rulebook, clock: () => now, lease: 0 },
})

const give = async (from: number): Promise<readonly string[]> => {
  sent.length = 0
  for (let n = from; n < from + CODES; n++) {
    const address = visitor(n)
    const come = { id: `open-${n}`, at: now, trust: 'fact', from: address } as const
    const done = await engine.accept({ ...come, what: { kind: 'chat_opened', address } })
    const does = { act: 'issue', offer: 'fixed_100', campaign: 'gift' } as const
    const what = { kind: 'agent', agent: 'olena', does } as const
    const shopper = done.kind === 'done' ? done.shopper : ''
    await engine.accept({ id: `give-${n}`, at: now, trust: 'fact', from: { shopper }, what })
  }
  await engine.settle(now)
  return sent.flatMap(({ code }) => code?.text ?? [])
}

const expired = await give(0)
now += 2 * DAY
await engine.settle(now)
const foreign = await give(CODES)
const unknown = Array.from({ length: CODES }, () => drawCode(randomBytes, 'WB', isClean))
const sets = { unknown, expired, foreign }
type Kind = keyof typeof sets
const kinds = Object.keys(sets) as Kind[]
const order = { id: 'o', total: 100_000, lines: [] }
let buyers = 0

const door = isInside ? null : await openDoor(engine, () => now)
const ask = async (typed: string, buyer: string): Promise<boolean> =>
  door
    ? door.validate(typed, buyer)
    : (await engine.validate(typed, order, [{ channel: 'web', id: buyer }], '192.0.2.1')).valid

const one = async (kind: Kind): Promise<number> => {
  const typed = sets[kind][Math.floor(Math.random() * CODES)]!
  // Somebody new each time: one shopper alone would soon wait, whatever is typed.
  const buyer = [visitor(`buyer-${1_000_000 + buyers++}`)]
  const began = process.hrtime.bigint()
  const isValid = await ask(typed, buyer[0]!.id)
  const took = Number(process.hrtime.bigint() - began)
  if (isValid) throw new Error('a stranger got an answer')
  return took
}

const randomKind = (): Kind => kinds[Math.floor(Math.random() * kinds.length)]!
for (let n = 0; n < WARM; n++) await one(randomKind())
const times: Record<Kind, number[]> = { unknown: [], expired: [], foreign: [] }
const began = performance.now()
while (kinds.some((kind) => times[kind].length < tries)) {
  const kind = randomKind()
  if (times[kind].length >= tries) continue
  times[kind].push(await one(kind))
  // Let what a try set off (a code that is frozen) come to its end in between, as other requests would.
  if (buyers % 50 === 0) await new Promise(setImmediate)
}
const seconds = ((performance.now() - began) / 1_000).toFixed(0)
console.log(`${tries} tries of each, ${CODES} codes of each, in ${seconds} s; times in ns`)
let worst = 0
for (const [a, b] of [
  ['unknown', 'foreign'],
  ['unknown', 'expired'],
  ['expired', 'foreign'],
] as const) {
  for (const { kept, t, mean } of compare(times[a], times[b])) {
    worst = Math.max(worst, Math.abs(t))
    const means = `${a} ${mean[0].toFixed(0)}, ${b} ${mean[1].toFixed(0)}`
    console.log(`${a} against ${b}, ${kept * 100}% kept: t = ${t.toFixed(2)} (${means})`)
  }
}
console.log(`largest |t|: ${worst.toFixed(2)}; ${worst < LIMIT ? 'nothing to be seen' : `above ${LIMIT}`}`)
process.exitCode = worst < LIMIT ? 0 : 1
await door?.close()
await close()
rmSync(folder, { recursive: true, force: true })
