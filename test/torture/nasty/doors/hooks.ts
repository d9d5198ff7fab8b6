// The doors of channels and desks: what comes is signed as its other end signs, so that what lies behind is reached.
import { createHmac, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { signed } from '../../../../src/channels/app/signature.ts'
import { inTeams, inWebChat } from '../../../channels/bot-framework/azure.ts'
import { sign } from '../../../desks/slack/member.ts'
import { CHANNEL } from '../../../desks/slack/stub.ts'
import { ask, faultsOf } from '../answer.ts'
import { type Case, type Door, short } from '../door.ts'
import { SUITE } from '../json.ts'
import { APP_KEY, LINE_SECRET, type Served, TELEGRAM_SECRET } from '../served.ts'
import { spoiled } from '../spoil.ts'
import { aText, LONG_TEXTS } from '../texts.ts'

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'
const now = () => Math.floor(Date.now() / 1000)

/** An update of each kind that the Bot API names for what we ask of it. */
const updates = () => {
  const chat = { id: 7, type: 'private', first_name: 'A' }
  const from = { id: 7, is_bot: false, first_name: 'A', language_code: 'uk' }
  const message = { message_id: 1 + Math.floor(Math.random() * 1e9), date: now(), chat, from }
  const file = { file_id: 'f', file_unique_id: 'u', file_size: 10, file_name: 'x.pdf', mime_type: 'x/y' }
  const said = [
    { text: 'хочу скидку' },
    { text: '/start token' },
    { caption: 'look', photo: [{ ...file, width: 1, height: 1 }] },
    { voice: { ...file, duration: 1 } },
    { animation: file, document: file },
    { sticker: { ...file, emoji: '🙂' } },
    {
      location: { latitude: 50.4, longitude: 30.5 },
      venue: { title: 'x', address: 'y', location: { latitude: 1, longitude: 1 } },
    },
    { contact: { phone_number: '+380671234567', first_name: 'A', last_name: 'B' } },
    { text: 'x', entities: [{ type: 'bold', offset: 0, length: 1 }], reply_to_message: message },
  ]
  const keyboard = { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] }
  return [
    ...said.map((more) => ({ update_id: 1, message: { ...message, ...more } })),
    {
      update_id: 2,
      callback_query: {
        id: randomUUID(),
        from,
        chat_instance: 'x',
        data: 'yes',
        message: {
          ...message,
          text: 'x',
          reply_markup: keyboard,
          entities: [{ type: 'bold', offset: 0, length: 1 }],
        },
      },
    },
    {
      update_id: 3,
      my_chat_member: {
        chat,
        from,
        date: now(),
        old_chat_member: { status: 'member' },
        new_chat_member: { status: 'kicked', user: from },
      },
    },
    { update_id: 4, edited_message: { ...message, text: 'x' } },
  ]
}

/** `here`: where Slack's side takes answers. */
const slackCalls = (here: string) => {
  const about = {
    team: { id: 'T0SHOP', domain: 'shop' },
    user: { id: 'U0OLENA', team_id: 'T0SHOP' },
    api_app_id: 'A0',
    token: 'x',
  }
  const event = (more: object) => ({
    type: 'event_callback',
    team_id: 'T0SHOP',
    api_app_id: 'A0',
    event_id: `Ev${randomUUID()}`,
    event_time: 1,
    event: more,
  })
  const action = {
    type: 'button',
    action_id: 'approve',
    block_id: 'b',
    value: '{"t":"s_x.t1"}',
    action_ts: String(now()),
  }
  const view = {
    id: 'V1',
    type: 'modal',
    callback_id: 'send',
    private_metadata: '{"ticket":"s_x.t1"}',
    state: { values: { words: { words: { type: 'plain_text_input', value: 'x' } } } },
  }
  return {
    json: [
      event({
        type: 'message',
        channel: CHANNEL,
        channel_type: 'channel',
        user: 'U0OLENA',
        text: '<@U0OLENA> hi <http://a|b>',
        thread_ts: '1.1',
        ts: '1.2',
        files: [{ name: 'x' }],
      }),
      event({ type: 'app_home_opened', user: 'U0OLENA', channel: 'D0', tab: 'home', event_ts: '1.1' }),
      { type: 'url_verification', challenge: 'x', token: 'x' },
    ],
    payload: [
      {
        ...about,
        type: 'block_actions',
        trigger_id: 'x',
        channel: { id: CHANNEL },
        response_url: here,
        message: { ts: '1.1', text: 'x' },
        container: { type: 'message', message_ts: '1.1', channel_id: CHANNEL },
        actions: [action],
      },
      { ...about, type: 'view_submission', trigger_id: 'x', view },
      { ...about, type: 'view_closed', view },
      {
        ...about,
        type: 'message_action',
        callback_id: 'winback_issue_code',
        trigger_id: 'x',
        response_url: here,
        channel: { id: CHANNEL, name: 't' },
        message_ts: '1.1',
        action_ts: '1.1',
        message: { type: 'message', user: 'U0OLENA', ts: '1.1', text: 'a@b.example' },
      },
    ],
    form: {
      command: '/winback',
      text: 'find a@b.example',
      user_id: 'U0OLENA',
      user_name: 'x',
      team_id: 'T0SHOP',
      channel_id: CHANNEL,
      token: 'x',
      trigger_id: 'x',
      response_url: here,
      api_app_id: 'A0',
    },
  }
}

const LINE = '/v3/directline'

export const hooksOf = async (served: Served): Promise<Door> => {
  const { url, azure } = served
  const token = azure.tokenOf()
  const line = { authorization: `Bearer ${LINE_SECRET}`, 'content-type': JSON_TYPE }
  const talk = await fetch(`${url}${LINE}/conversations`, { method: 'POST', headers: line, body: '{}' })
  const { conversationId, token: own } = (await talk.json()) as { conversationId: string; token: string }

  const post = (
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    about: string,
  ): Case => ({
    about: `POST ${path} ${about}`,
    run: async () => faultsOf(await ask(`${url}${path}`, { method: 'POST', headers, body }), null),
  })
  const app = (body: string) =>
    post(
      '/hooks/app',
      signed(APP_KEY, randomUUID(), Buffer.from(body).toString(), Date.now()),
      body,
      short(body),
    )
  const telegram = (body: string) =>
    post(
      '/hooks/telegram',
      { 'content-type': JSON_TYPE, 'x-telegram-bot-api-secret-token': TELEGRAM_SECRET },
      body,
      short(body),
    )
  const slack = (body: string, type: string) =>
    post('/slack/events', { 'content-type': type, ...sign(Buffer.from(body).toString()) }, body, short(body))
  const teams = (body: string) =>
    post('/api/messages', { 'content-type': JSON_TYPE, authorization: `Bearer ${token}` }, body, short(body))
  const directLine = (path: string, body: string, as = own) =>
    post(`${LINE}${path}`, { authorization: `Bearer ${as}`, 'content-type': JSON_TYPE }, body, short(body))
  const twilio = (form: Readonly<Record<string, string>>): Case => {
    const named = Object.fromEntries(
      Object.entries(form).map(([name, value]) => [name, value.toWellFormed()]),
    )
    const signs = Object.keys(named)
      .toSorted()
      .reduce((all, name) => all + name + named[name], 'https://chat.shop.example/hooks/sms/twilio')
    const signature = createHmac('sha1', 'f'.repeat(32)).update(signs).digest('base64')
    const body = new URLSearchParams(named).toString()
    return post(
      '/hooks/sms/twilio',
      { 'content-type': FORM, 'x-twilio-signature': signature },
      body,
      short(body),
    )
  }
  const activity = {
    type: 'message',
    from: { id: 'x', name: 'y' },
    text: 'x',
    value: { choice: 'yes' },
    name: 'webchat/join',
    locale: 'uk-UA',
    channelData: { clientActivityID: 'x' },
    attachments: [{ contentType: 'image/png', contentUrl: 'data:image/png;base64,AAAA', name: 'x.png' }],
  }

  return {
    name: 'hooks',
    share: 0.2,
    cases: function* ({ seed, many }) {
      const calls = slackCalls(`${served.slack.url()}/respond/x`)
      const kinds: readonly (readonly [object, (body: string) => Case])[] = [
        ...updates().map((one) => [one, telegram] as const),
        ...[
          {
            kind: 'said',
            shopper: 'a',
            user: 'u',
            text: 'x',
            choice: 'yes',
            lang: 'en',
            attachments: [{ medium: 'photo', name: 'x', type: 'y', size: 1 }],
          },
          { kind: 'opened', shopper: 'a', lang: 'en' },
          { kind: 'reachable', shopper: 'a', can: true, why: 'x' },
        ].map((one) => [one, app] as const),
        ...calls.json.map((one) => [one, (body: string) => slack(body, JSON_TYPE)] as const),
        ...calls.payload.map(
          (one) =>
            [
              one,
              (body: string) => slack(new URLSearchParams({ payload: body.toWellFormed() }).toString(), FORM),
            ] as const,
        ),
        ...[
          inTeams(azure, {
            entities: [{ type: 'mention', text: '<at>W</at>', mentioned: { id: '28:bot' } }],
            attachments: [
              {
                contentType: 'image/png',
                contentUrl: 'https://a.sharepoint.com/x',
                name: 'x',
                content: { downloadUrl: 'https://a.sharepoint.com/x' },
              },
            ],
            value: { winback: { choice: 'yes', key: 'k' } },
          }),
          inWebChat(azure, { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] }),
          inTeams(azure, {
            type: 'invoke',
            name: 'adaptiveCard/action',
            value: {
              action: { type: 'Action.Execute', verb: 'x', data: { act: 'approve', ticket: 's_x.t1' } },
            },
          }),
          inTeams(azure, { type: 'installationUpdate', action: 'add' }),
        ].map((one) => [one, teams] as const),
        [activity, (body) => directLine(`/conversations/${conversationId}/activities`, body)],
        [
          { ...activity, type: 'event' },
          (body) => directLine(`/conversations/${conversationId}/activities`, body),
        ],
        [
          {
            user: { id: 'dl_x', name: 'y' },
            trustedOrigins: ['https://shop.example'],
            winback: { userId: 'u' },
          },
          (body) => directLine('/tokens/generate', body, LINE_SECRET),
        ],
        [
          { user: { id: 'x', name: 'y' }, locale: 'uk' },
          (body) => directLine('/conversations', body, LINE_SECRET),
        ],
      ]
      const each = Math.max(1, Math.ceil((many * 0.8) / kinds.length))
      for (const [n, [right, send]] of kinds.entries()) {
        for (const text of fc.sample(spoiled(right, many > 2000 ? 0.08 : 0.02), {
          seed: seed + n,
          numRuns: Math.ceil(each * 0.8),
        }))
          yield send(text)
        for (const { input } of fc.sample(fc.constantFrom(...SUITE), {
          seed: seed + n,
          numRuns: Math.ceil(each * 0.2),
        }))
          yield send(input)
      }
      const texts = [
        ...fc.sample(aText(), { seed, numRuns: Math.ceil(many * 0.1) }),
        ...fc.sample(fc.constantFrom(...LONG_TEXTS), { seed, numRuns: Math.ceil(many * 0.1) }),
      ]
      for (const [n, text] of texts.entries()) {
        const well = text.toWellFormed()
        if (n % 4 === 0)
          yield twilio({
            MessageSid: `SM${n}`,
            From: '+380671234567',
            Body: text,
            NumMedia: '1',
            MediaUrl0: text,
            [`Media${n}`]: text,
          })
        else if (n % 4 === 1) yield slack(new URLSearchParams({ ...calls.form, text: well }).toString(), FORM)
        else if (n % 4 === 2) yield teams(JSON.stringify(inTeams(azure, { text })))
        else
          yield slack(
            JSON.stringify({
              ...calls.json[0],
              event: { ...(calls.json[0] as { event: object }).event, text },
            }),
            JSON_TYPE,
          )
      }
    },
  }
}
