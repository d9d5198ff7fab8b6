// The buttons of a ticket's card. Each is acknowledged at once and then worked; a press that comes twice is one.
import type { App } from '@slack/bolt'
import type { AgentAct } from '../../core/agents/agent-act.ts'
import { ACTIONS, readValue } from './action-values.ts'
import type { Member } from './members.ts'
import { openDecline } from './modals/decline.ts'
import { openSend } from './modals/send.ts'
import { openTerms } from './modals/terms.ts'
import { type DeskParts, keyOf, outcomeWords, perform, readerOf, refresh, type Spot, tell } from './parts.ts'
import { type Press, press } from './payloads.ts'
import { shopperOf } from './seen.ts'

/** A second press of the same button, as it stood, by the same hand is the first one. */
const TWICE_WITHIN = 3000
/** A modal is opened again as soon as that can be on purpose. */
const MODAL_WITHIN = 700

const MODALS: ReadonlySet<string> = new Set([ACTIONS.decline, ACTIONS.send, ACTIONS.adjust])

type Pressed = {
  readonly member: Member
  readonly ticket: string
  readonly spot: Spot
  readonly key: string
  readonly trigger: string
  readonly value: NonNullable<ReturnType<typeof readValue>>
}

export const addButtons = (app: App, parts: DeskParts): void => {
  const lately = new Map<string, number>()

  const isSecond = (who: string, action: string, carried: string): boolean => {
    const within = MODALS.has(action) ? MODAL_WITHIN : TWICE_WITHIN
    const now = Date.now()
    for (const [key, at] of lately) if (now - at > TWICE_WITHIN) lately.delete(key)
    const key = JSON.stringify([who, action, carried])
    if (now - (lately.get(key) ?? 0) <= within) return true
    lately.set(key, now)
    return false
  }

  const onPress = (action: string, work: (pressed: Pressed) => Promise<void>): void =>
    app.action(action, async ({ ack, body }) => {
      await ack()
      const read = press.safeParse(body)
      if (!read.success) return
      const given: Press = read.data
      const done = given.actions[0]!
      const value = readValue(done.value)
      if (!value || isSecond(given.user.id, action, done.value ?? '')) return
      const spot = { channel: given.channel?.id, thread: given.message?.thread_ts }
      const member = await parts.members.of(given.user.id)
      if (!member.acts) return tell(parts, member.id, spot, readerOf(parts, member).say('looks_only'))
      const key = keyOf(member.id, action, value.ticket, done.action_ts)
      await work({ member, ticket: value.ticket, spot, key, trigger: given.trigger_id, value })
    })

  const act = async (
    { member, ticket, key, spot }: Pick<Pressed, 'member' | 'ticket' | 'key' | 'spot'>,
    does: AgentAct,
  ): Promise<void> => {
    const answer = await perform(parts, member, key, shopperOf(ticket), does)
    const words = outcomeWords(answer, readerOf(parts, member))
    if (words !== null) await tell(parts, member.id, spot, words)
    await refresh(parts, ticket, answer)
  }

  onPress(ACTIONS.approve, async (pressed) => {
    const { offer, ceiling, digest, terms } = pressed.value
    if (offer === undefined || ceiling === undefined) return
    await act(pressed, {
      ...{ act: 'approve', ticket: pressed.ticket, offer, ceiling },
      ...(digest !== undefined && { digest }),
      ...(terms && {
        terms: Object.fromEntries(Object.entries(terms).filter(([, one]) => one !== undefined)),
      }),
    })
  })
  onPress(ACTIONS.takeOver, (pressed) =>
    act(pressed, {
      ...{ act: 'take_over', ticket: pressed.ticket },
      ...(pressed.value.from !== undefined && { from: pressed.value.from }),
    }),
  )
  onPress(ACTIONS.handBack, (pressed) => act(pressed, { act: 'hand_back', ticket: pressed.ticket }))
  onPress(ACTIONS.decline, ({ member, ticket, trigger, spot }) =>
    openDecline(parts, { member, trigger, ticket, ...spot }),
  )
  onPress(ACTIONS.send, ({ member, ticket, trigger, spot }) =>
    openSend(parts, { member, trigger, ticket, ...spot }, ''),
  )
  onPress(ACTIONS.adjust, ({ member, ticket, trigger, spot }) =>
    openTerms(parts, { member, trigger, ...spot }, { kind: 'approve', ticket, shopper: shopperOf(ticket) }),
  )

  app.action(ACTIONS.assign, async ({ ack, body }) => {
    await ack()
    const { user, actions, channel, message } = press.parse(body)
    const [{ selected_option, action_ts }] = actions as [Press['actions'][number]]
    const ticket = channel && message ? await parts.threads.ticketAt(channel.id, message.ts) : null
    if (!selected_option || ticket === null) return
    const spot = { channel: channel?.id }
    const member = await parts.members.of(user.id)
    if (!member.acts) return tell(parts, member.id, spot, readerOf(parts, member).say('looks_only'))
    const key = keyOf(member.id, ACTIONS.assign, ticket, action_ts)
    const to = selected_option.value
    await act({ member, ticket, spot, key }, { act: 'assign', ticket, to })
  })
}
