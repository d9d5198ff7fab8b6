// What an agent can do with the talk itself: take it over, hand it back, decline, close. The code is beside it.
import { el } from '../dom.ts'
import { firstYesView } from './first-yes-view.ts'
import { giveView, isDecidable } from './give-view.ts'
import { area, button, card, type Page, select } from './parts.ts'

const REASONS = [
  'too_small_margin',
  'not_eligible',
  'already_discounted',
  'suspected_misuse',
  'other',
] as const

const declineView = (page: Page): HTMLElement => {
  const { say, draft, keep, does, again, tell, view } = page
  const chosen = () => draft.reason ?? REASONS[0]
  const stop = () => {
    keep({ declining: undefined })
    again()
  }
  const decline = async (): Promise<void> => {
    const reason = chosen()
    const why = draft.why?.trim()
    const words = draft.words?.trim()
    if (reason === 'other' && !why) return tell(say('other_wants_words'), true)
    const act = {
      act: 'decline',
      ticket: view.ticket?.id,
      reason,
      ...(why && { why }),
      ...(words && { words }),
    }
    if (await does(act, 'declined'))
      keep({ declining: undefined, reason: undefined, why: undefined, words: undefined })
  }
  return card(
    say('decline'),
    el('p', { class: 'hint' }, say('decline_hint')),
    select(
      'decline-reason',
      say('decline_why'),
      chosen(),
      REASONS.map((one) => [one, say(`reason_${one}`)] as const),
      (reason) => keep({ reason }),
    ),
    area('decline-why', say('decline_words'), draft.why ?? '', (text) => keep({ why: text })),
    area('decline-words', say('decline_shopper'), draft.words ?? '', (text) => keep({ words: text })),
    el(
      'div',
      { class: 'row' },
      button(say('decline_do'), 'decline-do', decline, { class: 'danger' }),
      button(say('cancel'), 'decline-stop', stop),
    ),
  )
}

/** Who is to see to it; choosing is giving it over. */
const assignView = ({ view, say, does }: Page): HTMLElement | null => {
  const { ticket, team } = view
  const holder = ticket?.state === 'taken' ? ticket.decided?.by : ticket?.assigned?.to
  const others = team.filter((name) => name !== holder)
  if (!ticket || others.length === 0) return null
  const options = [
    ['', holder ?? say('assign_nobody')] as const,
    ...others.map((name) => [name, name] as const),
  ]
  const chosen = select('assign', say('assign'), '', options, (to) => {
    if (to !== '') void does({ act: 'assign', ticket: ticket.id, to }, 'assigned')
  })
  chosen.classList.add('assign')
  return chosen
}

/** Take over, hand back, close, decline: what fits the ticket as it stands. */
export const talkActs = (page: Page): HTMLElement | null => {
  const { view, agent, say, does, keep, again } = page
  const { ticket } = view
  if (!ticket) return null
  const { id, state, decided } = ticket
  const act = (name: string, more: object = {}) => ({ act: name, ticket: id, ...more })
  const mine = state === 'taken' && decided?.by === agent
  const from = decided && decided.by !== 'winback' ? decided.by : null
  const over = (text: string, by: string) =>
    button(text, 'take-from', () => does(act('take_over', { from: by }), 'taken_over'))
  const decline = () => {
    keep({ declining: true, side: 'decide' })
    again()
  }
  if (!isDecidable(page)) {
    if (!from || view.shopper.stopped !== null) return null
    if (state !== 'taken') return el('div', { class: 'row' }, over(say('take_up_again'), from))
    return el('div', { class: 'row' }, over(say('take_over_from', { by: from }), from))
  }
  return el(
    'div',
    { class: 'row' },
    mine
      ? button(say('hand_back'), 'hand-back', () => does(act('hand_back'), 'handed_back'))
      : button(say('take_over'), 'take-over', () => does(act('take_over'), 'taken_over')),
    button(say('decline'), 'decline', decline),
    button(say('close'), 'close', () => does(act('close'), 'closed')),
    assignView(page),
  )
}

export const decideView = (page: Page): readonly (HTMLElement | null)[] => {
  const { view, agent, say, draft, format, open } = page
  const { ticket, shopper } = view
  if (shopper.stopped !== null)
    return [el('p', { class: 'warning' }, say('has_stopped', { at: format.time(shopper.stopped) }))]
  const first = firstYesView(page)
  const theirs = ticket?.state === 'taken' && ticket.decided?.by !== agent
  if (theirs) return [el('p', { class: 'hint' }, say('has_it', { by: ticket.decided?.by ?? '' }))]
  const campaigns = view.campaigns
    .filter(({ state }) => state === 'runs')
    .map(({ name }) => [name, name.replaceAll('_', ' ')] as const)
  const campaign =
    ticket === null
      ? select('campaign', say('issue_campaign'), view.rules.campaign.name, campaigns, (name) =>
          open({ kind: 'shopper', id: shopper.id, campaign: name }),
        )
      : null
  return [first, draft.declining && isDecidable(page) ? declineView(page) : null, campaign, giveView(page)]
}
