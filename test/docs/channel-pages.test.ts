// docs/CONTACT.md, REACHING-OUT.md and DESK.md: every example loads as it stands in the page.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { compileRulebook } from '../../src/rulebook/compile.ts'
import { formatProblem } from '../../src/rulebook/problem.ts'
import { readSources } from '../../src/rulebook/sources.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const SHIPPED = new Map(
  (await readSources(join(ROOT, 'flows'), join(ROOT, 'locales'))).map(({ path, text }) => [path, text]),
)
const PAGES = ['CONTACT', 'REACHING-OUT', 'DESK', 'TELEGRAM', 'IDENTITY', 'PRIVACY']

type Example = { readonly page: string; readonly kind: string; readonly text: string }
const EXAMPLES: readonly Example[] = PAGES.flatMap((page) =>
  [...readFileSync(join(ROOT, `docs/${page}.md`), 'utf8').matchAll(/^```yaml ?(\w*)\n([\s\S]*?)^```/gm)].map(
    ([, kind = '', text = '']) => ({ page, kind, text }),
  ),
)

/** The shipped shop with what the example says in place of its own. */
const shopWith = (text: string): string => {
  const shop = parseDocument(SHIPPED.get('flows/shop.yaml')!)
  const said = parseDocument(text)
  for (const { key } of (said.contents as { items: { key: { value: string } }[] }).items)
    shop.set(key.value, said.get(key.value, true))
  return String(shop)
}

/** What the words and offers of an example are called, as a shop would write them. */
const NAMED = {
  offers: '\n  bonus_150: { bonus: 150 UAH, minimum: 500 UAH, valid: 7d }\n',
  texts: 'come_back: { look_into_mail: Look into your mail., still_there: It is still there. }\n',
}

const filesOf = ({ page, kind, text }: Example): Readonly<Record<string, string>> => {
  switch (kind) {
    case 'shop':
      return { 'flows/shop.yaml': shopWith(text) }
    case 'replies':
      return { 'flows/replies.yaml': text }
    case 'steps':
      return {
        'flows/example.yaml': `flow: come_back\nabout: An example.\nstart: { on: link }\ncampaign: { budget: 9000 UAH, until: none }\nsteps:\n${text}`,
        'flows/shop.yaml': shopWith(EXAMPLES.find((one) => one.page === page && one.kind === 'shop')!.text),
        'flows/offers.yaml': `${SHIPPED.get('flows/offers.yaml')!.trimEnd()}${NAMED.offers}`,
        ...Object.fromEntries(
          ['en', 'ru', 'uk'].map((lang) => [
            `locales/${lang}.yaml`,
            `${SHIPPED.get(`locales/${lang}.yaml`)}\n${NAMED.texts}`,
          ]),
        ),
      }
    default:
      throw new Error(`what is this an example of? "${kind}"`)
  }
}

const compiled = (files: Readonly<Record<string, string>>): readonly string[] => {
  const all = new Map([...SHIPPED, ...Object.entries(files)])
  const result = compileRulebook([...all].map(([path, text]) => ({ path, text })))
  return [...('problems' in result ? result.problems : []), ...result.warnings].map(formatProblem)
}

describe('pages about channels and desks', () => {
  it.each(EXAMPLES)('$page: this example loads as it stands:\n$text', (example) => {
    expect(compiled(filesOf(example))).toEqual([])
  })

  it('have examples', () => expect(EXAMPLES.length).toBeGreaterThanOrEqual(5))

  it.each(['contact: 3 per 7d', 'contact: none'])('a shop may write %s', (text) => {
    expect(compiled({ 'flows/shop.yaml': shopWith(text) })).toEqual([])
  })
})
