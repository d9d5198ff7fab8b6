// A shopper who talks by Azure's channels: real tokens in, the real SDK out to a connector that asks for ours.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signIn } from '../../http/desk-client.ts'
import { startServer, type TestServer } from '../../server.ts'
import { APP_ID, type Azure, type Call, inTeams, inWebChat, post, startAzure } from './azure.ts'

let azure: Azure
let server: TestServer
beforeAll(async () => {
  azure = await startAzure()
  server = await startServer({ ...azure.settings, WINBACK_LOG: 'silent' }, answersAtOnce)
})
afterAll(async () => {
  await server.stop()
  await azure.stop()
})

/** With a shorter pause in which a shopper may go on writing. */
function answersAtOnce(folder: string): void {
  const file = join(folder, 'flows/shop.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\npieces_within: 1s\n`)
}

const send = (activity: object) => post(server, activity, azure.tokenOf())

let people = 0
/** Somebody new in Teams, in a chat of two with us. */
const somebody = () => {
  people += 1
  const name = `p${people}`
  const chat = `a:${name}`
  const more = {
    from: {
      id: `29:${name}`,
      name,
      aadObjectId: `aaaaaaaa-0000-4000-8000-${String(people).padStart(12, '0')}`,
    },
    conversation: { conversationType: 'personal', tenantId: 'tenant-1', id: chat },
  }
  const isHere = ({ path }: Call) => path.startsWith(`/v3/conversations/${chat}/`)
  return {
    chat,
    isHere,
    more,
    say: (text: string, also: object = {}) => send(inTeams(azure, { ...more, text, ...also })),
    /** What was said to this one so far, without what only says that we type. */
    said: () =>
      azure.calls.filter((call) => isHere(call) && call.method === 'POST' && call.body.type === 'message'),
    told: (is: (call: Call) => boolean = () => true) =>
      azure.called(
        (call) => isHere(call) && call.method === 'POST' && call.body.type === 'message' && is(call),
      ),
  }
}

const card = ({ body }: Call) => body.attachments?.[0]?.content
const buttonsOf = (call: Call) =>
  card(call)?.actions ?? card(call)?.body.flatMap((part: { actions?: object[] }) => part.actions ?? [])

const known = new Set<string>()
/** The ticket of somebody who has just asked for a person; its shopper is known by it. */
const ticketNow = async () => {
  const olena = await signIn(server)
  for (;;) {
    const found = (await olena.tickets()).find(({ id }: { id: string }) => !known.has(id))
    if (found) {
      known.add(found.id)
      return { olena, ticket: found as { id: string; shopper: string } }
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

describe('in Teams', () => {
  it('is answered in the same conversation, with our token from the token endpoint, asked for once', async () => {
    const olha = somebody()
    await olha.say('hello')
    const { path, authorization, body } = await olha.told()
    expect(path).toBe(`/v3/conversations/${olha.chat}/activities`)
    expect(authorization).toBe('Bearer token-1')
    expect(azure.asked.map((form) => form.get('client_id'))).toEqual([APP_ID])
    expect(body).toMatchObject({ type: 'message', textFormat: 'plain' })
    expect(body.text).not.toBe('')
  })

  it('sees that we type', async () => {
    const olha = somebody()
    await olha.say('hello')
    await azure.called((call) => olha.isHere(call) && call.body.type === 'typing')
  })

  it('chooses by buttons that bring our ids; used ones go, and a second press is the same press', async () => {
    const olha = somebody()
    await olha.say('qwerty zxcvb')
    const asked = await olha.told((call) => buttonsOf(call)?.length > 0)
    expect(card(asked)).toMatchObject({ type: 'AdaptiveCard', version: '1.5' })
    const [button] = buttonsOf(asked)
    expect(button).toMatchObject({ type: 'Action.Submit', data: { msteams: { type: 'messageBack' } } })
    const id = `sent-${azure.calls.length}`
    const press = { replyToId: id, value: button.data }
    await olha.say(button.title, press)
    const edited = await azure.called((call) => olha.isHere(call) && call.method === 'PUT')
    expect(edited.body.text).toBe(`${asked.body.text}\n\n✓ ${button.title}`)
    expect(edited.body.attachments ?? []).toEqual([])
    const said = (await olha.told(({ body }) => body.text !== asked.body.text)) && olha.said().length
    expect((await olha.say(button.title, press)).status).toBe(200)
    expect((await olha.say(button.title, { value: JSON.stringify(button.data) })).status).toBe(200)
    expect(olha.said().length).toBe(said)
  })

  it('is heard once, however often the same activity comes', async () => {
    const olha = somebody()
    const activity = inTeams(azure, { ...olha.more, text: 'I want a person' })
    for (let n = 0; n < 3; n += 1) expect((await send(activity)).status).toBe(200)
    await olha.told()
    const { olena, ticket } = await ticketNow()
    const view = await olena.ticket(ticket.id)
    expect(view.lines.filter(({ who }: { who: string }) => who === 'shopper')).toHaveLength(1)
  })

  it('is one shopper in two conversations, and is written to where it wrote from last', async () => {
    const olha = somebody()
    await olha.say('I want a person')
    const { olena, ticket } = await ticketNow()
    const other = { ...olha.more.conversation, id: 'a:other' }
    await send(inTeams(azure, { ...olha.more, conversation: other, text: 'still here' }))
    const view = await olena.ticket(ticket.id)
    expect(view.lines.map(({ text }: { text: string }) => text)).toContain('still here')
    await olena.act({ act: 'take_over', ticket: ticket.id })
    await olena.act({ act: 'send', ticket: ticket.id, text: 'Good day' })
    // Where it wrote from last.
    await azure.called(({ path, body }) => path.includes('a:other') && body?.text === 'Good day')
  })

  it('gets a code that can be copied, also after a restart, on our own initiative', async () => {
    const olha = somebody()
    await olha.say('I want a person')
    const { ticket } = await ticketNow()
    await server.restart()
    const again = await signIn(server)
    const given = await again.act({
      ...{ act: 'issue', shopper: ticket.shopper, campaign: 'abandoned_cart', offer: 'percent_15' },
      ...{ ceiling: 60_000, why: 'a test' },
    })
    expect(given).toMatchObject({ status: 200 })
    const shown = await olha.told((call) => card(call) !== undefined && card(call).body.length > 0)
    const [code] = card(shown).body
    expect(code).toMatchObject({ type: 'CodeBlock', fallback: { type: 'RichTextBlock' } })
    expect(code.codeSnippet).toMatch(/^[A-Z]+-[0-9A-Z-]+$/)
  })

  it('is heard in a group only when we are called, and answered in private', async () => {
    const olha = somebody()
    const group = {
      conversationType: 'groupChat',
      isGroup: true,
      tenantId: 'tenant-1',
      id: '19:group@thread.v2',
    }
    const inGroup = (text: string, entities: object[] = []) =>
      send(inTeams(azure, { ...olha.more, conversation: group, text, entities }))
    await inGroup('I want a person')
    const at = { type: 'mention', text: '<at>Winback</at>', mentioned: { id: '28:bot', name: 'Winback' } }
    await inGroup('<at>Winback</at> I want a person', [at])
    const begun = await azure.called(
      ({ path, body }) => path === '/v3/conversations' && body.members[0].id === olha.more.from.id,
    )
    expect(begun.body).toMatchObject({ isGroup: false, bot: { id: '28:bot' }, tenantId: 'tenant-1' })
    const aside = await azure.called(({ path }) => path.includes('19:group'))
    expect(aside.body.text).toContain('private chat')
    await azure.called(({ path, body }) => path.includes('a:begun') && body.type === 'message')
    const { olena, ticket } = await ticketNow()
    const view = await olena.ticket(ticket.id)
    const heard = view.lines.filter(({ who }: { who: string }) => who === 'shopper')
    expect(heard.map(({ text }: { text: string }) => text)).toEqual(['I want a person'])
    expect(azure.calls.filter(({ path }) => path.includes('19:group')).length).toBe(1)
  })

  it('that can’t be written to in private is asked to, and nothing is heard', async () => {
    const olha = somebody()
    azure.next.push({ status: 403 })
    const at = { type: 'mention', text: '<at>Winback</at>', mentioned: { id: '28:bot' } }
    const group = { conversationType: 'channel', isGroup: true, id: '19:channel@thread.tacv2;messageid=1' }
    const before = (await (await signIn(server)).tickets()).length
    await send(
      inTeams(azure, {
        ...olha.more,
        conversation: group,
        text: '<at>Winback</at> I want a person',
        entities: [at],
      }),
    )
    const aside = await azure.called(({ path }) => path.includes('19:channel'))
    expect(aside.body.text).toContain('write to me in a private chat')
    expect((await (await signIn(server)).tickets()).length).toBe(before)
  })

  it('who removes the bot is written to no more, until heard of again', async () => {
    const olha = somebody()
    await olha.say('I want a person')
    const { olena, ticket } = await ticketNow()
    await olha.told()
    await send(
      inTeams(azure, { ...olha.more, type: 'installationUpdate', action: 'remove', text: undefined }),
    )
    await olena.act({ act: 'take_over', ticket: ticket.id })
    const { body } = await olena.act({ act: 'send', ticket: ticket.id, text: 'Are you there?' })
    expect(body.code).toBe('act_no_address')
    await olha.say('back again')
    await olena.act({ act: 'send', ticket: ticket.id, text: 'Good' })
    await olha.told((call) => call.body.text === 'Good')
  })

  it('is spoken to in the language of Teams where we speak it, until its own words say more', async () => {
    const spoken = async (locale: string, text: string) => {
      const one = somebody()
      await one.say(text, { locale })
      return (await one.told()).body.text as string
    }
    // The shop's own language is Ukrainian.
    const [english, german, own] = await Promise.all([
      spoken('en-GB', '🙂'),
      spoken('de-DE', '🙂'),
      spoken('en-GB', 'хочу поговорити з людиною'),
    ])
    expect(english).not.toMatch(/[а-яіїє]/i)
    expect(german).toMatch(/[а-яіїє]/i)
    expect(own).toMatch(/[а-яіїє]/i)
  })

  it('who has blocked us is written to no more, by what the channel answers', async () => {
    const olha = somebody()
    await olha.say('I want a person')
    const { olena, ticket } = await ticketNow()
    await olha.told()
    await azure.called((call) => olha.isHere(call) && call.body.type === 'typing')
    azure.next.push({ status: 403 })
    await olena.act({ act: 'take_over', ticket: ticket.id })
    await vi.waitFor(async () => {
      const { body } = await olena.act({ act: 'send', ticket: ticket.id, text: 'Are you there?' })
      expect(body.code).toBe('act_no_address')
    }, 8000)
  })

  it('may send a photo without a word', async () => {
    const olha = somebody()
    const attachments = [{ contentType: 'image/png', contentUrl: `${azure.url}/files/1`, name: 'lamp.png' }]
    expect((await olha.say('', { attachments })).status).toBe(200)
    await azure.called((call) => olha.isHere(call) && call.body.type === 'typing')
  })
})

/** Turns that a chat's opening took so far. */
const opened = async (): Promise<number> => {
  const text = await (await fetch(`${server.url()}/metrics`)).text()
  const counts = [...text.matchAll(/^winback_turns_total\{[^}]*kind="chat_opened"[^}]*\} (\d+)/gm)]
  return counts.reduce((sum, [, count]) => sum + Number(count), 0)
}

describe('what is no message', () => {
  const quiet = ['typing', 'messageReaction', 'messageUpdate', 'endOfConversation', 'event']
  it.each(quiet)('%s is taken in, and nothing follows', async (type) => {
    const olha = somebody()
    expect((await send(inTeams(azure, { ...olha.more, type, text: undefined }))).status).toBe(200)
    expect(azure.calls.filter(olha.isHere)).toEqual([])
  })

  it('a coming of the bot itself opens no talk; a coming of the shopper does', async () => {
    const bot = { id: 'bot@handle', name: 'Winback' }
    const chat = { type: 'conversationUpdate', text: undefined, conversation: { id: 'conversation-9' } }
    const come = async (membersAdded: object[]) => {
      const before = await opened()
      expect((await send(inWebChat(azure, { ...chat, membersAdded }))).status).toBe(200)
      return (await opened()) - before
    }
    expect(await come([bot])).toBe(0)
    expect(await come([bot, { id: 'dl_visitor' }])).toBe(1)
  })

  it('an installation in Teams opens a chat of two; one in a team greets nobody', async () => {
    const olha = somebody()
    const install = async (more: object) => {
      const before = await opened()
      await send(
        inTeams(azure, { ...olha.more, type: 'installationUpdate', action: 'add', text: undefined, ...more }),
      )
      return (await opened()) - before
    }
    expect(await install({})).toBe(1)
    expect(await install({ action: 'add-upgrade' })).toBe(0)
    expect(
      await install({
        conversation: { conversationType: 'channel', isGroup: true, id: '19:t@thread.tacv2' },
      }),
    ).toBe(0)
  })

  it('an invoke that nobody asked for is not done', async () => {
    const olha = somebody()
    const invoke = { ...olha.more, type: 'invoke', name: 'fileConsent/invoke', value: {} }
    expect((await send(inTeams(azure, invoke))).status).toBe(404)
  })
})

describe('a link into the chat', () => {
  it('opens it; what it carries is no word of the shopper’s and stands in no talk', async () => {
    const olha = somebody()
    const before = await opened()
    await olha.say('/start c2lnbmVkLXdvcmQtb2Ytbm9ib2R5')
    await olha.say('/start')
    expect((await opened()) - before).toBe(2)
    await olha.say('I want a person')
    const { olena, ticket } = await ticketNow()
    const { lines } = await olena.ticket(ticket.id)
    expect(JSON.stringify(lines)).not.toContain('start')
  })
})

describe('elsewhere', () => {
  it('in Web Chat choices stand beside the input for this once, and a conversation is an address of its own', async () => {
    const said = (conversation: string, more: object = {}) =>
      send(inWebChat(azure, { conversation: { id: conversation }, text: 'qwerty zxcvb', ...more }))
    await said('web-1')
    const asked = await azure.called(({ path, body }) => path.includes('web-1') && body.suggestedActions)
    const [action] = asked.body.suggestedActions.actions
    expect(action).toMatchObject({ type: 'messageBack', value: { winback: { choice: expect.any(String) } } })
    expect(asked.body.suggestedActions.to).toEqual(['dl_visitor'])
    // The same name in another conversation proves nothing: a page may call its visitor as it likes.
    await said('web-2')
    await azure.called(({ path, body }) => path.includes('web-2') && body.suggestedActions)
  })

  it('on a channel that shows text only, choices are a list', async () => {
    await send(
      inWebChat(azure, { channelId: 'facebook', conversation: { id: 'fb-1' }, text: 'qwerty zxcvb' }),
    )
    const asked = await azure.called(({ path, body }) => path.includes('fb-1') && body.type === 'message')
    expect(asked.body.text).toMatch(/\n1\. .+\n2\. /)
    expect(asked.body.attachments ?? asked.body.suggestedActions).toBeUndefined()
  })
})
