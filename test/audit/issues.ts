// Issues and uses, entry by entry: one issue per campaign, shopper and cause; no use beyond what a code allows.
import { parse } from 'yaml'
import type { Issued, Used } from './entries.ts'
import type { Check, Finding } from './records.ts'
import { sourcesOf } from './rulebooks.ts'
import type { Journal, Told } from './told.ts'

type Code = Issued & { readonly uses: number; readonly standing: Map<string, Used> }

/** Offers of ladders that go on after a code that was not used. */
const furtherOf = (sources: string): ReadonlySet<string> => {
  const offers = new Set<string>()
  for (const { text } of sourcesOf(sources)) {
    const read = parse(text) as { ladders?: Record<string, { next?: unknown; rungs?: unknown[] }> } | null
    for (const ladder of Object.values(read?.ladders ?? {}))
      if (ladder?.next === 'unused') for (const rung of ladder.rungs ?? []) offers.add(String(rung))
  }
  return offers
}

export const createIssueCheck = (journal: Journal): Check => {
  const further = new Map<string, ReadonlySet<string>>()
  const findings: Finding[] = []
  const codes = new Map<string, Code>()
  const causes = new Map<string, Code[]>()
  const uses = new Map<string, Used>()
  const tell = (check: string, what: string): void => void findings.push({ check, what })

  const take = (one: Told, issued: Issued): void => {
    const code: Code = { ...issued, standing: new Map() }
    const cause = `${issued.campaign} ${issued.cause}`
    const before = causes.get(cause) ?? []
    if (codes.has(code.code))
      tell('issue', `${code.code} was issued twice, the second time in entry ${one.seq}`)
    codes.set(code.code, code)
    causes.set(cause, [...before, code])
    if (code.agent) return
    if (code.for !== undefined) {
      const twice = before.filter((other) => other.for === code.for).length > 0
      if (!codes.has(code.for) && journal.isWhole()) tell('issue', `${code.code} took the place of no code`)
      else if (twice) tell('issue', `two codes took the place of ${code.for}`)
      return
    }
    const isUsed = before.some(({ standing }) => standing.size > 0)
    const mayGoOn = !isUsed && further.get(one.entry.rulebook ?? '')?.has(code.offer)
    if (before.length > 0 && !mayGoOn)
      tell('issue', `${code.code} is another issue of ${code.campaign} for ${code.cause}: ${before[0]?.code}`)
  }

  const use = (one: Told, used: Used): void => {
    const code = codes.get(used.code)
    if (uses.has(used.id)) tell('use', `${used.id} stands twice in the journal, again in entry ${one.seq}`)
    uses.set(used.id, used)
    if (!code) {
      if (journal.isWhole()) tell('use', `${used.code} was used in entry ${one.seq} and never issued`)
      return
    }
    const sameOrder = [...code.standing.values()].some(({ order }) => order === used.order)
    code.standing.set(used.id, used)
    if (used.overrun !== undefined) return
    if (sameOrder) tell('use', `${used.code} was used twice on the order ${used.order}`)
    if (code.standing.size > code.uses)
      tell('use', `${used.code} was used ${code.standing.size} times; it is good for ${code.uses}`)
  }

  const takeBack = (one: Told, id: string): void => {
    const used = uses.get(id)
    const stands = used && codes.get(used.code)?.standing.delete(id)
    if (!stands && journal.isWhole())
      tell('use', `${id} was taken back in entry ${one.seq} and did not stand`)
  }

  return {
    take: (record) => {
      if (record.kind === 'rulebook') further.set(record.hash, furtherOf(record.sources))
    },
    end: () => {
      for (const one of journal.inOrder()) {
        for (const issued of one.did?.issued ?? []) take(one, issued)
        for (const used of one.did?.used ?? []) use(one, used)
        for (const id of one.did?.back ?? []) takeBack(one, id)
      }
      return findings
    },
  }
}
