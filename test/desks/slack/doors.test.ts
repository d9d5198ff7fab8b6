import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn } from '../../http/desk-client.ts'
import { buttonsOf, SECRET, sign } from './member.ts'
import type { Any } from './stub.ts'
import { slackWorld, type World, withRoles } from './world.ts'

let world: World
beforeAll(async () => {
  world = await slackWorld(
    { SLACK_ROLES: 'S0LEADS=lead,@agents=agent', SLACK_AGENTS: 'U0IGOR=taras' },
    { prepare: withRoles('{ lead: {}, agent: {} }') },
  )
  world.slack.groups.S0LEADS = { handle: 'leads', users: ['U0OLENA', 'U0IGOR'] }
  world.slack.groups.S0AGENTS = { handle: 'agents', users: ['U0TARAS'] }
})
afterAll(async () => {
  expect(world.slack.refused).toEqual([])
  await world.stop()
})

const knock = (body: string, headers: Record<string, string>) =>
  fetch(`${world.server.url()}/slack/events`, {
    ...{ method: 'POST', body },
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('the door', () => {
  it.concurrent('opens to nobody but Slack, and not to what Slack said long ago', async () => {
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c-1' })
    const good = await knock(challenge, sign(challenge))
    expect([good.status, await good.json()]).toEqual([200, { challenge: 'c-1' }])
    const wrong: Record<string, string>[] = [
      sign(challenge, 'another-secret'),
      sign(challenge, SECRET, Date.now() - 6 * 60_000),
      sign(challenge, SECRET, Date.now() + 6 * 60_000),
      sign(`${challenge} `),
      { ...sign(challenge), 'x-slack-signature': 'v0=' },
      { ...sign(challenge), 'x-slack-request-timestamp': 'now' },
      {},
    ]
    for (const headers of wrong) expect((await knock(challenge, headers)).status).toBe(401)
    const broken = '{"type":'
    expect((await knock(broken, sign(broken))).status).toBe(400)
  })

  it.concurrent('changes nothing for a press that is not signed', async () => {
    const { card, talk } = await world.wantsAgent(5_000)
    const forged = await world.carry(
      'interactive',
      {
        ...{
          type: 'block_actions',
          trigger_id: 'trigger-x',
          user: { id: 'U0OLENA' },
          team: { id: 'T0SHOP' },
        },
        actions: [{ action_id: 'winback_approve', value: buttonsOf(card)[0]!.value, action_ts: '1.1' }],
      },
      sign('something else'),
    )
    expect(forged.status).toBe(401)
    expect(card.text).toContain('Waits for an answer')
    talk.close()
  })

  it.concurrent('answers whether it is there without reading what comes unsigned', async () => {
    const body = 'ssl_check=1&payload=%7B%22type%22%3A%22block_actions%22%7D'
    const answer = await knock(body, { 'content-type': 'application/x-www-form-urlencoded' })
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })
})

describe('who may act', () => {
  it.concurrent('is whoever is in a group with a role; others look, and are told', async () => {
    const { card, talk } = await world.wantsAgent(5_100)
    const guest = world.member('U0GUEST')
    await guest.press(card, 'winback_approve')
    const told = await world.slack.until(() =>
      world.slack.ephemerals.find(({ user, text }) => user === 'U0GUEST' && /You can look/.test(text)),
    )
    expect(told.text).toContain('SLACK_ROLES')
    await guest.write('let me decide', card.ts)
    await world.slack.until(() =>
      world.slack.ephemerals.find(({ user, text }) => user === 'U0GUEST' && /not kept as a note/.test(text)),
    )
    expect(await guest.said(await guest.command('revoke x@shop.example'))).toContain('You can look')
    expect(card.text).toContain('Waits for an answer')
    const taras = world.member('U0TARAS')
    await taras.press(card, 'winback_approve')
    // The desk has an agent of that name: this member is told apart.
    await world.slack.until(() => card.text.includes('Approved by Taras U0TARAS'), 'the decision')
    talk.close()
  })

  it.concurrent("is one agent in Slack and at the desk, where the settings say so: one's talk is the other's", async () => {
    const { card, ticket, talk } = await world.wantsAgent(5_200)
    await world.member('U0IGOR').press(card, 'winback_take_over')
    await world.slack.until(() => card.text.includes('taras has the talk'), 'the taking')
    const desk = await signIn(world.server, { name: 'taras', password: 'battery staple' })
    expect((await desk.act({ act: 'send', ticket, text: 'Hello there' })).status).toBe(200)
    await talk.line((line) => line.text === 'Hello there')
    talk.close()
  })
})

describe('a wish that comes twice', () => {
  it.concurrent('is one: double clicks, repeats of Slack, two agents at once', async () => {
    const { card, talk } = await world.wantsAgent(5_300)
    const [olena, taras] = [world.member('U0OLENA'), world.member('U0TARAS')]
    await Promise.all([
      ...[
        olena.press(card, 'winback_approve', { at: '7.1' }),
        olena.press(card, 'winback_approve', { at: '7.1' }),
      ],
      ...[
        olena.press(card, 'winback_approve', { at: '7.2' }),
        taras.press(card, 'winback_approve', { at: '7.3' }),
      ],
    ])
    await world.slack.until(() => card.text.includes('Approved by'), 'the decision')
    const first = /Approved by (Olena Koval|Taras U0TARAS)/.exec(card.text)?.[1]
    const late = first === 'Olena Koval' ? 'U0TARAS' : 'U0OLENA'
    const told = await world.slack.until(
      () => world.slack.ephemerals.find(({ user, text }) => user === late && text.includes(first)),
      'who was first',
    )
    expect(told.text).toMatch(late === 'U0TARAS' ? /вирішує раніше за вас/ : /was first/)
    await talk.line((line) => line.code !== undefined)
    expect(talk.lines().filter((line) => line.code !== undefined)).toHaveLength(1)
    talk.close()
  })
})

const ofCard = ({ metadata }: Any): boolean => metadata !== undefined

describe('Slack in trouble', () => {
  it('is asked again after the pause that it wants, and gets one card', async () => {
    world.slack.fail('chat.postMessage', { retryAfter: 1, when: ofCard })
    const began = Date.now()
    const { ticket, talk } = await world.wantsAgent(5_400)
    expect(Date.now() - began).toBeGreaterThan(1000)
    expect(
      world.slack.cards().filter(({ metadata }) => metadata.event_payload.ticket === ticket),
    ).toHaveLength(1)
    talk.close()
  })

  it('finds its own card again where the answer to the posting was lost', async () => {
    world.slack.fail('chat.postMessage', { lose: true, when: ofCard })
    const { card, ticket, talk } = await world.wantsAgent(5_500)
    await world.slack.until(() => world.slack.thread(card.ts).length > 0, 'the thread')
    expect(
      world.slack.cards().filter(({ metadata }) => metadata.event_payload.ticket === ticket),
    ).toHaveLength(1)
    await world.member('U0OLENA').press(card, 'winback_take_over')
    await world.slack.until(() => card.text.includes('Olena Koval has the talk'), 'the taking')
    talk.close()
  })

  it('says to the operator what to do where the channel is not there', async () => {
    world.slack.fail('chat.postMessage', { error: 'channel_not_found', when: ofCard })
    const desk = await signIn(world.server)
    const lost = world.wantsAgent(5_600).catch(() => null)
    let parked: Any | undefined
    for (let n = 0; n < 80 && !parked; n += 1) {
      parked = (await desk.get('attention')).body.undelivered?.find(({ channel }: Any) => channel === 'slack')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(parked?.why).toBe(
      'channel_not_found: SLACK_CHANNEL names no channel that the app is in: check the id, and invite the app with /invite',
    )
    // The next change of the ticket posts its card.
    const ticket = (await desk.tickets()).find(({ cart }: Any) => cart === 560_000)
    await desk.act({ act: 'take_over', ticket: ticket.id }, randomUUID())
    await lost
    await world.slack.until(
      () => world.slack.cards().find(({ metadata }) => metadata.event_payload.ticket === ticket.id),
      'the card',
    )
  })

  it('posts a card anew that somebody deleted', async () => {
    const { card, ticket, talk } = await world.wantsAgent(5_700)
    await world.slack.until(() => world.slack.thread(card.ts).length > 0, 'the thread')
    world.slack.messages.splice(world.slack.messages.indexOf(card), 1)
    const desk = await signIn(world.server)
    await desk.act({ act: 'take_over', ticket }, randomUUID())
    const again = await world.slack.until(
      () => world.slack.cards().find(({ metadata }) => metadata.event_payload.ticket === ticket),
      'the new card',
    )
    expect(again.text).toContain('olena has the talk')
    talk.close()
  })
})

describe('a slow server', () => {
  it('acknowledges while the store waits for another, and acts when it can', async () => {
    const { card, talk } = await world.wantsAgent(5_900)
    const other = new DatabaseSync(join(world.server.folder, 'data/winback.db'))
    other.exec('BEGIN IMMEDIATE')
    const { status, ms } = await world.member('U0OLENA').press(card, 'winback_approve')
    expect(status).toBe(200)
    expect(ms).toBeLessThan(1500)
    expect(card.text).toContain('Waits for an answer')
    other.exec('COMMIT')
    other.close()
    await world.slack.until(() => card.text.includes('Approved by Olena Koval'), 'the decision')
    talk.close()
  })

  it('acknowledges at once, opens the modal at once, and fills it in when it can', async () => {
    const { card, talk } = await world.wantsAgent(5_800)
    let release = (): void => {}
    const hold = new Promise<void>((resolve) => {
      release = resolve
    })
    world.slack.fail('views.update', { hold })
    const olena = world.member('U0OLENA')
    const { status, ms } = await olena.press(card, 'winback_adjust')
    expect(status).toBe(200)
    expect(ms).toBeLessThan(1500)
    const modal = await olena.modal()
    expect(JSON.stringify(modal.blocks)).toContain('One moment')
    release()
    await olena.modal((view) => view.callback_id === 'winback_terms')
    talk.close()
  })
})
