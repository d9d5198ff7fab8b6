// "Issue a code" from where no ticket says whom: first who it is, then the form.
import type { App } from '@slack/bolt'
import { z } from 'zod'
import { modal, words } from '../blocks.ts'
import type { Member } from '../members.ts'
import { type DeskParts, openView, QUICK, quickly, readerOf, type Spot, updateView } from '../parts.ts'
import { filledIn, submission } from '../payloads.ts'
import { showForm } from './terms.ts'

const WHO = 'winback_who'
const about = z.object({ channel: z.string().optional(), thread: z.string().optional() })

type From = Spot & { readonly member: Member; readonly trigger: string }

const whoView = (parts: DeskParts, member: Member, spot: Spot, initial: string) => {
  const { say } = readerOf(parts, member)
  return modal({
    ...{ callback: WHO, title: say('m_issue'), submit: say('next'), close: say('cancel'), about: spot },
    blocks: [words({ id: 'who', label: say('m_who'), hint: say('m_who_hint'), most: 200, initial })],
  })
}

export const askWho = async (
  parts: DeskParts,
  { member, trigger, ...spot }: From,
  initial: string,
): Promise<void> => {
  await openView(parts, trigger, whoView(parts, member, spot, initial))
}

export const addIssue = (app: App, parts: DeskParts): void =>
  app.view(WHO, async ({ ack, body }) => {
    const { user, view } = submission.parse(body)
    const spot = about.parse(JSON.parse(view.private_metadata))
    const member = await parts.members.of(user.id)
    const { say } = readerOf(parts, member)
    if (!member.acts) return ack({ response_action: 'errors', errors: { who: say('looks_only') } })
    const work = parts.doors.find(filledIn(view).who ?? '')
    const soon = await quickly(work, QUICK)
    if (soon && soon.found === null)
      return ack({ response_action: 'errors', errors: { who: say('m_nobody') } })
    await ack({
      response_action: 'update',
      view: { ...whoView(parts, member, spot, ''), callback_id: 'winback_loading' },
    })
    const shopper = await work
    if (shopper === null)
      return updateView(parts, view.id, whoView(parts, member, spot, filledIn(view).who ?? ''))
    await showForm(parts, view.id, { kind: 'issue', shopper, ...spot }, member)
  })
