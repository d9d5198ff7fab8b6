// A small shop that writes letters: a server with rules of its own and a real mailbox beside it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSmtp } from '../channels/email/smtp.ts'
import { startServer } from '../server.ts'

const SHOP = `name: Zatyshok
currency: UAH
time_zone: Europe/Kyiv
languages: [en, uk, ru]
channels: [web, email, sms, push]
contact: { at_most: none, channels: { email: { needs: nothing }, sms: { needs: nothing } } }
`

/** Without flows there is this one: an action brings a letter with a code, and a question. */
const FLOW = `flow: come_back
start: { on: action_done }
campaign: { budget: 50000 UAH, until: none }
steps:
  - { give: fixed_100, channel: email }
  - { ask: abandoned_cart.why, show: cart, choices: [price, fit], wait: 12h, channel: email }
`

/** A letter that asks for nothing. */
const NEWS = `flow: news
start: { on: signed_in }
campaign: { budget: none, until: none }
steps:
  - { say: bot.thanks, channel: email }
`

export const startReach = async (
  settings: Readonly<Record<string, string>> = {},
  flows: Readonly<Record<string, string>> = { come_back: FLOW, news: NEWS },
  shop = SHOP,
) => {
  const smtp = await startSmtp()
  const mail = { SMTP_URL: smtp.url, WINBACK_MAIL_FROM: 'Zatyshok <hello@shop.example>' }
  const server = await startServer({ ...mail, ...settings }, (folder) => {
    const rules = join(folder, 'flows')
    rmSync(rules, { recursive: true })
    mkdirSync(rules)
    writeFileSync(join(rules, 'shop.yaml'), shop)
    writeFileSync(join(rules, 'offers.yaml'), 'offers:\n  fixed_100: { amount: 100 UAH, valid: 24h }\n')
    for (const [name, text] of Object.entries(flows)) writeFileSync(join(rules, `${name}.yaml`), text)
  })
  return {
    ...{ smtp, server },
    stop: async () => {
      await server.stop()
      await smtp.stop()
    },
  }
}

/** Asks until it is so; the test's own time limit ends it. */
export const until = async <T>(ask: () => T | null | undefined | false): Promise<T> => {
  for (;;) {
    const found = ask()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
