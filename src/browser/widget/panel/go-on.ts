// "Continue in Telegram": a link to each messenger where this talk can go on. A link counts once and for a short while,
// so that it is asked for anew as long as the chat is open. Knows no socket.
import { el, put } from '../../dom.ts'
import type { MessengerLink } from '../wire.ts'
import type { Words } from './words.ts'

export type GoOn = {
  readonly element: HTMLElement
  /** `isOf`: there is a talk that could go on. */
  readonly show: (links: readonly MessengerLink[], isOf: boolean) => void
}

/** Names of messengers are the same in every language. */
const NAMES: Readonly<Record<string, string>> = {
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
  viber: 'Viber',
  messenger: 'Messenger',
}

const nameOf = (channel: string): string =>
  NAMES[channel] ?? channel.charAt(0).toUpperCase() + channel.slice(1)

/** Whatever a channel says: nothing but a web address, or a messenger's own, is opened. */
const isSafe = (url: string): boolean => /^(https|tg|viber|whatsapp):\/\//i.test(url)

export const createGoOn = (words: Words): GoOn => {
  const element = el('nav', { class: 'go-on', 'aria-label': words.goOn, hidden: true })
  return {
    element,
    show: (links, isOf) => {
      const safe = links.filter(({ url }) => isSafe(url))
      element.hidden = !isOf || safe.length === 0
      // Whoever is about to press it keeps what is under the finger.
      const shown = [...element.querySelectorAll('a')]
      if (shown.length === safe.length && shown.every((one, i) => one.dataset.channel === safe[i]!.channel)) {
        for (const [i, one] of shown.entries()) one.href = safe[i]!.url
        return
      }
      put(
        element,
        ...safe.map(({ channel, url }) =>
          el(
            'a',
            { href: url, target: '_blank', rel: 'noopener noreferrer', 'data-channel': channel },
            `${words.goOn} ${nameOf(channel)}`,
          ),
        ),
      )
    },
  }
}
