// What an activity means, and what is done of it: shoppers' words go to the inbox, the desk's to the desk. Whoever calls has
// made sure that the sender is who it says.
import type { Address } from '../../core/event.ts'
import type { Answer } from '../../ports/hook.ts'
import type { Inbox } from '../../ports/inbox.ts'
import type { Log } from '../../ports/log.ts'
import type { Pressed, TeamsDesk, TeamsPerson } from '../../ports/teams-desk.ts'
import { type Activity, isGroup, type Sent } from './activity.ts'
import { addressOf } from './address.ts'
import { channelCan } from './channels.ts'
import { attachmentsOf } from './files.ts'
import { isMentioned, withoutMention } from './mentions.ts'
import { type Press, readPress } from './pressed.ts'
import type { References } from './references.ts'
import { renderUsed } from './render.ts'
import type { Place, Sdk } from './sdk.ts'
import { langOfLocale, word } from './words.ts'

export type HearingParts = {
  readonly sdk: Sdk
  readonly references: References
  readonly inbox: Inbox
  /** null: there is no desk in Teams. */
  readonly desk: TeamsDesk | null
  readonly log: Log
}

const OK: Answer = { status: 200 }
/** Nothing was kept: the channel tries again, or tells the shopper. */
const FAILED: Answer = { status: 503 }
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
/** Of one message; nobody writes more to a shop. */
const LONGEST = 4000
/** As a link into the chat writes it: https://teams.microsoft.com/l/chat/0/0?users=28:APP-ID&message=/start%20TOKEN */
const START = /^\/start(?:\s+([A-Za-z0-9_-]{1,64}))?$/
const CARD_ACTION = 'adaptiveCard/action'

/** As the answer to a button of a universal action has to look. */
const answerTo = (pressed: Pressed): Answer => {
  const body = {
    card: () => ({
      ...{ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' },
      value: pressed.kind === 'card' ? pressed.card : {},
    }),
    text: () => ({
      ...{ statusCode: 200, type: 'application/vnd.microsoft.activity.message' },
      value: pressed.kind === 'text' ? pressed.text : '',
    }),
    refused: () => ({
      ...{ statusCode: 403, type: 'application/vnd.microsoft.error' },
      value: { code: 'Forbidden', message: pressed.kind === 'refused' ? pressed.text : '' },
    }),
  }[pressed.kind]()
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(body) }
}

/** The channel itself, without the thread that was written in. */
const placeOf = ({ serviceUrl, conversation }: Activity): Place => ({
  service: serviceUrl,
  conversation: conversation.id.split(';messageid=')[0] ?? conversation.id,
})

const dataOf = (value: unknown): unknown => {
  const action = typeof value === 'object' && value !== null ? Reflect.get(value, 'action') : undefined
  return typeof action === 'object' && action !== null ? Reflect.get(action, 'data') : undefined
}

export const createHearing = ({ sdk, references, inbox, desk, log }: HearingParts) => {
  /** Said beside the talk: its loss is no harm. */
  const aside = (to: Place, activity: Sent): void =>
    void sdk.send(to, activity).catch((error: unknown) => log.info({ err: error }, 'a word aside was lost'))

  const personOf = (activity: Activity): TeamsPerson => ({
    person: activity.from.aadObjectId?.toLowerCase() ?? null,
    place: placeOf(activity),
    isGroup: isGroup(activity),
  })

  const keep = (address: Address, { serviceUrl, conversation, from }: Activity): Promise<void> =>
    references.keep(address, { service: serviceUrl, conversation: conversation.id, person: from.id })

  const langFor = async (address: Address, { locale }: Activity) => {
    const lang = langOfLocale(locale)
    return lang !== null && (await inbox.langOf(address)) === null ? { lang } : {}
  }

  /** What could be pressed under earlier messages can't be any more; what was pressed is ticked. */
  const useUp = async (address: Address, to: Place, pressed: Press | null): Promise<void> => {
    for (const { activity, key, text, lang, choices } of await references.takeShown(address)) {
      const chosen = pressed?.key === key ? choices.find(({ id }) => id === pressed.choice)?.text : undefined
      await sdk
        .update(to, activity, renderUsed(text, lang, chosen ?? null))
        .catch((error: unknown) => log.info({ err: error }, 'used choices stay to be seen'))
    }
  }

  const titleOf = async (address: Address, { key, choice }: Press): Promise<string> => {
    const shown = (await references.of(address))?.shown.find((one) => one.key === key)
    return shown?.choices.find(({ id }) => id === choice)?.text ?? ''
  }

  const heard = async (address: Address, activity: Activity, id: string): Promise<Answer> => {
    const press = readPress(activity.value)
    const written = withoutMention(activity).slice(0, LONGEST)
    // Clients that bring a button's id bring no words with it.
    const text = written === '' && press ? await titleOf(address, press) : written
    const attachments = attachmentsOf(activity)
    if (text === '' && !press && attachments.length === 0) return OK
    const what = {
      ...{ kind: 'said' as const, text, address },
      ...(press && { choice: press.choice }),
      ...(await langFor(address, activity)),
      ...(attachments.length > 0 && { attachments }),
    }
    // A second press of the same button under the same message is the same press.
    const known = press ? `press:${press.key}:${press.choice}` : id
    const result = await inbox.hear({ id: known, from: address, what })
    if (result === 'failed') return FAILED
    if (result === 'heard') {
      const to = { service: activity.serviceUrl, conversation: activity.conversation.id }
      const can = channelCan(activity.channelId)
      if (can.typing && !isGroup(activity)) aside(to, { type: 'typing' })
      const private_ = await references.of(address)
      if (can.edits && private_) await useUp(address, private_, press)
    }
    return OK
  }

  /** In a group only who calls us is heard, and answered in private: carts and codes are nobody else's business. */
  const inGroup = async (activity: Activity, id: string): Promise<Answer> => {
    if (!isMentioned(activity)) return OK
    const can = channelCan(activity.channelId)
    const address = addressOf(activity)
    const place = { service: activity.serviceUrl, conversation: activity.conversation.id }
    const lang = (await inbox.langOf(address)) ?? langOfLocale(activity.locale) ?? 'en'
    const reached = await (async () => {
      if (can.knownBy !== 'person') return false
      if (await references.of(address)) return true
      const { recipient, conversation, channelData, from, serviceUrl } = activity
      if (!can.begins || !recipient) return false
      try {
        const begun = await sdk.begin({
          service: serviceUrl,
          tenant: channelData?.tenant?.id ?? conversation.tenantId ?? undefined,
          bot: { id: recipient.id, ...(recipient.name && { name: recipient.name }) },
          person: from.id,
        })
        await references.keep(address, { service: serviceUrl, conversation: begun, person: from.id })
        return true
      } catch {
        return false
      }
    })()
    const answer = reached ? await heard(address, activity, id) : OK
    const said = word(lang, reached ? 'answered_privately' : 'write_privately')
    if (answer === OK) aside(place, { type: 'message', text: said, textFormat: 'plain' })
    return answer
  }

  const message = async (activity: Activity, id: string): Promise<Answer> => {
    if (desk && activity.channelId === 'msteams') {
      const who = personOf(activity)
      const to = { service: activity.serviceUrl, conversation: activity.conversation.id }
      // Clients that know no universal actions send a message instead.
      if (desk.isPress(activity.value)) {
        const pressed = await desk.pressed(who, activity.value)
        if (pressed.kind !== 'card') aside(to, { type: 'message', text: pressed.text, textFormat: 'plain' })
        return OK
      }
      if (!who.isGroup || isMentioned(activity)) {
        const words = await desk.said(who, withoutMention(activity))
        if (words !== null) {
          aside(to, { type: 'message', text: words, textFormat: 'plain' })
          return OK
        }
      }
    }
    if (isGroup(activity)) return inGroup(activity, id)
    const address = addressOf(activity)
    await keep(address, activity)
    const start = START.exec(withoutMention(activity))
    if (!start) return heard(address, activity, id)
    const [, token] = start
    // A link's word is no shopper's words: it is done, and stands in no talk.
    if (token !== undefined)
      try {
        const { lang } = await langFor(address, activity)
        if ((await inbox.arrive(id, address, token, undefined, lang)) !== null) return OK
      } catch (error) {
        log.error({ err: error }, 'nothing could be kept of who came by a link')
        return FAILED
      }
    return opened(activity, id)
  }

  const opened = async (activity: Activity, id: string): Promise<Answer> => {
    if (isGroup(activity)) return OK
    const address = addressOf(activity)
    await keep(address, activity)
    const what = { kind: 'chat_opened' as const, address, ...(await langFor(address, activity)) }
    return (await inbox.hear({ id, from: address, what })) === 'failed' ? FAILED : OK
  }

  /** Who comes into a conversation of two; that it is us says nothing of a shopper. */
  const joined = async (activity: Activity, id: string): Promise<Answer> => {
    const { membersAdded, recipient } = activity
    const person = (membersAdded ?? []).find((member) => member.id !== recipient?.id)
    return person ? opened({ ...activity, from: person }, id) : OK
  }

  const installed = async (activity: Activity, id: string): Promise<Answer> => {
    if (isGroup(activity)) return OK
    if (activity.action === 'add') return opened(activity, id)
    if (activity.action !== 'remove') return OK
    const address = addressOf(activity)
    const what = { kind: 'reachable' as const, address, can: false, why: 'uninstalled' }
    return (await inbox.hear({ id, from: address, what })) === 'failed' ? FAILED : OK
  }

  /** `id`: the same for every repeat of this activity. */
  return async (activity: Activity, id: string): Promise<Answer> => {
    if (desk && activity.channelId === 'msteams') await desk.noticed(placeOf(activity))
    switch (activity.type) {
      case 'message':
        return message(activity, id)
      case 'conversationUpdate':
        return joined(activity, id)
      case 'installationUpdate':
        return installed(activity, id)
      case 'invoke':
        if (desk && activity.channelId === 'msteams' && activity.name === CARD_ACTION)
          return answerTo(await desk.pressed(personOf(activity), dataOf(activity.value)))
        // None of ours: the sender's mistake, not the server's.
        return { status: 404 }
      default:
        // Typing, reactions, edits, events: nothing follows from them.
        return OK
    }
  }
}

export type Hearing = ReturnType<typeof createHearing>
