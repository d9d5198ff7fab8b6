// What must pass: sentences of agents, titles and names that promise nothing. A false alarm costs an agent's trust.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { newShopper } from '../../src/core/shopper.ts'
import { backingOf } from '../../src/guard/backing.ts'
import { cleanName, cleanTitle } from '../../src/guard/clean-data.ts'
import { unbackedIn } from '../../src/guard/guard.ts'
import { shopWords } from '../../src/guard/shop-words.ts'
import { attackRulebook } from './attack-world.ts'

const lists = parse(readFileSync(join(import.meta.dirname, 'harmless.yaml'), 'utf8')) as Record<
  'en' | 'ru' | 'uk' | 'titles' | 'names',
  readonly unknown[]
>
const rulebook = attackRulebook()
const NOW = Date.UTC(2026, 10, 23, 8)
const backing = backingOf(rulebook, newShopper('s1', NOW), NOW, () => false, shopWords(rulebook))
const sentences = [...lists.en, ...lists.ru, ...lists.uk].map(String)

describe('what promises nothing', () => {
  it('is a list of at least 150 sentences', () => expect(sentences.length).toBeGreaterThanOrEqual(150))

  it.each(sentences)('passes: %s', (sentence) => expect(unbackedIn(sentence, 'agent', backing)).toEqual([]))

  it.each(lists.titles.map(String))('is a title: %s', (title) =>
    expect(cleanTitle(title, 'item', backing.signs)).toEqual({ text: title, taken: [] }),
  )

  it.each(lists.names.map(String))('is a name: %s', (name) =>
    expect(cleanName(name, backing.signs)).toEqual({ text: name, taken: [] }),
  )

  it('passes as one long message, too', () =>
    expect(unbackedIn(sentences.slice(0, 60).join('\n'), 'agent', backing)).toEqual([]))
})
