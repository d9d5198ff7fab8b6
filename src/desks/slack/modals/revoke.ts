// "/winback revoke": which of the codes that are still good, and why.
import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { DeskView } from '../../../ports/desk-doors.ts'
import { choice, modal, words } from '../blocks.ts'
import type { Member } from '../members.ts'
import { type DeskParts, keyOf, openView, perform, readerOf, type Spot } from '../parts.ts'
import { filledIn, submission } from '../payloads.ts'
import { wordy } from '../words.ts'
import { type Ack, end } from './ending.ts'

const CALLBACK = 'winback_revoked'
const about = z.object({ shopper: z.string(), channel: z.string().optional(), thread: z.string().optional() })

type From = Spot & { readonly member: Member; readonly trigger: string }

export const openRevoke = async (
  parts: DeskParts,
  { member, trigger, ...spot }: From,
  view: DeskView,
): Promise<void> => {
  const { say, format } = readerOf(parts, member, view)
  const options = view.codes
    .filter(({ state }) => state === 'issued')
    .map(({ id, offer, until }) => ({
      value: id,
      text: say('m_code_until', { offer: wordy(offer), at: format.time(until) }),
    }))
  await openView(
    parts,
    trigger,
    modal({
      ...{ callback: CALLBACK, title: say('m_revoke'), submit: say('m_revoke_do'), close: say('cancel') },
      about: { shopper: view.shopper.id, ...spot },
      blocks: [
        choice({ id: 'code', label: say('m_code'), options, chosen: options[0]?.value }),
        words({ id: 'why', label: say('m_why'), lines: true, most: 1000 }),
      ],
    }),
  )
}

export const addRevoke = (app: App, parts: DeskParts): void =>
  app.view(CALLBACK, async ({ ack, body }) => {
    const { user, view } = submission.parse(body)
    const { shopper, ...spot } = about.parse(JSON.parse(view.private_metadata))
    const { code = '', why = '' } = filledIn(view)
    const member = await parts.members.of(user.id)
    const reader = readerOf(parts, member)
    if (!member.acts) return ack({ response_action: 'errors', errors: { code: reader.say('looks_only') } })
    const work = perform(parts, member, keyOf(member.id, view.id, code, why), shopper, {
      act: 'revoke',
      code,
      why,
    })
    await end(parts, work, {
      ack: ack as Ack,
      member,
      reader,
      spot,
      ticket: null,
      block: 'code',
      done: reader.say('done_revoke'),
    })
  })
