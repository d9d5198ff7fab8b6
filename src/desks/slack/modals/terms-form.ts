// The form of an offer's terms, as a modal, and back: what was filled in, as the change of terms that it means. Pure.
import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { TermsChange } from '../../../core/agents/agent-terms.ts'
import type { Alone } from '../../../core/agents/wants-second.ts'
import type { DeskView, ShownOffer } from '../../../ports/desk-doors.ts'
import { type Block, choice, context, modal, number, section, words } from '../blocks.ts'
import { HOUR } from '../format.ts'
import { inline } from '../mrkdwn.ts'
import { aloneWords, termsWords } from '../offer-words.ts'
import type { Reader } from '../parts.ts'
import { blockOf, filledIn, type ViewIn } from '../payloads.ts'
import { wordy } from '../words.ts'

export const FORM = 'winback_terms'
export const FORM_CAMPAIGN = 'winback_form_campaign'
export const FORM_OFFER = 'winback_form_offer'

/** What the form is for: a ticket's approval, or a code by hand. */
export const formAbout = z.object({
  kind: z.enum(['approve', 'issue']),
  shopper: z.string(),
  ticket: z.string().optional(),
  campaign: z.string().optional(),
  channel: z.string().optional(),
  thread: z.string().optional(),
})
export type FormAbout = z.output<typeof formAbout>

const WORDS = 1200
const WHY = 500

const valueBlocks = (offer: ShownOffer, { say, format }: Reader): Block[] => {
  const { kind, bounds, name } = offer
  const id = (what: string): string => `${what}|${name}`
  const sums = format.typed
  const blocks: Block[] = []
  if (kind === 'percent')
    blocks.push(
      number({
        id: id('value'),
        label: say('m_percent', { most: bounds.value }),
        initial: String(offer.value),
        decimals: true,
      }),
    )
  if (kind === 'amount')
    blocks.push(
      number({
        id: id('value'),
        label: say('m_amount', { most: format.money(bounds.value) }),
        initial: sums(offer.value),
        decimals: true,
      }),
    )
  if (kind === 'points')
    blocks.push(
      number({
        id: id('value'),
        label: say('m_points', { most: bounds.value }),
        initial: String(offer.value),
        decimals: false,
      }),
    )
  if (kind === 'gift' && offer.gifts.length > 1) {
    const options = offer.gifts.map((gift) => ({
      value: gift.name,
      text: gift.said[format.lang] || wordy(gift.name),
    }))
    blocks.push(choice({ id: id('gift'), label: say('m_gift'), options, chosen: options[0]?.value }))
  }
  if (kind === 'percent' || kind === 'shipping')
    blocks.push(
      number({
        id: id('up_to'),
        label: say('m_up_to', { most: format.money(bounds.up_to) }),
        initial: sums(offer.worst),
        decimals: true,
      }),
    )
  const minimum = say('m_minimum', { most: format.money(bounds.minimum) })
  blocks.push(number({ id: id('minimum'), label: minimum, initial: sums(offer.minimum), decimals: true }))
  const hours = Math.max(1, Math.floor(offer.valid / HOUR))
  const valid = say('m_valid', { most: Math.floor(bounds.valid / HOUR) })
  blocks.push(number({ id: id('valid'), label: valid, initial: String(hours), decimals: false }))
  return blocks
}

/** The offer that is chosen, or the first of the list. */
export const chosenOf = (view: DeskView, name: string | undefined): ShownOffer | null =>
  view.rules.offers.find((offer) => offer.name === name) ?? view.rules.offers[0] ?? null

export const termsForm = (
  view: DeskView,
  about: FormAbout,
  reader: Reader,
  offer: ShownOffer | null,
  kept: {
    readonly error?: string
    readonly words?: string
    readonly why?: string
    readonly alone?: Alone
  } = {},
): types.ModalView => {
  const { say, format } = reader
  const options = view.rules.offers.map((one) => {
    const mark = one.allowed ? '✓ ' : ''
    return { value: one.name, text: `${mark}${wordy(one.name)}: ${termsWords(one, format, say)}` }
  })
  const campaigns = view.campaigns.filter(({ state }) => state === 'runs')
  const alone = kept.alone ? aloneWords(kept.alone, format, say) : null
  const blocks: Block[] = [...(kept.error ? [section(`:warning: ${inline(kept.error, 600)}`)] : [])]
  if (about.kind === 'issue' && campaigns.length > 0)
    blocks.push(
      choice({
        ...{
          id: 'campaign',
          label: say('m_campaign'),
          chosen: view.rules.campaign.name,
          tells: FORM_CAMPAIGN,
        },
        options: campaigns.map(({ name }) => ({ value: name, text: wordy(name) })),
      }),
    )
  if (!offer) blocks.push(section(say('m_no_offers')))
  else {
    const { name: campaign } = view.rules.campaign
    blocks.push(
      choice({
        id: `offer|${campaign}`,
        label: say('m_offer'),
        options,
        chosen: offer.name,
        tells: FORM_OFFER,
      }),
    )
    if (alone !== null) blocks.push(context(alone))
    blocks.push(...valueBlocks(offer, reader))
    const more = { lines: true, most: about.kind === 'approve' ? WORDS : WHY }
    if (about.kind === 'approve')
      blocks.push(
        words({ id: 'words', label: say('m_words'), ...more, optional: true, initial: kept.words ?? '' }),
      )
    else blocks.push(words({ id: 'why', label: say('m_why'), ...more, initial: kept.why ?? '' }))
  }
  const title = say(about.kind === 'approve' ? 'm_adjust' : 'm_issue')
  const ends = { close: say('cancel'), ...(offer && { submit: say('next') }) }
  return modal({
    callback: FORM,
    title,
    ...ends,
    blocks,
    about: { ...about, campaign: view.rules.campaign.name },
  })
}

export type Filled =
  | { readonly kind: 'filled'; readonly terms: TermsChange; readonly words: string; readonly why: string }
  | { readonly kind: 'wrong'; readonly blocks: readonly string[] }

/** Only what is otherwise than the offer says. */
export const readForm = (given: ViewIn, offer: ShownOffer, { format }: Reader): Filled => {
  const filled = filledIn(given)
  const wrong: string[] = []
  const change: Record<string, number | string> = {}
  const take = (name: string, read: (text: string) => number | null, own: number): void => {
    const text = filled[name]
    if (text === undefined || text === '') return
    const found = read(text)
    if (found === null) wrong.push(blockOf(given, name))
    else if (found !== own) change[name] = found
  }
  const plain = (text: string): number | null => {
    const found = Number(text.replace(',', '.'))
    return Number.isFinite(found) && found >= 0 ? found : null
  }
  const hours = (text: string): number | null => {
    const found = plain(text)
    // As it was shown: an hour that was rounded away is no change.
    if (found === Math.max(1, Math.floor(offer.valid / HOUR))) return offer.valid
    return found === null ? null : Math.round(found * HOUR)
  }
  take('value', offer.kind === 'amount' ? format.read : plain, offer.value)
  take('up_to', format.read, offer.worst)
  take('minimum', format.read, offer.minimum)
  take('valid', hours, offer.valid)
  if (filled.gift) change.gift = filled.gift
  if (wrong.length > 0) return { kind: 'wrong', blocks: wrong }
  return { kind: 'filled', terms: change as TermsChange, words: filled.words ?? '', why: filled.why ?? '' }
}
