// docs/SEGMENTS.md names every fact with its type, and every ready-made segment with its rule; no other.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FACT_SCHEMA, PLAIN_FACTS } from '../../src/core/facts/fact-schema.ts'
import { READY_SEGMENTS } from '../../src/rulebook/ready-segments.ts'
import { problemsOf } from '../rulebook/sources-of.ts'

const page = readFileSync('docs/SEGMENTS.md', 'utf8')
const rows = [...page.matchAll(/^\| `([a-z0-9_.]+)` \| ([^|]+) \| ([^|]+) \|/gm)].map((match) =>
  match.slice(1).map((cell) => cell.trim()),
)

describe('docs/SEGMENTS.md', () => {
  it('names every fact with its type', () => {
    const told = rows.filter(([name]) => name?.includes('.')).map(([name, type]) => `${name} ${type}`)
    const known = Object.entries(FACT_SCHEMA).flatMap(([root, fields]) =>
      Object.entries(fields).map(([field, type]) => `${root}.${field} ${type}`),
    )
    expect(told.toSorted()).toEqual(known.toSorted())
    for (const name of Object.keys(PLAIN_FACTS)) expect(page).toContain(`\`${name}\``)
  })

  it('names every ready-made segment with its rule', () => {
    const told = rows
      .filter(([name]) => !name?.includes('.'))
      .map(([name, , rule]) => [name, rule?.slice(1, -1)])
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(Object.entries(READY_SEGMENTS).map(([name, { rule }]) => [name, rule])),
    )
  })

  it('shows segments and a shop that work as they stand', () => {
    const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
    const [segments = '', shop = ''] = blocks
    const base = 'name: T\ncurrency: UAH\ntime_zone: Europe/Kyiv\nfacts: { free_delivery_from: 1500 UAH }\n'
    const found = problemsOf({ 'flows/segments.yaml': segments, 'flows/shop.yaml': base + shop })
    expect(found).toEqual([])
  })
})
