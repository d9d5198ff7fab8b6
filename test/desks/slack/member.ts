// A member of the workspace: presses buttons, fills in modals, writes, types commands. What Slack then sends is signed and
// posted as Slack does it, or handed over a socket.
import { createHmac, randomUUID } from 'node:crypto'
import type { Any, Posted, Slack } from './stub.ts'
import { CHANNEL } from './stub.ts'

export const SECRET = 'slack-signing-secret'
const TEAM = { id: 'T0SHOP', domain: 'shop' }

export const sign = (body: string, secret = SECRET, at = Date.now()): Record<string, string> => {
  const stamp = String(Math.floor(at / 1000))
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${hash}` }
}

export type Sent = { readonly status: number; readonly text: string; readonly ms: number }

/** How Slack brings it: by HTTP, or as an envelope over the socket. */
export type Carrier = (
  kind: 'events_api' | 'interactive' | 'slash_commands',
  payload: Any,
  headers?: Record<string, string>,
) => Promise<Sent>

export const byHttp =
  (url: () => string): Carrier =>
  async (kind, payload, headers = {}) => {
    const form = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload
    const isJson = kind === 'events_api'
    const body = isJson
      ? JSON.stringify(payload)
      : new URLSearchParams(form as Record<string, string>).toString()
    const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded'
    const began = performance.now()
    const response = await fetch(`${url()}/slack/events`, {
      ...{ method: 'POST', body },
      headers: { 'content-type': type, ...sign(body), ...headers },
    })
    return { status: response.status, text: await response.text(), ms: performance.now() - began }
  }

export const bySocket =
  (slack: Slack): Carrier =>
  async (kind, payload) => {
    const envelope_id = randomUUID()
    const socket = [...slack.sockets].at(-1)
    const began = performance.now()
    socket?.send(
      JSON.stringify({ type: kind, envelope_id, payload, accepts_response_payload: kind !== 'events_api' }),
    )
    const ack = await slack.until(() => slack.acks.find((one) => one.envelope_id === envelope_id), 'the ack')
    return {
      status: 200,
      text: Object.keys(ack.payload ?? {}).length > 0 ? JSON.stringify(ack.payload) : '',
      ms: performance.now() - began,
    }
  }

export const buttonsOf = (card: Posted): Any[] =>
  card.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))

export const memberOf = (slack: Slack, carry: Carrier, user: string) => {
  const about = { team: TEAM, user: { id: user, team_id: TEAM.id }, api_app_id: 'A0', token: 'x' }
  /** Of this hand's presses. */
  const opener = `trigger-${randomUUID()}`
  const trigger = (): string => `${opener}:${randomUUID()}`
  const respondAt = (id: string): string => `${slack.url()}/respond/${id}`

  const press = (card: Posted, action: string, more: { readonly at?: string } = {}) => {
    const button = buttonsOf(card).find(({ action_id }) => action_id === action)
    if (!button) throw new Error(`there is no ${action} on the card`)
    return carry('interactive', {
      ...{
        ...about,
        type: 'block_actions',
        trigger_id: trigger(),
        channel: { id: CHANNEL },
        response_url: respondAt('action'),
      },
      message: { ts: card.ts, text: card.text },
      container: { type: 'message', message_ts: card.ts, channel_id: CHANNEL },
      actions: [
        {
          type: 'button',
          action_id: action,
          block_id: 'b',
          value: button.value,
          action_ts: more.at ?? String(Date.now() / 1000),
        },
      ],
    })
  }

  /** What stands in a modal's inputs, changed by `filled` (by the block's name). */
  const stateOf = (view: Any, filled: Readonly<Record<string, string>>): Any => {
    const values: Any = {}
    for (const block of view.blocks as Any[]) {
      if (block.type !== 'input') continue
      const { element, block_id } = block
      const name = String(block_id).split('|')[0]!
      const isChoice = element.type === 'static_select'
      const value = filled[name] ?? (isChoice ? element.initial_option?.value : element.initial_value)
      if (filled[name] !== undefined && isChoice && !element.options.some((one: Any) => one.value === value))
        throw new Error(`"${value}" can't be chosen in ${name}`)
      values[block_id] = {
        [element.action_id]: isChoice
          ? { type: element.type, selected_option: value === undefined ? null : { value } }
          : { type: element.type, value: value ?? null },
      }
    }
    return { values }
  }

  return {
    press,
    /** The modal that stands now. */
    modal: (is: (view: Any) => boolean = () => true) =>
      slack.until(
        () => [...slack.views.values()].findLast((view) => view.opener === opener && is(view)),
        'the modal',
      ),
    submit: async (view: Any, filled: Readonly<Record<string, string>> = {}): Promise<Any> => {
      const payload = {
        ...about,
        type: 'view_submission',
        trigger_id: trigger(),
        view: { ...view, state: stateOf(view, filled) },
      }
      const { text } = await carry('interactive', payload)
      const found = text === '' ? {} : (JSON.parse(text) as Any)
      // As Slack does: the answer's view takes the modal's place.
      if (found.response_action === 'update') slack.views.set(view.id, { ...found.view, id: view.id, opener })
      if (found.response_action === 'clear') slack.views.delete(view.id)
      return found
    },
    choose: (view: Any, block: string, value: string) => {
      const input = (view.blocks as Any[]).find(({ block_id }) => String(block_id).split('|')[0] === block)!
      return carry('interactive', {
        ...{
          ...about,
          type: 'block_actions',
          trigger_id: trigger(),
          view: { ...view, state: stateOf(view, { [block]: value }) },
        },
        container: { type: 'view', view_id: view.id },
        actions: [
          {
            ...{ type: 'static_select', action_id: input.element.action_id, block_id: input.block_id },
            ...{ selected_option: { value }, action_ts: String(Date.now() / 1000) },
          },
        ],
      })
    },
    command: async (text: string): Promise<string> => {
      const id = randomUUID()
      await carry('slash_commands', {
        ...{
          command: '/winback',
          text,
          user_id: user,
          user_name: 'x',
          team_id: TEAM.id,
          channel_id: CHANNEL,
          token: 'x',
        },
        ...{ trigger_id: trigger(), response_url: respondAt(id), api_app_id: 'A0' },
      })
      return id
    },
    said: (id: string) =>
      slack.until(
        () => slack.responses.find(({ to }) => to === id)?.text as string | undefined,
        'the answer',
      ),
    write: (text: string, thread: string, more: Any = {}, headers: Record<string, string> = {}) =>
      carry(
        'events_api',
        {
          ...{
            type: 'event_callback',
            team_id: TEAM.id,
            api_app_id: 'A0',
            event_id: `Ev${randomUUID()}`,
            event_time: 1,
          },
          event: {
            type: 'message',
            channel: CHANNEL,
            channel_type: 'channel',
            user,
            text,
            thread_ts: thread,
            ts: String(Date.now() / 1000),
            ...more,
          },
        },
        headers,
      ),
    home: () =>
      carry('events_api', {
        ...{
          type: 'event_callback',
          team_id: TEAM.id,
          api_app_id: 'A0',
          event_id: `Ev${randomUUID()}`,
          event_time: 1,
        },
        event: { type: 'app_home_opened', user, channel: 'D0', tab: 'home', event_ts: '1.1' },
      }),
    shortcut: (
      callback_id: string,
      message: { readonly ts: string; readonly thread_ts?: string; readonly text: string },
    ) =>
      carry('interactive', {
        ...{
          ...about,
          type: 'message_action',
          callback_id,
          trigger_id: trigger(),
          response_url: respondAt('shortcut'),
        },
        ...{ channel: { id: CHANNEL, name: 'tickets' }, message_ts: message.ts, action_ts: '1.1' },
        message: { type: 'message', user, ...message },
      }),
  }
}
