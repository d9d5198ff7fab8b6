// The committed models are what the examples give, and they stay calm about what is not shopping.
import { readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isReason, LABELS, LANGS, type Lang, SURE } from '../../src/core/meaning.ts'
import type { Meaning } from '../../src/ports/understand.ts'
import { loadExamples, originOf } from '../../src/understand/examples.ts'
import { fromBytes, toBytes } from '../../src/understand/linear-model.ts'
import { loadModel, MODEL_FILES } from '../../src/understand/models.ts'
import { createOfflineReader } from '../../src/understand/offline-reader.ts'
import { trainMeaning } from '../../src/understand/training.ts'
import { realFile } from '../real-file.ts'

const examples = loadExamples()

describe('the examples', () => {
  it.each(LANGS)('hold at least 150 texts a label in %s, of at least ten voices', (lang) => {
    for (const label of LABELS) {
      const own = examples.filter((one) => one.lang === lang && one.label === label)
      const texts = new Set(own.map(({ text }) => text.toLowerCase()))
      expect(texts.size, label).toBeGreaterThanOrEqual(150)
      expect(new Set(own.map(({ voice }) => voice)).size, label).toBeGreaterThanOrEqual(10)
      // "hi" and "thx" are said by everybody; what takes more words is nobody's twice.
      expect(texts.size / own.length, label).toBeGreaterThan(0.99)
    }
  })
})

describe('the committed models', () => {
  it('were trained on the examples as they are now; if not: npm run train', () => {
    expect(loadModel('meaning').origin).toBe(originOf(examples))
    expect(loadModel('writing').origin).toBe(originOf(examples))
  })

  it('come out the same, byte for byte, when trained again', () => {
    const again = toBytes(trainMeaning(examples, loadModel('meaning').temperature))
    expect(Buffer.compare(again, readFileSync(MODEL_FILES.meaning))).toBe(0)
  }, 60_000)

  it('are small and load at once', () => {
    const bytes = statSync(MODEL_FILES.meaning).size + statSync(MODEL_FILES.writing).size
    expect(bytes).toBeLessThan(3_000_000)
    const began = performance.now()
    fromBytes(readFileSync(MODEL_FILES.meaning))
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

describe('what people say to a smart home', () => {
  const leadsToAnOffer = ({ label, confidence }: Meaning) =>
    confidence >= SURE && (isReason(label) || label === 'ask_discount' || label === 'bulk_order')

  it('almost never leads to an offer', (test) => {
    const file = realFile('out_of_domain.jsonl.gz', test)
    const reader = createOfflineReader()
    const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n')
    const texts = lines.map((line) => JSON.parse(line) as { lang: Lang; text: string })
    const led = texts.filter(({ text }) => leadsToAnOffer(reader.read(text, null) as Meaning))
    expect(led.length / texts.length, JSON.stringify(led.slice(0, 9))).toBeLessThan(0.02)
  })
})
