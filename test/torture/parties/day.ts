// One virtual day of a shop: real adapters, every other side with its own bad hours, shoppers who write, get offers and
// mailings. Says what became of every message. Runs in a process whose time is virtual.
import { AsyncLocalStorage } from 'node:async_hooks'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import webPush from 'web-push'
import { openBotFramework } from '../../../src/channels/bot-framework/open.ts'
import { createReferences } from '../../../src/channels/bot-framework/references.ts'
import { createPushChannel, type Post } from '../../../src/channels/push/channel.ts'
import { compose } from '../../../src/main.ts'
import type { Adapter } from '../../../src/ports/adapter.ts'
import { type Channel, DeliveryError } from '../../../src/ports/channel.ts'
import type { Engine } from '../../../src/runtime/engine.ts'
import { openAdapters } from '../../../src/start/open-adapters.ts'
import { SECRET } from '../../desks/slack/member.ts'
import { startSlack } from '../../desks/slack/stub.ts'
import { newFolder, testConfig } from '../../server.ts'
import { startMailParty } from './mail-party.ts'
import { type Fault, type Party, startParty } from './party.ts'
import { addressOf, CHANNELS, HAPPENINGS, rules } from './shop.ts'
import { MANNERS, slackBefore } from './sides.ts'
import { real, type VirtualTime } from './virtual-time.ts'

export type Spell = {
  readonly party: string
  readonly from: number
  readonly to: number
  readonly fault: Fault
}

/** Times in minutes of the day. */
export type DayPlan = {
  readonly folder: string
  readonly shoppers: number
  readonly spells: readonly Spell[]
  readonly acts: readonly {
    readonly at: number
    readonly shopper: number
    readonly what: 'said' | 'wants' | 'gives' | 'news'
  }[]
  readonly minutes: number
}

export type Sent = {
  readonly channel: string
  readonly to: string
  readonly until: number | null
  readonly tries: number
  readonly ended: 'sent' | 'failed' | 'open'
}

export type DaySeen = {
  /** ms since 1970. */
  readonly began: number
  readonly messages: Readonly<Record<string, Sent>>
  readonly parties: Readonly<Record<string, Pick<Party, 'did' | 'lost' | 'asked'>>>
  readonly left: readonly {
    readonly id: string
    readonly kind: string
    readonly state: string
    readonly why: string | null
    readonly lane: string
    readonly key: string | null
  }[]
  readonly lines: number
  readonly tickets: readonly string[]
  readonly cards: readonly string[]
  readonly metrics: Readonly<Record<string, number>>
  /** Ways that were told to be down at some time. */
  readonly down: readonly string[]
  readonly unanswered: number
  readonly steps: number
}

const MINUTE = 60_000
export const runDay = async (plan: DayPlan, time: VirtualTime): Promise<DaySeen> => {
  const slack = await startSlack()
  const parties: Record<string, Party> = {
    email: await startMailParty(),
    slack: await startParty(slackBefore(slack.apiUrl().replace(/\/api\/$/, ''))),
  }
  for (const [name, manners] of Object.entries(MANNERS)) parties[name] = await startParty(manners)
  const vapid = webPush.generateVAPIDKeys()
  const folder = newFolder()
  mkdirSync(plan.folder, { recursive: true })
  for (const one of ['flows', 'locales'])
    cpSync(join(folder, one), join(plan.folder, one), { recursive: true })
  rules(plan.folder)
  writeFileSync(join(plan.folder, 'key'), Buffer.alloc(32, 9).toString('base64'))
  const config = testConfig(plan.folder, {
    ...{ WINBACK_STOREFRONT: 'api', WINBACK_URL: 'https://winback.shop.example', WINBACK_LOG: 'info' },
    ...{
      TELEGRAM_BOT_TOKEN: '123456:abcdefghijklmnopqrstuvwxyz_0123456789',
      TELEGRAM_API_ROOT: parties.telegram!.url,
    },
    TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-the-webhook-00',
    ...{ WINBACK_APP_URL: parties.app!.url, WINBACK_APP_SECRET: Buffer.alloc(32, 7).toString('base64') },
    ...{ SMTP_URL: parties.email!.url, WINBACK_MAIL_FROM: 'Zatyshok <hello@shop.example>' },
    ...{ TWILIO_ACCOUNT_SID: 'AC0123456789', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: '+380441234567' },
    TWILIO_API_ROOT: parties.sms!.url,
    ...{ SLACK_BOT_TOKEN: 'xoxb-test-token', SLACK_CHANNEL: 'C0TICKETS', SLACK_SIGNING_SECRET: SECRET },
    SLACK_API_URL: `${parties.slack!.url}/api/`,
    ...{ OPENAI_BASE_URL: parties.model!.url, OPENAI_MODEL: 'm', WINBACK_MODEL_READS: 'always' },
  })

  // The day's own eyes on every message: its number goes out in its words.
  const messages = new Map<string, Sent & { tries: number; ended: Sent['ended'] }>()
  const numbers = new Map<string, string>()
  const now = new AsyncLocalStorage<string>()
  let sending = 0
  let activity = 0
  const watched = (channel: Channel): Channel => ({
    ...channel,
    send: async (message, shown) => {
      const number = numbers.get(message.key) ?? String(numbers.size + 1)
      numbers.set(message.key, number)
      const before = messages.get(number)
      const seen = {
        ...{ channel: channel.name, to: message.to.id, until: message.code?.until ?? null },
        ...{ tries: (before?.tries ?? 0) + 1, ended: 'open' as Sent['ended'] },
      }
      messages.set(number, seen)
      sending++
      activity++
      try {
        await now.run(number, () => channel.send({ ...message, text: `#${number}# ${message.text}` }, shown))
        seen.ended = 'sent'
      } catch (error) {
        seen.ended = 'failed'
        // Not asked at all.
        if (error instanceof DeliveryError && error.code === 'paced') seen.tries--
        throw error
      } finally {
        sending--
        activity++
      }
    },
  })

  /** As web-push sends it, but to the service on loopback. */
  const post: Post = async ({ endpoint, p256dh, auth }, payload, options) => {
    const there = { endpoint, keys: { p256dh, auth } }
    const details = { ...vapid, publicKey: vapid.publicKey, subject: 'mailto:it@shop.example' }
    const made = webPush.generateRequestDetails(there, payload, { ...options, vapidDetails: details })
    const { 'Content-Length': _, ...headers } = made.headers as Record<string, string>
    const response = await fetch(parties.push!.url, {
      ...{ method: 'POST', body: new Uint8Array(made.body as Buffer), signal: AbortSignal.timeout(15_000) },
      headers: { ...headers, 'x-message': now.getStore() ?? '' },
    })
    await response.text()
    if (!response.ok || /html/.test(response.headers.get('content-type') ?? ''))
      throw Object.assign(new Error(), {
        statusCode: response.status,
        headers: { 'retry-after': response.headers.get('retry-after') ?? undefined },
      })
  }

  let engine: () => Engine = () => {
    throw new Error('not yet')
  }
  const running = await compose(config, async (settings, parts) => {
    engine = parts.engine
    const references = createReferences(parts.notes)
    for (let n = 0; n < plan.shoppers; n++)
      await references.keep(addressOf('bot_framework', n), {
        ...{ service: parties.bot_framework!.url, conversation: `conversation-${n}`, person: `p${n}` },
      })
    const bots = openBotFramework(
      {
        app: {
          id: '0a1b2c3d-0000-4000-8000-000000000001',
          password: 'secret',
          tenant: null,
          type: 'MultiTenant',
        },
        cloud: {
          ...{ loginUrl: `${parties.bot_framework!.url}/tenant`, scope: 'https://api.botframework.com' },
          ...{ metadataUrl: `${parties.bot_framework!.url}/openid`, issuer: 'https://api.botframework.com' },
        },
        emulator: false,
      },
      { inbox: parts.inbox, notes: parts.notes, log: parts.log, desk: null },
    )
    const push: Adapter = {
      channels: [
        createPushChannel({
          ...{ settings: { ...vapid, subject: 'mailto:it@shop.example' }, clock: parts.clock, post },
          ...{ shop: () => ({ name: 'Zatyshok' }), chat: () => 'https://shop.example' },
        }),
      ],
    }
    const all = [...(await openAdapters(settings, parts)), bots, push]
    return all.map((adapter) => ({
      ...adapter,
      ...(adapter.channels && { channels: adapter.channels.map(watched) }),
      ...(adapter.desks && {
        desks: adapter.desks.map((desk) => ({
          ...desk,
          update: (...about: Parameters<typeof desk.update>) => {
            sending++
            return desk.update(...about).finally(() => {
              sending--
              activity++
            })
          },
        })),
      }),
    }))
  })

  const db = new DatabaseSync(join(plan.folder, 'data', 'winback.db'), { readOnly: true })
  const dueNext = db.prepare('SELECT min(due) AS at FROM due')
  const leavesNext = db.prepare('SELECT min(ready) AS at FROM outbox WHERE head = 1 AND waits_for IS NULL')
  const going = (): number => activity + Object.values(parties).reduce((sum, one) => sum + one.activity(), 0)
  const tick = () => new Promise((done) => setImmediate(done))
  let working = 0
  /** Everything that goes on by itself has come to where it waits for time. */
  const quiet = async (): Promise<void> => {
    for (let still = 0; still < 3; ) {
      const before = going()
      for (let n = 0; n < 4; n++) await tick()
      if (sending === 0 && working === 0 && going() === before) {
        still++
        continue
      }
      await new Promise((done) => real.setTimeout(done, 2))
      still = going() === before ? still + 1 : 0
    }
  }

  const start = time.now()
  const end = start + plan.minutes * MINUTE
  let events = 0
  let unanswered = 0
  const act = async (shopper: number, what: DayPlan['acts'][number]['what']): Promise<void> => {
    const channel = CHANNELS[shopper % CHANNELS.length]!
    const from = addressOf(channel, shopper)
    working++
    try {
      const happening = HAPPENINGS[what](from, events)
      const done = await engine().accept({
        id: `e${events++}`,
        at: time.now(),
        trust: 'fact',
        from,
        what: happening,
      })
      if (done.kind === 'parked' || done.kind === 'refused') unanswered++
    } finally {
      working--
      activity++
    }
  }
  type Doing = { readonly at: number; readonly run: () => Promise<unknown> }
  const down = new Set<string>()
  const todo: Doing[] = [
    ...plan.acts.map(({ at, shopper, what }) => ({
      at: Math.round(start + at * MINUTE),
      run: () => act(shopper, what),
    })),
    ...plan.spells.flatMap(({ party, from, to, fault }) => [
      { at: Math.round(start + from * MINUTE), run: () => parties[party]!.become(fault) },
      {
        at: Math.round(start + to * MINUTE),
        run: async () => {
          for (const { way } of engine().outages()) down.add(way)
          await parties[party]!.become(null)
        },
      },
    ]),
  ].sort((a, b) => a.at - b.at)

  let steps = 0
  for (let begun = 0; time.now() < end; steps++) {
    const asked = [dueNext, leavesNext].flatMap((one) => (one.get()?.at as number | null) ?? [])
    // What is overdue is under way, or waits for a loop's next look.
    const stored = asked.map((at) => (at <= time.now() ? time.now() + (sending > 0 ? 5_000 : 500) : at))
    time.moveTo(Math.min(end, time.next(), todo[begun]?.at ?? end, ...stored))
    while (begun < todo.length && todo[begun]!.at <= time.now()) {
      const { run } = todo[begun++]!
      // A shopper is not waited for: who is asked about the message may take his time.
      void run()
    }
    await quiet()
  }

  const metrics: Record<string, number> = {}
  const text = await (await fetch(`${running.url}/metrics`)).text()
  for (const [, kind, settled, value] of text.matchAll(
    /winback_deliveries_total\{kind="(\w+)",settled="(\w+)"\} (\d+)/g,
  ))
    metrics[`${kind} ${settled}`] = Number(value)
  const left = db.prepare('SELECT id, kind, state, why, lane FROM outbox').all() as unknown as DaySeen['left']
  const lines = (db.prepare('SELECT line FROM line').all() as { line: string }[]).filter(
    ({ line }) => JSON.parse(line).who === 'bot',
  ).length
  const tickets = (db.prepare('SELECT id FROM ticket').all() as { id: string }[]).map(({ id }) => id)
  db.close()
  return {
    messages: Object.fromEntries(messages),
    parties: Object.fromEntries(
      Object.entries(parties).map(([name, { did, lost, asked }]) => [name, { did, lost, asked }]),
    ),
    left: left.map((item) => ({ ...item, key: numbers.get(item.id) ?? null })),
    ...{ lines, tickets, cards: slack.cards().map((card) => card.metadata.event_payload.ticket as string) },
    ...{ began: start, metrics, down: [...down], unanswered, steps },
  }
}
