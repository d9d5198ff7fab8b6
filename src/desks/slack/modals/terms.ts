// "Adjust…" and "Issue a code": the form, its limits said in it, then once more what exactly is given and what it may cost.
import type { App } from '@slack/bolt'
import type { DeskView } from '../../../ports/desk-doors.ts'
import { modal, section } from '../blocks.ts'
import type { Member } from '../members.ts'
import { cut } from '../mrkdwn.ts'
import { overWords } from '../offer-words.ts'
import {
  actorOf,
  type DeskParts,
  keyOf,
  openView,
  perform,
  QUICK,
  quickly,
  type Reader,
  readerOf,
  type Spot,
  updateView,
} from '../parts.ts'
import { blockOf, filledIn, press, submission, type ViewIn } from '../payloads.ts'
import { actOf, CONFIRM, type ConfirmAbout, confirmAbout, confirmView } from './confirm.ts'
import { type Ack, end } from './ending.ts'
import {
  chosenOf,
  FORM,
  FORM_CAMPAIGN,
  FORM_OFFER,
  type FormAbout,
  formAbout,
  readForm,
  termsForm,
} from './terms-form.ts'

type From = Spot & { readonly member: Member; readonly trigger: string }

const loading = (reader: Reader, title: 'm_adjust' | 'm_issue') =>
  modal({
    ...{ callback: 'winback_loading', title: reader.say(title), close: reader.say('cancel') },
    blocks: [section(reader.say('m_loading'))],
  })

const said = (reader: Reader, title: 'm_adjust' | 'm_issue', text: string) =>
  modal({
    ...{ callback: 'winback_said', title: reader.say(title), close: reader.say('close') },
    blocks: [section(text)],
  })

const lookAt = ({ doors }: DeskParts, about: FormAbout): Promise<DeskView | null> =>
  about.ticket === undefined ? doors.shopper(about.shopper, about.campaign) : doors.ticket(about.ticket)

const titleOf = ({ kind }: FormAbout) => (kind === 'approve' ? 'm_adjust' : 'm_issue')

/** A modal stands at once, since Slack waits 3 s only; the shopper is looked up after that. */
export const openTerms = async (
  parts: DeskParts,
  { member, trigger, channel, thread }: From,
  given: FormAbout,
): Promise<void> => {
  const reader = readerOf(parts, member)
  const about: FormAbout = { ...given, ...(channel && { channel }), ...(thread && { thread }) }
  const id = await openView(parts, trigger, loading(reader, titleOf(about)))
  await showForm(parts, id, about, member)
}

export const showForm = async (
  parts: DeskParts,
  id: string,
  about: FormAbout,
  member: Member,
  offer?: string,
): Promise<void> => {
  const view = await lookAt(parts, about)
  const reader = readerOf(parts, member, view)
  if (!view) return updateView(parts, id, said(reader, titleOf(about), reader.say('r_no_such_ticket')))
  await updateView(
    parts,
    id,
    termsForm(view, about, reader, chosenOf(view, offer), { alone: parts.doors.alone(actorOf(member)) }),
  )
}

export const addTerms = (app: App, parts: DeskParts): void => {
  const onChoice = (
    action: string,
    chosen: (value: string, about: FormAbout) => readonly [FormAbout, string | undefined],
  ): void =>
    app.action(action, async ({ ack, body }) => {
      await ack()
      const { user, view, actions } = press.parse(body)
      const value = actions[0]?.selected_option?.value
      if (!view || value === undefined) return
      const [about, offer] = chosen(value, formAbout.parse(JSON.parse(view.private_metadata)))
      await showForm(parts, view.id, about, await parts.members.of(user.id), offer)
    })
  onChoice(FORM_OFFER, (offer, about) => [about, offer])
  onChoice(FORM_CAMPAIGN, (campaign, about) => [{ ...about, campaign }, undefined])

  /** What the filled-in form leads to: the errors of its blocks, or the view that asks once more. */
  const check = async (view: ViewIn, about: FormAbout, member: Member) => {
    const seen = await lookAt(parts, about)
    const reader = readerOf(parts, member, seen)
    const { say, format } = reader
    const offer = seen && chosenOf(seen, filledIn(view).offer)
    const under = blockOf(view, 'offer')
    if (!seen || !offer)
      return {
        errors: { [under]: say(about.ticket ? 'r_no_such_ticket' : 'm_nobody') },
        seen,
        reader,
        offer: null,
      }
    const filled = readForm(view, offer, reader)
    if (filled.kind === 'wrong')
      return {
        errors: Object.fromEntries(filled.blocks.map((block) => [block, say('m_no_number')])),
        seen,
        reader,
        offer,
      }
    const campaign = seen.rules.campaign.name
    const quoted = await parts.doors.quote(
      about.shopper,
      about.ticket ?? null,
      campaign,
      offer.name,
      filled.terms,
      actorOf(member),
    )
    if (quoted === null) return { errors: { [under]: say('r_no_such_offer') }, seen, reader, offer }
    if (quoted.kind === 'senseless')
      return { errors: { [blockOf(view, 'value')]: say('r_senseless_terms') }, seen, reader, offer }
    if (quoted.kind === 'over') {
      const { limit } = quoted.over
      const named =
        limit === 'valid' || limit === 'minimum'
          ? limit
          : limit === 'amount' && offer.kind !== 'amount'
            ? 'up_to'
            : 'value'
      return { errors: { [blockOf(view, named)]: overWords(quoted.over, format, say) }, seen, reader, offer }
    }
    const more: ConfirmAbout = {
      ...{
        ...about,
        campaign,
        offer: offer.name,
        ceiling: quoted.ceiling,
        words: filled.words,
        why: filled.why,
      },
      ...(Object.keys(filled.terms).length > 0 && { terms: filled.terms as ConfirmAbout['terms'] }),
    }
    return { errors: null, seen, reader, offer, next: confirmView(seen, more, offer, quoted, reader) }
  }

  app.view(FORM, async ({ ack, body }) => {
    const { user, view } = submission.parse(body)
    const about = formAbout.parse(JSON.parse(view.private_metadata))
    const member = await parts.members.of(user.id)
    const own = readerOf(parts, member)
    if (!member.acts)
      return ack({ response_action: 'errors', errors: { [blockOf(view, 'offer')]: own.say('looks_only') } })
    const work = check(view, about, member)
    const soon = await quickly(work, QUICK)
    if (soon) {
      const { errors, next } = soon.found
      if (errors) return ack({ response_action: 'errors', errors })
      return ack({ response_action: 'update', view: next! })
    }
    await ack({ response_action: 'update', view: loading(own, titleOf(about)) })
    const { errors, next, seen, reader, offer } = await work
    if (next) return updateView(parts, view.id, next)
    if (!seen) return updateView(parts, view.id, said(reader, titleOf(about), reader.say('m_nobody')))
    const { words: kept = '', why = '' } = filledIn(view)
    const error = cut(Object.values(errors ?? {}).join(' '), 500)
    await updateView(
      parts,
      view.id,
      termsForm(seen, about, reader, offer, {
        ...{ error, words: kept, why },
        alone: parts.doors.alone(actorOf(member)),
      }),
    )
  })

  app.view(CONFIRM, async ({ ack, body }) => {
    const { user, view } = submission.parse(body)
    const about = confirmAbout.parse(JSON.parse(view.private_metadata))
    const member = await parts.members.of(user.id)
    const reader = readerOf(parts, member)
    const block = about.kind === 'approve' ? 'words' : 'why'
    if (!member.acts) return ack({ response_action: 'errors', errors: { [block]: reader.say('looks_only') } })
    const filled = filledIn(view)
    const key = keyOf(member.id, view.id, JSON.stringify([filled, about]))
    const work = perform(parts, member, key, about.shopper, actOf(about, filled))
    const spot = { channel: about.channel, thread: about.thread }
    const done = about.kind === 'issue' ? { done: reader.say('done_issue') } : {}
    const answer = await end(parts, work, {
      ack: ack as Ack,
      member,
      reader,
      spot,
      ticket: about.ticket ?? null,
      block,
      ...done,
    })
    if (answer.kind === 'done' && about.ticket) parts.follow(about.ticket)
  })
}
