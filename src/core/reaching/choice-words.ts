// Why a shopper is written to by this channel and not by the next, as one sentence in three languages.
import type { Lang } from '../meaning.ts'
import type { ChannelFigures } from './choice.ts'

type Words = {
  readonly none: string
  readonly only: (one: string) => string
  readonly before: (first: string, second: string) => string
  readonly channel: (
    name: string,
    won: number,
    sent: number,
    wrote: boolean,
    chance: string,
    cost: string | null,
  ) => string
}

const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    none: 'no channel reaches this shopper',
    only: (one) => `would be written to by ${one}, the only one that reaches`,
    before: (first, second) => `would be written to by ${first} before ${second}`,
    channel: (name, won, sent, wrote, chance, cost) =>
      `${name} (${won} of ${sent} messages were followed by something${wrote ? ', the shopper wrote there last' : ''}: ${chance} expected${cost ? ` for ${cost}` : ''})`,
  },
  ru: {
    none: 'этому покупателю не написать ни по одному каналу',
    only: (one) => `написали бы по каналу ${one}: другого нет`,
    before: (first, second) => `написали бы по каналу ${first}, а не ${second}`,
    channel: (name, won, sent, wrote, chance, cost) =>
      `${name} (отклик на ${won} из ${sent} сообщений${wrote ? ', покупатель писал отсюда последним' : ''}: ожидается ${chance}${cost ? ` за ${cost}` : ''})`,
  },
  uk: {
    none: 'цьому покупцеві не написати жодним каналом',
    only: (one) => `написали б каналом ${one}: іншого немає`,
    before: (first, second) => `написали б каналом ${first}, а не ${second}`,
    channel: (name, won, sent, wrote, chance, cost) =>
      `${name} (відгук на ${won} з ${sent} повідомлень${wrote ? ', звідси покупець писав востаннє' : ''}: очікується ${chance}${cost ? ` за ${cost}` : ''})`,
  },
}

/** `ranked`: the best first. `sum`: minor units as that language writes them. */
export const choiceSentence = (
  ranked: readonly ChannelFigures[],
  lang: Lang,
  sum: (minor: number) => string,
): string => {
  const words = WORDS[lang]
  const told = ({ channel, sent, won, chance, cost, wrote }: ChannelFigures): string =>
    words.channel(
      ...([channel, won, sent, wrote] as const),
      ...([`${Math.round(chance * 100)}%`, cost > 0 ? sum(cost) : null] as const),
    )
  const [first, second] = ranked.map(told)
  if (first === undefined) return words.none
  return second === undefined ? words.only(first) : words.before(first, second)
}
