// A yes that waits for a second agent: what was said, by whom, and the button of whoever agrees.
import { el } from '../dom.ts'
import { isDecidable } from './give-view.ts'
import { button, card, type Page } from './parts.ts'
import { termsText, wordy } from './phrases.ts'
import type { Possible } from './types.ts'

/** What was said yes to, as far as the offer is still there. */
const whatOf = ({ view, format, say }: Page): string => {
  const first = view.ticket?.first
  const offer = view.rules.offers.find(({ name }) => name === first?.offer)
  if (!first || !offer) return wordy(first?.offer ?? '')
  const { value = offer.value, up_to, minimum = offer.minimum, valid = offer.valid } = first.terms ?? {}
  const worst = up_to ?? (offer.kind === 'amount' ? value : offer.worst)
  const terms: Parameters<typeof termsText>[0] = { ...(offer as Possible), value, worst, minimum, valid }
  return `${wordy(first.offer)}: ${termsText(terms, format, say)}`
}

export const firstYesView = (page: Page): HTMLElement | null => {
  const { view, agent, say, format, does } = page
  const { ticket } = view
  const first = ticket?.first
  if (!ticket || !first || !isDecidable(page)) return null
  const args = {
    by: first.by,
    at: format.time(first.at),
    what: whatOf(page),
    sum: format.money(first.ceiling),
  }
  const gives = {
    ...{ offer: first.offer, ceiling: first.ceiling, digest: first.digest },
    ...(first.terms && { terms: first.terms }),
  }
  const act =
    first.campaign === ticket.campaign
      ? { act: 'approve', ticket: ticket.id, ...gives }
      : { act: 'issue', shopper: view.shopper.id, campaign: first.campaign, why: first.why ?? '—', ...gives }
  const mine = first.by === agent
  return card(
    say('second_yes'),
    el('p', {}, say('second_yes_what', args)),
    first.words && el('p', { class: 'quoted' }, say('first_words', { by: first.by, words: first.words })),
    first.why && el('p', { class: 'hint' }, first.why),
    mine
      ? el('p', { class: 'hint' }, say('second_yes_mine'))
      : button(say('second_yes_do', args), 'second-yes', () => does(act, 'approved'), { class: 'main wide' }),
  )
}
