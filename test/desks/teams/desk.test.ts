// The desk in Teams over HTTP: agents press universal actions with Teams' own tokens, cards hang at a connector that asks
// for ours, and the shopper talks in the web chat.
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Azure, type Call, inTeams, post, startAzure } from '../../channels/bot-framework/azure.ts'
import { chat, clientOf } from '../../http/client.ts'
import { signIn } from '../../http/desk-client.ts'
import { startServer, type TestServer } from '../../server.ts'

const OLENA = 'bbbbbbbb-0000-4000-8000-000000000001'
const TARAS = 'BBBBBBBB-0000-4000-8000-000000000002'
const STRANGER = 'cccccccc-0000-4000-8000-000000000003'
const DESK = '19:desk@thread.tacv2'

let azure: Azure
let server: TestServer
beforeAll(async () => {
  azure = await startAzure()
  const agents = `${OLENA}:olena, ${TARAS}:taras:lead`
  server = await startServer({ ...azure.settings, TEAMS_AGENTS: agents, WINBACK_LOG: 'silent' }, inEnglish)
})
afterAll(async () => {
  await server.stop()
  await azure.stop()
})

/** Agents read the shop's first language. */
function inEnglish(folder: string): void {
  const file = join(folder, 'flows/shop.yaml')
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .replace(/^languages:.*$/m, 'languages: [en, uk, ru]\npieces_within: 1s')
      .replace(/^agents:.*$/m, '$&\n  roles: { lead: {} }'),
  )
}

// biome-ignore lint/suspicious/noExplicitAny: a card is looked into
type Card = any

const by = (person: string, conversation = DESK) => ({
  from: { id: `29:${person}`, name: 'Somebody', aadObjectId: person },
  conversation: { conversationType: 'channel', isGroup: true, tenantId: 'tenant-1', id: conversation },
})
const AT = { type: 'mention', text: '<at>Winback</at>', mentioned: { id: '28:bot', name: 'Winback' } }
const say = (person: string, words: string, conversation = `${DESK};messageid=77`) =>
  post(
    server,
    inTeams(azure, { ...by(person, conversation), text: `<at>Winback</at> ${words}`, entities: [AT] }),
    azure.tokenOf(),
  )

/** Everything that a card can be pressed by, also what opens first. */
const buttonsIn = (card: Card): Card[] =>
  (card.actions ?? []).flatMap((action: Card) =>
    action.type === 'Action.ShowCard' ? buttonsIn(action.card) : [action],
  )
const buttonOf = (card: Card, verb: string): Card => buttonsIn(card).find((action) => action.verb === verb)

const press = async (
  person: string,
  card: Card,
  verb: string,
  inputs: object = {},
  conversation = DESK,
): Promise<Card> => {
  const { data } = buttonOf(card, verb)
  const action = { type: 'Action.Execute', verb, data: { ...data, ...inputs } }
  const invoke = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    text: undefined,
    value: { action, trigger: 'manual' },
  }
  const answer = await post(
    server,
    inTeams(azure, { ...by(person, conversation), ...invoke }),
    azure.tokenOf(),
  )
  expect(answer.status).toBe(200)
  return JSON.parse(answer.body)
}

const cardOf = ({ body }: Call): Card => body.attachments?.[0]?.content
/** All words of a card, with nothing of how it looks. */
const wordsOf = (card: Card): string => JSON.stringify(card ?? '')

/** A shopper with a cart who asked for a person, and the card that came of it. */
const ticket = async (price: number) => {
  const client = clientOf(server)
  const { visitor, token } = await client.visitor()
  await client.add(visitor, `item-${price}`, price)
  const talk = await chat(server, token)
  talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person [click](https://evil.example)' })
  const posted = await azure.called(
    (call) =>
      call.method === 'POST' && call.path.includes(DESK) && wordsOf(cardOf(call)).includes(`item-${price}`),
  )
  return { client, visitor, talk, posted, card: cardOf(posted) }
}
const edited = (price: number, words: string) =>
  azure.called(
    (call) =>
      call.method === 'PUT' &&
      wordsOf(cardOf(call)).includes(`item-${price}`) &&
      wordsOf(cardOf(call)).includes(words),
  )

describe('the desk in Teams', () => {
  it('is where an agent says so, and nobody else; what waits comes there at once', async () => {
    const olena = await signIn(server)
    const client = clientOf(server)
    const { visitor, token } = await client.visitor()
    await client.add(visitor, 'item-777', 777)
    const talk = await chat(server, token)
    talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
    await olena.ticketOf(visitor, 777)
    await say(STRANGER, 'desk here')
    const no = await azure.called(({ body }) => body?.text?.includes('not among the agents'))
    expect(no.body.text).toContain(STRANGER)
    expect(azure.calls.filter((call) => cardOf(call))).toEqual([])
    await say(OLENA, 'desk here')
    await azure.called(
      ({ path, body }) => path.includes('messageid=77') && body.text === 'Tickets come here from now on.',
    )
    const posted = await azure.called((call) => cardOf(call) !== undefined)
    expect(posted.path).toBe(`/v3/conversations/${DESK}/activities`)
    talk.close()
  })

  it('shows who, what, the money and the talk; what a shopper wrote is no markdown', async () => {
    const { card, talk, posted } = await ticket(2691)
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' })
    expect(posted.body.summary).toContain('2,691')
    const runs = card.body.filter(({ type }: Card) => type === 'RichTextBlock')
    expect(wordsOf(runs)).toContain('[click](https://evil.example)')
    expect(card.body.some(({ type }: Card) => type === 'TextBlock' || type === 'FactSet')).toBe(false)
    const { choices } = card.body.find(({ id }: Card) => id === 'offer')
    expect(choices[0].title).toMatch(/at most .*\d/)
    expect(buttonsIn(card).map(({ verb, type }: Card) => verb ?? type)).toEqual([
      ...['approve', 'decline', 'take_over', 'Action.OpenUrl'],
    ])
    for (const verb of ['approve', 'decline', 'take_over'])
      expect(buttonOf(card, verb)).toMatchObject({
        type: 'Action.Execute',
        fallback: { type: 'Action.Submit' },
      })
    talk.close()
  })

  it('approves once, however often it is pressed; the card then says who, what and when, without buttons', async () => {
    const { card, talk } = await ticket(2692)
    const inputs = { offer: 'percent_15' }
    const [first, second] = await Promise.all([
      press(OLENA, card, 'approve', inputs),
      press(OLENA, card, 'approve', inputs),
    ])
    for (const answer of [first, second, await press(OLENA, card, 'approve', inputs)]) {
      expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
      expect(wordsOf(answer.value)).toContain('Approved by olena')
      expect(buttonsIn(answer.value).map(({ type }) => type)).toEqual(['Action.OpenUrl'])
    }
    const { body } = await edited(2692, 'Approved by olena')
    expect(buttonsIn(body.attachments[0].content).map(({ type }) => type)).toEqual(['Action.OpenUrl'])
    await talk.line(({ code }) => code !== undefined)
    expect(talk.lines().filter(({ code }) => code !== undefined)).toHaveLength(1)
    // Another agent comes too late, and is told who was first.
    const late = await press(TARAS, card, 'approve', inputs)
    expect(wordsOf(late.value)).toMatch(/Not done: another agent was first.*\(olena/)
    talk.close()
  })

  it('refuses who is not on the list, and presses in other conversations', async () => {
    const { card, talk } = await ticket(2693)
    const before = azure.calls.length
    const no = await press(STRANGER, card, 'approve', { offer: 'percent_15' })
    expect(no).toMatchObject({ statusCode: 403, type: 'application/vnd.microsoft.error' })
    expect(no.value.message).toContain('not among the agents')
    const elsewhere = await press(OLENA, card, 'approve', { offer: 'percent_15' }, '19:other@thread.tacv2')
    expect(elsewhere).toMatchObject({ statusCode: 403 })
    expect(azure.calls.slice(before).filter(({ method }) => method === 'PUT')).toEqual([])
    expect(talk.lines().some(({ code }) => code !== undefined)).toBe(false)
    talk.close()
  })

  it('declines with a reason that stays inside; another reason wants words', async () => {
    const { card, talk } = await ticket(2694)
    const why = await press(TARAS, card, 'decline', { reason: 'other' })
    expect(wordsOf(why.value)).toContain('another reason wants words')
    const done = await press(TARAS, why.value, 'decline', { reason: 'other', why: 'a reseller' })
    expect(wordsOf(done.value)).toMatch(/Declined by taras, .*: Other. a reseller/)
    await talk.line(({ who, text }) => who === 'bot' && text !== '')
    expect(wordsOf(talk.lines())).not.toContain('reseller')
    talk.close()
  })

  it('takes a talk over, writes to the shopper, hands it back', async () => {
    const { card, talk } = await ticket(2695)
    const taken = await press(OLENA, card, 'take_over')
    expect(wordsOf(taken.value)).toContain('olena has this talk')
    const sent = await press(OLENA, taken.value, 'send', { text: 'Good day, how can I help?' })
    expect(wordsOf(sent.value)).toContain('Sent.')
    await talk.line(({ who, text }) => who === 'agent' && text === 'Good day, how can I help?')
    const back = await press(OLENA, sent.value, 'hand_back')
    expect(wordsOf(back.value)).toContain('Handed back by olena')
    talk.close()
  })

  it('keeps a card as its ticket stands, also when it was decided elsewhere', async () => {
    const { card, talk, visitor } = await ticket(2696)
    const olena = await signIn(server)
    const id = await olena.ticketOf(visitor, 2696)
    await olena.act({ act: 'decline', ticket: id, reason: 'too_small_margin' })
    const { body } = await edited(2696, 'Declined by olena')
    expect(buttonsIn(body.attachments[0].content).map(({ type }) => type)).toEqual(['Action.OpenUrl'])
    const late = await press(TARAS, card, 'take_over')
    expect(wordsOf(late.value)).toContain('Declined by olena')
    talk.close()
  })

  it('works for clients that know no universal actions, and is hung up again where somebody deleted it', async () => {
    const { card, talk } = await ticket(2697)
    const { data } = buttonOf(card, 'take_over').fallback
    azure.next.push({ status: 404 })
    await post(server, inTeams(azure, { ...by(OLENA), text: undefined, value: data }), azure.tokenOf())
    const again = await azure.called(
      (call) => call.method === 'POST' && wordsOf(cardOf(call) ?? '').includes('olena has this talk'),
    )
    expect(cardOf(again).version).toBe('1.5')
    talk.close()
  })

  it('moves with what is still to be decided; a card that stays behind can’t be pressed', async () => {
    const { card, talk } = await ticket(2698)
    const there = '19:new@thread.tacv2'
    await say(OLENA, 'desk here', there)
    const hung = await azure.called(
      (call) =>
        call.method === 'POST' && call.path.includes(there) && wordsOf(cardOf(call)).includes('item-2698'),
    )
    await azure.called(
      (call) => call.method === 'PUT' && wordsOf(cardOf(call)).includes('in another conversation now'),
    )
    expect(await press(OLENA, card, 'take_over')).toMatchObject({ statusCode: 403 })
    const taken = await press(OLENA, cardOf(hung), 'take_over', {}, there)
    expect(wordsOf(taken.value)).toContain('olena has this talk')
    talk.close()
  })
})

describe('a shopper who is erased', () => {
  it('leaves an empty card', async () => {
    const client = clientOf(server)
    const { visitor, token } = await client.visitor()
    await client.add(visitor, 'item-777', 777)
    const talk = await chat(server, token)
    talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
    const call = await azure.called(
      ({ method, body }) => method === 'POST' && JSON.stringify(body).includes('item-777'),
    )
    const id = await (await signIn(server)).ticketOf(visitor, 777)
    await fetch(`${server.url()}/v1/shoppers/${id.slice(0, id.lastIndexOf('.'))}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${server.secretKey}`, 'idempotency-key': randomUUID() },
    })
    expect(call).toBeDefined()
    const edited = await azure.called(
      ({ method, body }) => method === 'PUT' && JSON.stringify(body).includes('The shopper was erased.'),
    )
    expect(JSON.stringify(edited.body)).not.toContain('item-777')
    talk.close()
  })
})

describe('a desk that is set', () => {
  it('is reached as soon as anything comes from its conversation, and is nowhere else', async () => {
    const own = '19:set@thread.tacv2'
    const other = await startServer(
      {
        ...azure.settings,
        ...{ TEAMS_AGENTS: `${OLENA}:olena`, TEAMS_DESK_CONVERSATION: own, WINBACK_LOG: 'silent' },
      },
      inEnglish,
    )
    const tell = (conversation: string, text: string) =>
      post(
        other,
        inTeams(azure, { ...by(OLENA, conversation), text: `<at>Winback</at> ${text}`, entities: [AT] }),
        azure.tokenOf(),
      )
    const client = clientOf(other)
    const { visitor, token } = await client.visitor()
    await client.add(visitor, 'item-888', 888)
    const talk = await chat(other, token)
    talk.say({ kind: 'say', id: randomUUID(), text: 'I want a person' })
    await (await signIn(other)).ticketOf(visitor, 888)
    await tell('19:elsewhere@thread.tacv2', 'desk here')
    const no = await azure.called(({ path }) => path.includes('19:elsewhere'))
    expect(no.body.text).toContain('put it into TEAMS_DESK_CONVERSATION')
    await tell(own, 'hello')
    await azure.called((call) => call.path.includes(own) && wordsOf(cardOf(call)).includes('item-888'))
    talk.close()
    await other.stop()
  })
})
