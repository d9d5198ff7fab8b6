// `ladders:` in flows/offers.yaml -> ladders, each rung a text, an offer, or nothing. Knows no flows that climb them.
import type { Ladder, Rung } from '../core/ladder/ladder.ts'
import type { Offer } from '../core/offers/offer.ts'
import { TEXT_ARGS } from '../core/text-args.ts'
import { readCap } from './durations.ts'
import type { LaddersRead } from './ground.ts'
import { checkName, isNone, readWord } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openFields, openList, openMap, openScalar } from './node.ts'
import type { OffersRead } from './offers.ts'
import type { Report } from './problem.ts'
import type { TextUse } from './text-uses.ts'

const KEYS = ['rungs', 'next', 'at_most']
const HOW = 'nothing, help, the name of an offer, or { say: some.text }'
const CAP = 'a cap such as 3 per 365d, or none'
/** A ladder that says nothing gives no more codes than this to one shopper. */
const AT_MOST = { count: 3, within: 365 * 86_400_000 }
/** So many codes per shopper can be remembered with certainty. */
const MOST = 20

type Parts = { readonly offers: OffersRead; readonly uses: TextUse[]; readonly shopFacts: readonly string[] }

const readText = (name: string, node: Node, { uses, shopFacts }: Parts, report: Report): Rung | null => {
  const scalar = openScalar(node, 'a text', report, 'the key of a text in locales/')
  if (!scalar) return null
  if (!/^[A-Za-z0-9_.-]{1,120}$/.test(scalar.text)) {
    const expected = `the key of a text in locales/, such as ladders.${name}.help`
    report.problem(scalar.at, 'here stands the key of a text, and the words stand in locales/', { expected })
    return null
  }
  const args = new Set([...TEXT_ARGS, ...shopFacts.map((fact) => `shop_${fact}`)])
  uses.push({ key: scalar.text, at: scalar.at, valuesOf: () => null, args })
  return { kind: 'say', text: scalar.text }
}

const readRung = (name: string, node: Node, parts: Parts, report: Report): Rung | null => {
  if (node.kind === 'map') {
    const say = openFields(node, 'a rung', ['say'], report)?.get('say')
    return say ? readText(name, say.value, parts, report) : null
  }
  const scalar = openScalar(node, 'a rung', report, HOW)
  if (!scalar) return null
  if (scalar.text === 'nothing') return { kind: 'nothing' }
  if (scalar.text === 'help')
    return readText(name, { ...scalar, text: `ladders.${name}.help` }, parts, report)
  const { offers } = parts
  if (offers.unread || offers.names.has(scalar.text)) return { kind: 'give', offer: scalar.text }
  const hint = nearest(scalar.text, ['nothing', 'help', ...offers.names])
  report.problem(scalar.at, `there is no offer "${scalar.text}"`, { expected: HOW, hint })
  return null
}

/** A higher rung that costs less is most likely a slip. */
const warnOfFalls = (name: string, rungs: readonly Rung[], entry: Entry, parts: Parts, report: Report) => {
  let most: Offer | null = null
  for (const rung of rungs) {
    const offer = rung.kind === 'give' ? parts.offers.offers.get(rung.offer) : undefined
    if (!offer) continue
    if (most && offer.worst < most.worst)
      report.warn(entry.at, `on the ladder ${name} ${offer.name} stands above ${most.name} and is worth less`)
    most = offer
  }
}

const readAtMost = (entry: Entry | undefined, report: Report): Ladder['at_most'] => {
  if (!entry) return AT_MOST
  if (isNone(entry.value)) return null
  const cap = readCap(entry.value, 'at_most', report)
  if (!cap) return AT_MOST
  if (cap.within !== null && cap.count <= MOST) return { count: cap.count, within: cap.within }
  const message = cap.within === null ? 'at_most says not in what time' : `at_most goes up to ${MOST}`
  report.problem(entry.value.at, message, { expected: CAP })
  return AT_MOST
}

const readLadder = ({ key: name, at, value }: Entry, parts: Parts, report: Report): Ladder | null => {
  const fields = openFields(value, `ladder ${name}`, KEYS, report)
  if (!fields) return null
  const stated = fields.get('rungs')
  if (!stated) {
    report.problem(at, `ladder ${name} lacks rungs`, { expected: 'rungs: [nothing, help, points_50]' })
    return null
  }
  const items = openList(stated.value, 'rungs', report, `a list: ${HOW}`)
  const rungs = items?.map((item) => readRung(name, item, parts, report)) ?? []
  const read = rungs.filter((rung) => rung !== null)
  const next = fields.get('next')
  const how = next && readWord(next.value, 'next', ['new_sign', 'unused'] as const, report)
  const at_most = readAtMost(fields.get('at_most'), report)
  if (items && read.length === rungs.length && !read.some((rung) => rung.kind === 'give')) {
    report.problem(stated.value.at, `the ladder ${name} never gives anything`, { expected: HOW })
  }
  if (!items || read.length < rungs.length) return null
  warnOfFalls(name, read, stated, parts, report)
  return { name, rungs: read, next: how ?? 'new_sign', at_most }
}

/** `node`: the whole of flows/offers.yaml; what is wrong with its other keys is told where offers are read. */
export const readLadders = (node: Node | null, parts: Parts, report: Report): LaddersRead => {
  const ladders = new Map<string, Ladder>()
  const names = new Set<string>()
  const stated = node?.kind === 'map' ? node.entries.find((entry) => entry.key === 'ladders') : undefined
  for (const entry of (stated && openMap(stated.value, 'ladders', report)?.values()) ?? []) {
    names.add(entry.key)
    const name = checkName(entry.key, entry.at, 'a ladder', report)
    const ladder = readLadder(entry, parts, report)
    if (name && ladder) ladders.set(name, ladder)
  }
  return { ladders, names }
}
