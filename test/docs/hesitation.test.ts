// docs/HESITATION.md shows the table of signs as the code has it, and kinds of pages with docs/WIDGET.md.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PAGE_KINDS } from '../../src/core/hesitation/page-kinds.ts'
import { aboutSign, HALF_LIFE, LONG, SIGN_NAMES } from '../../src/core/hesitation/table.ts'
import { signWords } from '../../src/core/hesitation/words.ts'

const page = readFileSync('docs/HESITATION.md', 'utf8')

describe('docs/HESITATION.md', () => {
  it('has every sign with its words, points, bound, barrier and source, and no other', () => {
    const rows = page.split('\n').filter((line) => /^\| `[a-z_]+` \| [^|]+ \| [\d.]+ \|/.test(line))
    const known = SIGN_NAMES.map((name) => {
      const { weight, most, barrier, source } = aboutSign(name)
      return `| \`${name}\` | ${signWords(name, 1, 'en')} | ${weight} | ${most} | ${barrier ?? 'any'} | ${source} |`
    })
    expect(rows).toEqual(known)
  })

  it('says how fast points fade and how long is long', () => {
    expect(page).toContain(`half in ${HALF_LIFE / 60_000} minutes`)
    expect(page).toContain(`${LONG.cart} seconds on (cart) or ${LONG.product} (goods, checkout)`)
    expect(LONG.checkout).toBe(LONG.product)
  })

  it('names every kind of page, and so does the page on the widget', () => {
    const widget = readFileSync('docs/WIDGET.md', 'utf8')
    const missing = (text: string) => PAGE_KINDS.filter((kind) => !text.includes(`\`${kind}\``))
    expect(missing(page)).toEqual([])
    expect(missing(widget)).toEqual([])
  })
})
