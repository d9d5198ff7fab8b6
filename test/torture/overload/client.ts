// The process that asks for too much: first as much as comes back (a closed loop), then ten times that whether it comes
// back or not (an open loop), then now and then until all is as before. Tells its parent what it saw; ends by itself.
import { KEYS } from '../../server-process.ts'
import { openChats } from './chats.ts'
import { createMix, WORKS, type Work } from './mix.ts'
import { createTally, quantile, type Told } from './tally.ts'
import { openWire } from './wire.ts'

export type Plan = {
  readonly seed: number
  readonly url: string
  readonly agent: { readonly name: string; readonly password: string }
  /** ms of the closed loop and of the open one. */
  readonly calm: number
  readonly flood: number
  readonly times: number
  /** Codes that agents give. */
  readonly given: number
  readonly chats: number
}

export type Seen = {
  /** Requests a second that came back in the closed loop. */
  readonly carries: number
  readonly calm: Readonly<Record<Work, Told>>
  /** Requests a second that were asked for in the open loop, those left out for which all connections were taken. */
  readonly offered: number
  readonly unsent: number
  readonly flood: Readonly<Record<Work | 'chat', Told>>
  /** Words of the chat that nobody heard in the end. */
  readonly lost: number
  /** ms from the flood's end until a look is answered as before. */
  readonly normal: number | null
  readonly wrong: Readonly<Record<string, number>>
}

const plan = JSON.parse(process.argv[2] ?? '{}') as Plan
const { hostname, port } = new URL(plan.url)
const host = hostname === 'localhost' ? '127.0.0.1' : hostname
/** The shop's server, its agents and the pages of shoppers are not behind one another. */
const wires = {
  money: openWire(host, Number(port), 256),
  agents: openWire(host, Number(port), 64),
  looks: openWire(host, Number(port), 4_000),
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const step = (name: string): void => void process.send?.({ step: name })

/** mulberry32. */
let state = plan.seed
const random = (): number => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const OWN = 'X-Winback-Desk: 1\r\n'
const signIn = async (): Promise<string> => {
  const response = await fetch(`${plan.url}/desk/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-winback-desk': '1' },
    body: JSON.stringify(plan.agent),
  })
  return (response.headers.getSetCookie()[0] ?? '').split(';')[0]!
}

/** Shoppers whom agents give a code to. */
let why = ''
const makeShoppers = async (cookie: string): Promise<readonly string[]> => {
  const ids: string[] = []
  for (let from = 0; from < plan.given; from += 20) {
    const some = Array.from({ length: Math.min(20, plan.given - from) }, (_, n) => `given-${from + n}`)
    const found = some.map(async (userId) => {
      const body = JSON.stringify({ messageId: userId, userId, traits: { name: 'Ann' } })
      await wires.agents.ask({
        path: '/v1/identify',
        headers: `Authorization: Bearer ${KEYS.secret}\r\n`,
        body,
      })
      const asked = JSON.stringify({ by: 'user', id: userId })
      const answer = await wires.agents.ask({
        path: '/desk/api/find',
        headers: `${OWN}Cookie: ${cookie}\r\n`,
        body: asked,
      })
      why = `${answer?.status} ${answer?.body}`
      return (JSON.parse(answer?.body ?? '{}') as { shopper?: string }).shopper ?? ''
    })
    ids.push(...(await Promise.all(found)))
  }
  return ids
}

/** The till and the agents ask for no more than their part; pages for all the rest. */
const SHARES: Readonly<Record<Work, number>> = { money: 0.1, agents: 0.03, looks: 0.87 }
const tallies = () => ({ money: createTally(), agents: createTally(), looks: createTally() })

const cookie = await signIn()
const shoppers = await makeShoppers(cookie)
if (shoppers.includes('')) throw new Error(`a shopper was not made: ${why}`)
const mix = createMix(random, cookie, shoppers)
const ask = async (work: Work, tally: ReturnType<typeof createTally>, meant: number): Promise<void> =>
  tally.ended(await wires[work].ask(mix[work]()), performance.now() - meant)

// Warm, then as much as comes back.
const closed = async (ms: number) => {
  const to = tallies()
  const until = performance.now() + ms
  const began = performance.now()
  let count = 0
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const pick = random()
      const work = pick < SHARES.money ? 'money' : pick < SHARES.money + SHARES.agents ? 'agents' : 'looks'
      await ask(work, to[work], performance.now())
      count++
    }
  }
  await Promise.all(Array.from({ length: 48 }, one))
  return { to, carries: (count / (performance.now() - began)) * 1000 }
}
await closed(plan.calm / 3)
const calm = await closed(plan.calm)
step('calm')

// Ten times that, whatever comes back.
const flood = { ...tallies(), chat: createTally() }
const chats = await openChats(plan.url, plan.chats, flood.chat)
step('flood')
const began = performance.now()
const until = began + plan.flood
const rates: Record<Work, number> = {
  // The till and the agents ask for what they always do: what they need while others flood.
  money: calm.carries * SHARES.money,
  agents: calm.carries * SHARES.agents,
  looks: calm.carries * (plan.times - SHARES.money - SHARES.agents),
}
const underWay: Promise<void>[] = []
const sent: Record<string, number> = { money: 0, agents: 0, looks: 0 }
let said = 0
let unsent = 0
for (let now = began; now < until; now = performance.now()) {
  for (const work of WORKS) {
    // Each at the moment at which it was meant, also where this process is late.
    for (; sent[work]! < ((now - began) / 1000) * rates[work]; sent[work]!++) {
      const meant = began + (sent[work]! / rates[work]) * 1000
      // All connections wait for an answer: this many more could not even be asked.
      if (work === 'looks' && wires.looks.isFull()) {
        unsent++
        continue
      }
      const mine = ask(work, flood[work], meant)
      if (work !== 'looks') underWay.push(mine)
    }
  }
  for (; said < ((now - began) / 1000) * plan.chats * 0.8; said++) chats.say(said)
  await pause(2)
}
const ended = performance.now()
const offered = ((Object.values(sent).reduce((sum, n) => sum + n, 0) - unsent) / (ended - began)) * 1000
step('over')

// Until looks are answered as before: twenty in a row.
const before = calm.to.looks.told()
let normal: number | null = null
let row = 0
const probes: number[] = []
for (let at = 0; normal === null && at < 60_000; at = performance.now() - ended) {
  const asked = performance.now()
  const answer = await wires.looks.ask(mix.looks())
  const ms = performance.now() - asked
  probes.push(ms)
  row = answer?.status === 200 && ms < Math.max(100, before.p99 * 2) ? row + 1 : 0
  if (row === 20) normal = performance.now() - ended
  await pause(5)
}
await Promise.all(underWay)
for (let n = 0; n < 600 && chats.unheard() > 0; n++) await pause(100)
step('normal')

const told = <T extends Record<string, ReturnType<typeof createTally>>>(of: T) =>
  Object.fromEntries(Object.entries(of).map(([name, tally]) => [name, tally.told()]))
const wrong: Record<string, number> = {}
for (const [name, tally] of Object.entries({
  ...flood,
  'calm money': calm.to.money,
  'calm agents': calm.to.agents,
  'calm looks': calm.to.looks,
}))
  for (const [what, n] of Object.entries(tally.wrong())) wrong[`${name}: ${what}`] = n
const seen = {
  ...{
    carries: Math.round(calm.carries),
    offered: Math.round(offered),
    calm: told(calm.to),
    flood: told(flood),
  },
  unsent,
  ...{ lost: chats.unheard(), normal: normal === null ? null : Math.round(normal), wrong },
  probe: quantile(
    probes.toSorted((a, b) => a - b),
    0.5,
  ),
}
process.send?.({ seen }, () => process.exit(0))
