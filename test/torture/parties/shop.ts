// The shop that lives through a day: its rules, its shoppers' addresses, and what they do.
import { createECDH, randomBytes } from 'node:crypto'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { idOfSubscription } from '../../../src/channels/push/subscription.ts'
import type { Address, Happening } from '../../../src/core/event.ts'
import type { DayPlan } from './day.ts'

export const CHANNELS = ['telegram', 'email', 'sms', 'push', 'app', 'bot_framework'] as const

export const rules = (folder: string): void => {
  const flows = join(folder, 'flows')
  const shop = join(flows, 'shop.yaml')
  writeFileSync(
    shop,
    readFileSync(shop, 'utf8')
      .replace(
        /^contact: .*$/m,
        'contact: { at_most: none, channels: { email: { needs: nothing }, sms: { needs: nothing } } }',
      )
      .replace(/^languages: .*$/m, `languages: [en, uk, ru]\nchannels: [${CHANNELS.join(', ')}]`),
  )
  appendFileSync(join(flows, 'offers.yaml'), '\n  two_hours: { amount: 100 UAH, valid: 2h }\n')
  const campaign = 'campaign: { budget: 900000 UAH, until: none }'
  writeFileSync(
    join(flows, 'given.yaml'),
    `flow: given\nstart: { on: action_done }\n${campaign}\nsteps:\n  - { give: two_hours }\n`,
  )
  writeFileSync(
    join(flows, 'news.yaml'),
    `flow: news\nstart: { on: segment_entered, segment: nobody }\n${campaign}\nsteps:\n  - { say: bot.thanks }\n`.replace(
      'on: segment_entered, segment: nobody',
      'on: subscribed',
    ),
  )
}

const keys = () => {
  const browser = createECDH('prime256v1')
  browser.generateKeys()
  return { p256dh: browser.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
}
const KEYS = keys()

export const addressOf = (channel: (typeof CHANNELS)[number], n: number): Address => {
  const ids = {
    telegram: `${100_000 + n}`,
    email: `shopper${n}@example.com`,
    sms: `+38067${1_000_000 + n}`,
    push: idOfSubscription({ endpoint: `https://push.services.mozilla.com/wpush/v2/${n}`, ...KEYS }),
    app: `app-${n}`,
    bot_framework: `webchat/conversation-${n}`,
  }
  return { channel, id: ids[channel] }
}

const WORDS = [
  'How much does delivery cost?',
  'Is it possible to return the goods?',
  'Thanks!',
  'Сколько стоит доставка?',
  'Дякую',
] as const
export const HAPPENINGS: Record<DayPlan['acts'][number]['what'], (at: Address, n: number) => Happening> = {
  said: (address, n) => ({ kind: 'said', text: WORDS[n % WORDS.length]!, address }),
  wants: (address) => ({ kind: 'said', text: 'I want to talk to a person', address }),
  gives: () => ({ kind: 'action_done', action: 'review' }),
  news: () => ({ kind: 'subscribed' }) as Happening,
}
