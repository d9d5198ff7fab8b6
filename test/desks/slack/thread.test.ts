// What a thread shows of views that the doors may tell: files, deliveries, digests, a second agent. The views are data; the
// Web API is the stub, the notes are real.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FirstYes, Ticket } from '../../../src/core/agents/ticket.ts'
import { createPlaces, type Places } from '../../../src/desks/slack/places.ts'
import type { Line } from '../../../src/desks/slack/seen.ts'
import { createThreads, type Threads } from '../../../src/desks/slack/thread.ts'
import { createWeb } from '../../../src/desks/slack/web.ts'
import type { OpenedFile } from '../../../src/ports/channel.ts'
import type { DeskDoors, DeskView, ShownOffer } from '../../../src/ports/desk-doors.ts'
import type { Store } from '../../../src/ports/store.ts'
import { openSqliteStore } from '../../../src/stores/sqlite/open.ts'

import { buttonsOf } from './member.ts'
import { type Any, BOT, CHANNEL, type Slack, startSlack } from './stub.ts'

const NOW = Date.UTC(2026, 2, 4, 10)
const TICKET: Ticket = {
  ...{
    id: 's1.t1',
    shopper: 's1',
    opened: NOW,
    reason: 'large_order',
    campaign: 'large_order',
    enrolment: 'e1',
  },
  ...{ state: 'open', cart: 2_490_000, until: NOW + 900_000 },
}
const OFFER: ShownOffer = {
  ...{
    name: 'percent_15',
    kind: 'percent',
    value: 15,
    worst: 60_000,
    minimum: 0,
    valid: 86_400_000,
    cost: 60_000,
  },
  ...{
    ceiling: 60_000,
    missing: 0,
    has_room: true,
    allowed: true,
    least: true,
    replaces: false,
    apology: false,
  },
  ...{
    against: null,
    suggested: false,
    gifts: [],
    said: { en: '', ru: '', uk: '' },
    digest: 'd-1',
    second: null,
  },
  bounds: { value: 25, up_to: 500_000, minimum: 0, valid: 1_209_600_000 },
}
const line = (seq: number, who: Line['who'], text: string, more: object = {}): Line =>
  ({
    ...{
      seq,
      who,
      text,
      at: NOW,
      by: who === 'agent' || who === 'note' ? 'olena' : null,
      did: null,
      failed: null,
      delivery: null,
      attachments: [],
    },
    ...more,
  }) as Line
const viewOf = (ticket: Ticket, lines: readonly Line[]): DeskView =>
  // As it is for a desk with a team.
  ({
    team: ['olena', 'taras'],
    ...{ ticket, now: NOW, currency: 'UAH', time_zone: 'Europe/Kyiv' },
    shopper: {
      ...{
        id: 's1',
        name: 'Maria',
        email: null,
        phone: null,
        lang: 'uk',
        region: 'UA',
        channels: ['telegram'],
        stopped: null,
      },
      ...{ with: null, segments: [], said: {}, trouble: { late: false, complaint: false } },
    },
    cart: { lines: [{ item: 'tent', title: 'Tent', quantity: 1, price: 2_490_000 }], total: 2_490_000 },
    margin: { kind: 'known', room: 50_000 },
    orders: { count: 0, sum: 0, recent: [] },
    codes: [],
    lines,
    rules: {
      campaign: { name: 'large_order', state: 'runs' },
      budget: { limit: 100_000, reserved: 0, spent: 0 },
      offers: [OFFER],
      live: null,
    },
    campaigns: [],
  }) as unknown as DeskView

let slack: Slack
let store: Store
let folder: string
let view: DeskView | null
let files: Record<string, OpenedFile>
let threads: Threads
let places: Places
beforeEach(async () => {
  slack = await startSlack()
  folder = mkdtempSync(join(tmpdir(), 'winback-slack-'))
  store = await openSqliteStore(join(folder, 'winback.db'))
  files = {}
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  places = createPlaces(store.notes)
  const doors = {
    ticket: async () => view,
    shop: () => ({ name: 'Shop', currency: 'UAH', time_zone: 'Europe/Kyiv', lang: 'en' }),
    file: async (_: string, seq: number, n: number) => files[`${seq}.${n}`] ?? null,
  } as unknown as DeskDoors
  threads = createThreads({
    ...{ doors, places, log, channel: CHANNEL, clock: () => NOW },
    web: createWeb({ botToken: BOT, apiUrl: slack.apiUrl() }, log),
    deskUrl: (place) => `https://chat.shop.example/desk#${place}`,
    memberOf: async (name) => (name === 'Olena' ? 'U0OLENA' : null),
  })
})
afterEach(async () => {
  expect(slack.refused).toEqual([])
  await store.close()
  rmSync(folder, { recursive: true, force: true })
  await slack.stop()
})

const inThread = (): string =>
  JSON.stringify(slack.messages.filter(({ thread_ts }) => thread_ts).map(({ blocks }) => blocks))

describe('a thread', () => {
  it("brings a shopper's photo and voice, and a line where a file can't be shown", async () => {
    view = viewOf(TICKET, [line(1, 'shopper', 'hello')])
    await threads.update(TICKET.id)
    files['2.0'] = { type: 'image/jpeg', bytes: Buffer.from('a photo') }
    const attachments = [
      { medium: 'photo', ref: 'p', n: 0 },
      { medium: 'voice', ref: 'v', n: 1 },
      { medium: 'place', name: '50.45, 30.52', n: 2 },
    ]
    view = viewOf(TICKET, [line(1, 'shopper', 'hello'), line(2, 'shopper', '', { attachments })])
    await threads.update(TICKET.id)
    expect(slack.files.map(({ thread_ts, bytes }) => [thread_ts, bytes.includes('a photo')])).toEqual([
      [slack.cards()[0]!.ts, true],
    ])
    expect(inThread()).toContain(':paperclip: Place: 50.45, 30.52')
    expect(inThread()).toContain(
      'Voice message: it could not be shown here. <https://chat.shop.example/desk#ticket/s1.t1|Open at the desk>',
    )
    await threads.update(TICKET.id)
    expect(slack.files).toHaveLength(1)
  })

  it("shows how far an agent's words have come, on the message itself", async () => {
    view = viewOf(TICKET, [line(1, 'shopper', 'hello')])
    await threads.update(TICKET.id)
    for (const [delivery, words] of [
      ['waiting', '_on its way_'],
      ['sent', '_sent_'],
      ['delivered', '_delivered_'],
    ] as const) {
      view = viewOf(TICKET, [line(1, 'shopper', 'hello'), line(2, 'agent', 'we look into it', { delivery })])
      await threads.update(TICKET.id)
      expect(inThread()).toContain(words)
    }
    const lost = line(3, 'agent', 'and this', { failed: 'blocked' })
    view = viewOf(TICKET, [
      line(1, 'shopper', 'hello'),
      line(2, 'agent', 'we look into it', { delivery: 'delivered' }),
      lost,
    ])
    await threads.update(TICKET.id)
    expect(inThread()).toContain('_not delivered (blocked)_')
    expect(
      slack.messages.filter(({ blocks }) => JSON.stringify(blocks).includes('we look into it')),
    ).toHaveLength(1)
  })

  it('calls the agent who has the talk when the shopper writes', async () => {
    const taken: Ticket = { ...TICKET, state: 'taken', decided: { by: 'Olena', at: NOW, what: 'take_over' } }
    const withOlena = (lines: readonly Line[]): DeskView => {
      const found = viewOf(taken, lines)
      return { ...found, shopper: { ...found.shopper, with: 'Olena' } }
    }
    view = withOlena([line(1, 'shopper', 'hello')])
    await threads.update(TICKET.id)
    view = withOlena([line(1, 'shopper', 'hello'), line(2, 'shopper', 'and?')])
    await threads.update(TICKET.id)
    expect(inThread()).toContain('<@U0OLENA> *Shopper*')
  })

  it('approves exactly what the card showed, and asks a second agent where one yes is not enough', async () => {
    view = viewOf(TICKET, [])
    await threads.update(TICKET.id)
    const [card] = slack.cards()
    expect(JSON.parse(buttonsOf(card!)[0]!.value)).toEqual({
      ticket: 's1.t1',
      offer: 'percent_15',
      ceiling: 60_000,
      digest: 'd-1',
    })
    const first: FirstYes = {
      campaign: 'large_order',
      by: 'Olena',
      at: NOW,
      offer: 'percent_15',
      terms: { value: 20 },
      ceiling: 90_000,
      digest: 'd-2',
    }
    view = viewOf({ ...TICKET, first }, [])
    await threads.update(TICKET.id)
    expect(card!.text).toContain('Waits for an answer')
    expect(JSON.stringify(card!.blocks)).toContain(
      'Olena said yes to Percent 15, up to ₴900, at 12:00. A second agent must approve it.',
    )
    const button = buttonsOf(card!)[0]!
    expect(button.text.text).toBe('Approve as the second: Percent 15, up to ₴900')
    expect(JSON.parse(button.value)).toEqual({
      ticket: 's1.t1',
      offer: 'percent_15',
      ceiling: 90_000,
      digest: 'd-2',
      terms: { value: 20 },
    })
  })

  it('can be given to a colleague, and says to whom', async () => {
    view = viewOf(TICKET, [])
    await threads.update(TICKET.id)
    const [card] = slack.cards()
    const menu = buttonsOf(card!).find(({ action_id }) => action_id === 'winback_assign')
    expect(menu?.options.map(({ value }: Any) => value)).toEqual(['olena', 'taras'])
    view = viewOf({ ...TICKET, assigned: { to: 'taras', by: 'olena', at: NOW } }, [])
    await threads.update(TICKET.id)
    expect(JSON.stringify(card!.blocks)).toContain('For taras.')
  })

  it('keeps nothing of a shopper who is gone', async () => {
    view = viewOf(TICKET, [])
    await threads.update(TICKET.id)
    expect(JSON.stringify(slack.cards())).toContain('Maria')
    view = null
    await threads.update(TICKET.id)
    expect(JSON.stringify(slack.cards()[0]!.blocks)).not.toContain('Maria')
  })

  it('stays within what Slack takes, whatever is in the cart and in the words', async () => {
    const long = 'w'.repeat(9000)
    const huge = viewOf({ ...TICKET, reason: long }, [line(1, 'shopper', `${'<&>'.repeat(1500)}\n${long}`)])
    const lines = Array.from({ length: 60 }, (_, n) => ({
      item: `i${n}`,
      title: `${'<'.repeat(300)}${n}`,
      quantity: 1,
      price: 100,
    }))
    view = {
      ...huge,
      cart: { lines, total: 6000 },
      shopper: { ...huge.shopper, segments: Array.from({ length: 200 }, (_, n) => `segment_${n}`) },
    }
    await threads.update(TICKET.id)
    expect(slack.cards()).toHaveLength(1)
    expect((await places.of(TICKET.id))?.shown).toBe(1)
  })
})
