// The committed models of sessions: what they are worth on rows that they did not see, their size, their calm.
import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chanceOf } from '../../../src/understand/sessions/chance-model.ts'
import { buysIn, FILE_MODEL } from '../../../src/understand/sessions/file-model.ts'
import { areaUnder, miscalibration, tenths } from '../../../src/understand/sessions/judge.ts'
import { chancesUnseen } from '../../../src/understand/sessions/measure.ts'
import { fromBytes } from '../../../src/understand/sessions/model-file.ts'
import { buysNow, PAGE_MODEL } from '../../../src/understand/sessions/page-model.ts'
import { readSessionFile } from '../../../src/understand/sessions/read-file.ts'
import { trainFile, trainPage } from '../../../src/understand/sessions/training.ts'
import { plainMethod, scoresUnseen } from '../../../src/understand/sessions/validation.ts'
import { realFile } from '../../real-file.ts'
import { aSession } from './a-session.ts'

const FILE = 'online_shoppers.csv.gz'

describe('the model of the whole file', () => {
  it('is what the file gives, orders unseen sessions well above a plain regression, and its chances come true', (test) => {
    const all = readSessionFile(realFile(FILE, test))
    const { bytes, unseen } = trainFile(all)
    expect(Buffer.compare(bytes, readFileSync(FILE_MODEL))).toBe(0)
    const area = areaUnder(unseen, all.bought)
    const plain = areaUnder(scoresUnseen(plainMethod(all), all.bought, 1), all.bought)
    expect(plain).toBeGreaterThan(0.72)
    expect(area).toBeGreaterThan(0.795)
    expect(area - plain).toBeGreaterThan(0.05)
    const groups = tenths(chancesUnseen(unseen, all.bought, 1), all.bought)
    expect(miscalibration(groups), JSON.stringify(groups)).toBeLessThan(0.02)
  }, 240_000)

  it('is small, loads at once and answers in microseconds', () => {
    expect(statSync(FILE_MODEL).size + statSync(PAGE_MODEL).size).toBeLessThan(500_000)
    const bytes = readFileSync(FILE_MODEL)
    fromBytes(bytes)
    const began = performance.now()
    fromBytes(bytes)
    expect(performance.now() - began).toBeLessThan(500)
    const told = aSession()
    buysIn(told)
    const from = performance.now()
    for (let i = 0; i < 1000; i++) buysIn(told)
    expect(performance.now() - from).toBeLessThan(5000)
  })

  it('stays between 0 and 1 for whatever comes', () => {
    for (const more of [
      {},
      { ProductRelated: 0, ProductRelated_Duration: 0, ExitRates: 0 },
      { ProductRelated: 1e9, ProductRelated_Duration: 1e12 },
      { Month: 'Brumaire', TrafficType: '999', VisitorType: 'constructor', Region: '__proto__' },
      { BounceRates: 1, ExitRates: 1, SpecialDay: 1 },
    ]) {
      const chance = buysIn(aSession(more))
      expect(chance).toBeGreaterThan(0)
      expect(chance).toBeLessThan(1)
    }
  })

  it('is read wherever its bytes lie in memory', () => {
    const bytes = readFileSync(FILE_MODEL)
    const elsewhere = Buffer.concat([Buffer.alloc(13), bytes]).subarray(13)
    expect(fromBytes(elsewhere)).toEqual(fromBytes(bytes))
  })

  it('a cut file is refused', () => {
    expect(() => fromBytes(readFileSync(FILE_MODEL).subarray(0, 5000))).toThrow()
  })
})

describe('the model of what a page can know', () => {
  it('is what the file gives, and knows more than chance', (test) => {
    const all = readSessionFile(realFile(FILE, test))
    const { bytes, unseen } = trainPage(all)
    expect(Buffer.compare(bytes, readFileSync(PAGE_MODEL))).toBe(0)
    expect(areaUnder(unseen, all.bought)).toBeGreaterThan(0.74)
    const groups = tenths(chancesUnseen(unseen, all.bought, 1), all.bought)
    expect(miscalibration(groups), JSON.stringify(groups)).toBeLessThan(0.02)
  }, 60_000)

  it('a visit that has just begun is less likely to end in an order than a long one', () => {
    const seen = { account: 0, account_seconds: 0, info: 0, info_seconds: 0, month: 11, weekend: false }
    const short = buysNow({ ...seen, goods: 1, goods_seconds: 0, returning: true })
    const long = buysNow({
      ...seen,
      account: 4,
      account_seconds: 90,
      goods: 40,
      goods_seconds: 1800,
      returning: true,
    })
    expect(short).toBeLessThan(0.05)
    expect(long).toBeGreaterThan(0.15)
    const { model } = fromBytes(readFileSync(PAGE_MODEL))
    expect(() => chanceOf(model, [])).not.toThrow()
  })
})
