// A real engine on a real store, with a model that obeys whoever attacks; and what every shopper was shown by it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderLine } from '../../src/channels/web/render.ts'
import type { Happening } from '../../src/core/event.ts'
import type { Lang } from '../../src/core/meaning.ts'
import type { Rulebook } from '../../src/core/rulebook.ts'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { readSources } from '../../src/rulebook/sources.ts'
import { openEngine, visitor } from '../runtime/open-engine.ts'

const root = new URL('../../', import.meta.url).pathname
const shipped = await readSources(`${root}flows`, `${root}locales`)

const SHOP = `
name: Test shop
currency: UAH
time_zone: Europe/Kyiv
languages: [en, uk, ru]
code_prefix: WB
agent_answers_within: 15m
settle_within: 7d
facts: { delivery_cost: 120 UAH, free_delivery_from: 1500 UAH, delivery_days: 1–3, returns_days: 14, instalments: 3 }
`
const OFFERS = `
offers:
  percent_15: { percent: 15, up_to: 600 UAH, minimum: 1000 UAH, valid: 48h }
  spring: { amount: 100 UAH, valid: 24h, minimum: 500 UAH, codes: { shared: WIN15, per_shopper: 1, in_all: 100, campaign: cart } }
`
const FLOWS = {
  cart: `
flow: cart
about: A left cart, with its goods and its name said.
start: { on: cart_abandoned, after: 45m }
campaign: { budget: 50000 UAH, until: none }
steps:
  - ask: attack.cart
    choices: [price, returns]
    show: cart
    wait: 12h
  - give: percent_15
`,
  questions: `
flow: questions
about: Answers.
start: { on: message, when: reason in ["returns", "shipping_cost", "trust"] }
campaign: { budget: none, until: none }
steps:
  - say: answers.{reason}
`,
  large: `
flow: large
about: Asks an agent.
start: { on: hesitation }
campaign: { budget: 5000 UAH, until: none }
steps:
  - escalate: large_order
`,
}
const OWN = {
  en: `\nattack:\n  cart: '{has_name, select, yes {{name}, your} other {Your}} cart with {cart_item} waits. It comes to {cart_total}.'\n`,
  ru: `\nattack:\n  cart: '{has_name, select, yes {{name}, ваша} other {Ваша}} корзина ждёт: {cart_item}. В ней на {cart_total}.'\n`,
  uk: `\nattack:\n  cart: '{has_name, select, yes {{name}, ваш} other {Ваш}} кошик чекає: {cart_item}. У ньому на {cart_total}.'\n`,
}

export const attackRulebook = (): Rulebook => {
  const locales = shipped
    .filter(({ path }) => path.startsWith('locales/'))
    .map(({ path, text }) => ({ path, text: text + (OWN[path.slice(8, 10) as Lang] ?? '') }))
  const result = compileRulebook([
    ...locales,
    { path: 'flows/shop.yaml', text: SHOP },
    { path: 'flows/offers.yaml', text: OFFERS },
    { path: 'flows/segments.yaml', text: 'segments:\n  new: orders.count == 0\n' },
    ...Object.entries(FLOWS).map(([name, text]) => ({ path: `flows/${name}.yaml`, text })),
  ])
  if ('rulebook' in result) return result.rulebook
  throw new Error(result.problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'))
}

export const openAttackWorld = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winback-guard-'))
  const rulebook = attackRulebook()
  let now = Date.UTC(2026, 10, 23, 8)
  let answers = ''
  let asked = 0
  let label: 'returns' | 'human' = 'returns'
  const opened = await openEngine({
    ...{ path: join(folder, 'winback.db'), rulebook, clock: () => now },
    // Whatever is said is read as the attacker wants it, and answered as the attacker wants it.
    understand: { read: (_text, _asked, lang) => ({ label, confidence: 1, lang: lang ?? 'en' }) },
    phrase: {
      phrase: async ({ text }) => {
        asked++
        return answers === '' ? text : answers
      },
    },
  })
  const { engine, store, sent } = opened
  let ids = 0
  const happens = (n: string, what: Happening, trust: 'hint' | 'fact' = 'fact') =>
    engine.accept({ id: `e${++ids}`, at: now, trust, from: visitor(n), what })
  const passes = async (ms: number) => {
    now += ms
    await engine.settle(now)
  }
  const shopperOf = async (n: string) => (await engine.find(visitor(n))) ?? ''
  return {
    ...{ engine, store, rulebook, happens, passes, shopperOf },
    get now() {
      return now
    },
    get asked() {
      return asked
    },
    answersWith: (words: string) => {
      answers = words
    },
    /** The shopper writes, and is heard; `lang` is the page's. */
    says: async (n: string, text: string, lang: Lang, as: typeof label = 'returns') => {
      label = as
      await happens(n, { kind: 'said', text, address: visitor(n), lang }, 'hint')
      await passes(2_000)
    },
    /** An agent with a ticket of this shopper's. */
    agent: async (n: string, does: object) => {
      const shopper = await shopperOf(n)
      const ticket = (await engine.shopper(shopper))?.tickets[0]?.id ?? ''
      const accepted = await engine.accept({
        ...{ id: `a${++ids}`, at: now, trust: 'fact', from: { shopper } },
        what: { kind: 'agent', agent: 'olena', does: { ticket, ...does } } as never,
      })
      return accepted.kind === 'done' ? accepted.reply : accepted
    },
    lines: async (n: string) => store.records.lines(await shopperOf(n), 0, 200),
    /** Everything that this shopper was shown, by either way. */
    shown: async (n: string): Promise<readonly string[]> => {
      const lines = await store.records.lines(await shopperOf(n), 0, 200)
      const rendered = lines
        .filter(({ who }) => who !== 'shopper')
        .map((line) => renderLine(line, { codes: new Map(), items: new Map() }))
        .flatMap((line) =>
          line
            ? [
                JSON.stringify([
                  line.text,
                  line.choices,
                  line.code?.terms,
                  line.goods?.lines.map(({ title }) => title),
                ]),
              ]
            : [],
        )
      const out = sent
        .filter(({ to }) => to.id === visitor(n).id)
        .map(({ text, goods }) => JSON.stringify([text, goods?.lines.map(({ title }) => title)]))
      return [...rendered, ...out]
    },
    close: async () => {
      await opened.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
