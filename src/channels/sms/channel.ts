// Short messages as a channel, over whichever gateway. Knows no gateway's API.
import { type Channel, DeliveryError } from '../../ports/channel.ts'
import type { Gateway } from './gateway.ts'
import { smsText } from './text.ts'

export const CHANNEL = 'sms'

const E164 = /^\+[1-9]\d{6,14}$/

/** As people write a number: with spaces, brackets and hyphens; null where it is none in E.164. */
export const numberOf = (id: string): string | null => {
  const number = id.replace(/[\s().-]/g, '').replace(/^00(?=[1-9])/, '+')
  return E164.test(number) ? number : null
}

export const createSmsChannel = (gateway: Gateway): Channel => ({
  name: CHANNEL,
  can: { buttons: 0, text: 600, writes_first: true, cart_link: true },
  send: async (message) => {
    const number = numberOf(message.to.id)
    if (number === null) throw new DeliveryError('not_a_number', false, null, true)
    await gateway.send(number, smsText(message), message.key)
  },
})
