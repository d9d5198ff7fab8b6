// `contact:` of flows/shop.yaml: every form that it may have, and what is said of a mistyped one.
import { describe, expect, it } from 'vitest'
import { rulebookOf, SHOP } from '../core/world.ts'

const HELLO = (more = '', step = 'say: abandoned_cart.keep') => ({
  hello: `flow: hello\n${more}start: { on: subscribed }\ncampaign: { budget: none, until: none }\nsteps:\n  - ${step}\n`,
})
const shop = (contact: string, more = '') => rulebookOf(HELLO(), `${SHOP}${more}${contact}`).shop

describe('contact', () => {
  it('is a cap, none, or the whole policy', () => {
    const week = 7 * 86_400_000
    expect(shop('').contact).toEqual({ count: 3, within: week })
    expect(shop('contact: none\n').contact).toBeNull()
    expect(shop('contact: 2 per 7d\n')).toMatchObject({ contact: { count: 2, within: week } })
    const whole = shop(
      'contact:\n  at_most: none\n  quiet: "21:00-9:00"\n  channels:\n    sms: 1 per 30d\n    email: { needs: nothing, at_most: twice per 7d }\n    web: { quiet: none }\n',
    )
    expect(whole.contact).toBeNull()
    expect(whole.contacting).toEqual({
      quiet: { from: 21 * 60, to: 9 * 60 },
      channels: {
        sms: { cap: { count: 1, within: 30 * 86_400_000 } },
        email: { needs: 'nothing', cap: { count: 2, within: week } },
        web: { quiet: null },
      },
    })
  })

  it.each([
    ['contact: { quite: "21:00-9:00" }', 'unknown key "quite" in contact'],
    ['contact: { quiet: "21:00" }', 'quiet cannot be "21:00"'],
    ['contact: { quiet: "9:00-9:00" }', 'quiet cannot be "9:00-9:00"'],
    ['contact: { quiet: "25:00-9:00" }', 'quiet cannot be "25:00-9:00"'],
    ['contact: { channels: { emial: 1 per 7d } }', 'there is no channel "emial"'],
    ['contact: { channels: { sms: once } }', 'sms says how often, but not in what time'],
    ['contact: { channels: { sms: { needs: optin } } }', 'optin'],
    ['contact: 3', 'contact says how often, but not in what time'],
  ])('%s', (text, message) => {
    expect(() => shop(`${text}\n`)).toThrow(message)
  })

  it('knows the channels of a shop that names them', () => {
    expect(() => shop('contact: { channels: { sms: 1 per 7d } }\n', 'channels: [web, email]\n')).toThrow(
      'the shop has no channel "sms"',
    )
  })

  it('a channel of the shop that is mistyped is no channel; one of its own may be called anything else', () => {
    expect(() => shop('channels: [web, telegarm]\n')).toThrow('there is no channel "telegarm"')
    expect(shop('channels: [web, loyalty_app]\n').channels).toEqual(['web', 'loyalty_app'])
  })

  it('a flow that gives codes is no service', () => {
    const purpose = 'purpose: service\n'
    expect(rulebookOf(HELLO(purpose)).flows[0]?.purpose).toBe('service')
    expect(() => rulebookOf(HELLO(purpose, 'give: percent_15'))).toThrow(
      'a flow that gives codes is no service',
    )
  })
})
