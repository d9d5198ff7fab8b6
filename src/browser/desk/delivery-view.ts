// How far a line has got on its way to the shopper, and what to do where it did not get there.
import { el } from '../dom.ts'
import { type Key, keyOf } from './language.ts'
import { button, type Page } from './parts.ts'
import type { Line } from './types.ts'

const WORDS: Readonly<Record<string, Key>> = {
  waiting: 'delivery_waiting',
  sent: 'sent',
  delivered: 'delivery_delivered',
}

/** Why, in words where we have some, else as the channel says. */
const whyOf = (failed: string, { say }: Page): string => {
  const key = keyOf(`fail_${failed}`)
  return key ? say(key) : failed
}

export const deliveryView = (line: Line, page: Page) => {
  const { say, does, view } = page
  if (line.delivery === 'failed' || line.failed !== null) {
    const said = el(
      'small',
      { class: 'status failed' },
      say('not_delivered', { why: whyOf(line.failed ?? '', page) }),
    )
    // What the bot says it says by its rules; an agent's words are the agent's to say again.
    const mayAgain = line.who === 'agent' && view.ticket !== null
    const send = () => does({ act: 'send', ticket: view.ticket?.id, text: line.text }, 'was_sent')
    return {
      said,
      again: mayAgain && button(say('send_again'), `again-${line.seq}`, send, { class: 'plain' }),
    }
  }
  const key = line.delivery === null ? undefined : WORDS[line.delivery]
  return {
    said: key !== undefined && el('small', { class: `status ${line.delivery}` }, say(key)),
    again: null,
  }
}
