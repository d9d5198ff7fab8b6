// What an agent can choose in a card: each offer, or each gift of one, with what it may cost. Pure.
import type { DeskView, ShownOffer } from '../../ports/desk-doors.ts'
import type { Format } from './format.ts'
import type { Say } from './words.ts'

export type Choosable = {
  readonly name: string
  readonly gift?: string
  readonly ceiling: number
  readonly digest?: string
  readonly title: string
}

const MOST = 12

const valueText = ({ kind, value }: Pick<ShownOffer, 'kind' | 'value'>, say: Say, format: Format): string =>
  kind === 'amount' ? say('amount', { sum: format.money(value) }) : say(kind, { value })

/** An offer of that name in words; the name itself where the rulebook has it no more. */
export const offerText = (view: DeskView, name: string, say: Say, format: Format): string => {
  const found = view.rules.offers.find((offer) => offer.name === name)
  return found ? `${valueText(found, say, format)} (${name})` : name
}

/** What can be given at all: the rules' own first. */
export const choosable = (view: DeskView, say: Say, format: Format): readonly Choosable[] => {
  const lang = view.shopper.lang ?? 'en'
  return view.rules.offers
    .filter(
      ({ against, has_room, allowed, suggested }) => suggested || allowed || (against === null && has_room),
    )
    .flatMap((offer) => {
      const { name, ceiling, digest, gifts, allowed, suggested, second } = offer
      const about = [
        valueText(offer, say, format),
        say('at_most', { sum: format.money(ceiling) }),
        ...(allowed || suggested ? [say('by_rules')] : []),
        ...(second ? [say('wants_two')] : []),
      ].join(' · ')
      const one = { name, ceiling, digest }
      if (gifts.length < 2) return [{ ...one, title: about }]
      return gifts.map((gift) => ({ ...one, gift: gift.name, title: `${about} · ${gift.said[lang]}` }))
    })
    .slice(0, MOST)
}

/** What stands in the card before anybody chooses: what the rules would give, the least of it. */
export const firstChoice = (view: DeskView): string | null => {
  const { offers } = view.rules
  const found = offers.find(({ suggested }) => suggested) ?? offers.find(({ least }) => least)
  return found && found.gifts.length < 2 ? found.name : null
}
