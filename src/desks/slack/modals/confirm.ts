import { z } from 'zod'
import type { AgentAct } from '../../../core/agents/agent-act.ts'
import type { DeskView, Quoted, ShownOffer } from '../../../ports/desk-doors.ts'
import { approval } from '../action-values.ts'
import { type Block, context, modal, section, words } from '../blocks.ts'
import { inline } from '../mrkdwn.ts'
import { secondWords, termsWords } from '../offer-words.ts'
import type { Reader } from '../parts.ts'
import { wordy } from '../words.ts'
import { formAbout } from './terms-form.ts'

export const CONFIRM = 'winback_confirm'
export const confirmAbout = formAbout.extend({
  ...approval.shape,
  words: z.string().optional(),
  why: z.string().optional(),
})
export type ConfirmAbout = z.output<typeof confirmAbout>

/** As it will be given: the offer, its terms, what it may cost, and whether the rules would give it. */
export const confirmView = (
  view: DeskView,
  about: ConfirmAbout,
  offer: ShownOffer,
  quoted: Extract<Quoted, { kind: 'possible' }>,
  { say, format }: Reader,
) => {
  const { terms: changed } = about
  const terms = {
    ...offer,
    ...(changed?.value !== undefined && { value: changed.value }),
    ...(changed?.minimum !== undefined && { minimum: changed.minimum }),
    ...(changed?.valid !== undefined && { valid: changed.valid }),
    worst:
      changed?.up_to ??
      (offer.kind === 'amount' && changed?.value !== undefined ? changed.value : offer.worst),
    gifts: changed?.gift ? offer.gifts.filter(({ name }) => name === changed.gift) : offer.gifts,
  }
  const { limit, reserved, spent } = view.rules.budget
  const left =
    limit === null
      ? []
      : [context(say('budget_after', { left: format.money(limit - spent - reserved - quoted.ceiling) }))]
  const blocks: Block[] = [
    section(`*${inline(wordy(offer.name), 80)}*\n${inline(termsWords(terms, format, say), 300)}`),
    section(
      say('m_confirm_ceiling', { ceiling: format.money(quoted.ceiling), cost: format.money(quoted.cost) }),
    ),
    ...left,
    ...(quoted.second ? [section(secondWords(quoted.second, format, say))] : []),
    ...(quoted.allowed ? [] : [section(say('m_outside'))]),
  ]
  // An error wants an input to stand under; words that the guard refuses can be changed here.
  if (about.kind === 'approve')
    blocks.push(
      words({
        id: 'words',
        label: say('m_words'),
        lines: true,
        optional: true,
        most: 1200,
        initial: about.words ?? '',
      }),
    )
  else
    blocks.push(words({ id: 'why', label: say('m_why'), lines: true, most: 500, initial: about.why ?? '' }))
  const { words: _, why: __, ...kept } = about
  return modal({
    ...{ callback: CONFIRM, title: say('m_confirm'), close: say('cancel'), about: kept, blocks },
    submit: say(about.kind === 'approve' ? 'm_confirm_approve' : 'm_confirm_issue'),
  })
}

export const actOf = (about: ConfirmAbout, filled: Readonly<Record<string, string>>): AgentAct => {
  const { offer, ceiling, digest, terms } = about
  const changed = Object.fromEntries(Object.entries(terms ?? {}).filter(([, one]) => one !== undefined))
  const gives = {
    ...{ offer, ceiling },
    ...(Object.keys(changed).length > 0 && { terms: changed }),
    ...(digest !== undefined && { digest }),
  }
  const { words: text, why } = filled
  if (about.kind === 'issue')
    return { act: 'issue', campaign: about.campaign ?? '', ...gives, ...(why && { why }) }
  return { act: 'approve', ticket: about.ticket ?? '', ...gives, ...(text && { words: text }) }
}
