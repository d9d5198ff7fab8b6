// What is left after all of it, counted from a backup's records: every code that was acknowledged is there, once; budgets
// are what their codes come to, and none is beyond its room. Beside the auditor, and by other means.
import { readDocument } from '../../../src/core/document.ts'
import type { Shopper } from '../../../src/core/shopper.ts'
import type { BackupRecord } from '../../../src/ports/backup.ts'
import { roomOf } from './seasons.ts'

export type Notes = {
  /** Code ids that were answered, and the event of each. */
  readonly acks: readonly { readonly code: string; readonly id: string }[]
  readonly refused: readonly string[]
  readonly asked: readonly string[]
}

export const checkRecords = (
  records: readonly BackupRecord[],
  { acks, refused, asked }: Notes,
): {
  readonly wrong: readonly string[]
  readonly codes: number
  readonly unanswered: number
  readonly full: number
} => {
  const wrong: string[] = []
  const shoppers = records.flatMap((one) => (one.kind === 'shopper' ? [one] : []))
  const documents = shoppers.map(({ document }) => readDocument(document))
  const codes = documents.flatMap((one) => one.codes)
  const twice = (what: string, all: readonly string[]): void => {
    const seen = new Set<string>()
    for (const one of all) {
      if (seen.has(one)) wrong.push(`${what} ${one} is there twice`)
      seen.add(one)
    }
  }
  twice(
    'the code',
    codes.map(({ id }) => id),
  )
  twice(
    'the text of the code',
    codes.map(({ hmac }) => hmac),
  )
  twice(
    'the answer to',
    acks.map(({ id }) => id),
  )
  const there = new Set(codes.map(({ id }) => id))
  for (const { code, id } of acks)
    if (!there.has(code)) wrong.push(`${code} was answered to ${id}, and is lost`)

  const address = new Map<string, Shopper[]>()
  for (const one of documents)
    for (const { id } of one.addresses) address.set(id, [...(address.get(id) ?? []), one])
  const ofEvent = (id: string): readonly Shopper[] => address.get(id.replace('issue-', 'visitor-')) ?? []
  for (const id of asked) {
    const of = ofEvent(id)
    const has = of.flatMap((one) => one.codes).length
    if (of.length > 1) wrong.push(`${id} made ${of.length} shoppers`)
    if (has > 1) wrong.push(`${id} has ${has} codes`)
  }
  for (const id of refused)
    if (ofEvent(id).some((one) => one.codes.length > 0)) wrong.push(`${id} was refused, and has a code`)

  const claims = new Map(
    records.flatMap((one) => (one.kind === 'claim' ? [[one.key, one.owner] as const] : [])),
  )
  const owners = new Set(claims.values())
  for (const { id } of codes)
    if (![...[id]].some((one) => owners.has(one))) wrong.push(`nothing leads to the code ${id}`)
  for (const one of documents) if (!owners.has(one.id)) wrong.push(`nothing leads to the shopper ${one.id}`)

  const held = new Map<string, number>()
  for (const code of codes) held.set(code.campaign, (held.get(code.campaign) ?? 0) + code.reserved)
  let full = 0
  for (const one of records) {
    if (one.kind !== 'budget' || !one.budget.startsWith('season_') || one.budget.includes('#')) continue
    const sum = held.get(one.budget) ?? 0
    held.delete(one.budget)
    if (one.reserved !== sum) wrong.push(`${one.budget} holds ${one.reserved}, its codes ${sum}`)
    if (one.reserved + one.spent > roomOf(one.budget))
      wrong.push(`${one.budget} is at ${one.reserved}, beyond its room`)
    if (one.reserved === roomOf(one.budget)) full++
  }
  for (const [name, sum] of held) wrong.push(`${name} holds nothing, its codes ${sum}`)
  const answered = new Set([...acks.map(({ id }) => id), ...refused])
  return { wrong, codes: codes.length, full, unanswered: asked.filter((id) => !answered.has(id)).length }
}
