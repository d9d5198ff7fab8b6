// `codes:` of an offer -> where its codes come from: a pool that was imported, or one text for everybody. Knows no
// store: whether a pool has codes is told by the desk.
import type { OfferCodes } from '../core/codes/code-source.ts'
import { codeFault, LONGEST, plainCode, SHORTEST } from '../core/codes/plain-code.ts'
import { isNone, readName, readWhole } from './names.ts'
import { type Entry, openFields, openScalar } from './node.ts'
import type { Place, Report } from './problem.ts'

export const CODE_KEYS = ['codes'] as const

const KEYS = ['pool', 'shared', 'per_shopper', 'in_all', 'campaign']
const MOST = 100_000_000

const FAULTS = {
  empty: 'is empty',
  too_short: `is shorter than ${SHORTEST} symbols`,
  too_long: `is longer than ${LONGEST} symbols`,
  bad_symbol: 'has symbols that nobody can be asked to type',
} as const

type Fields = ReadonlyMap<string, Entry>

const readShared = (fields: Fields, at: Place, report: Report): OfferCodes | null => {
  const scalar = openScalar(fields.get('shared')!.value, 'shared', report, 'a code such as AUTUMN26')
  const fault = scalar && codeFault(scalar.text)
  if (scalar && fault)
    report.problem(scalar.at, `the code "${scalar.text.slice(0, 40)}" ${FAULTS[fault]}`, {
      expected: `${SHORTEST} to ${LONGEST} letters and digits, such as AUTUMN26`,
    })
  if (scalar && !fault && !/\d/.test(scalar.text))
    report.warn(scalar.at, `the code ${scalar.text} has no digit`, {
      expected: 'a digit: without one it is known in the chat only where it is typed in capitals',
    })
  const per = fields.get('per_shopper')
  const per_shopper = per ? readWhole(per.value, 'per_shopper', 1, 1000, report) : 1
  const all = fields.get('in_all')
  if (!all)
    report.problem(at, 'a code for everybody lacks in_all', {
      expected: 'in_all: 500, how often it may be used by all together, or in_all: none',
    })
  const in_all = all && !isNone(all.value) ? readWhole(all.value, 'in_all', 1, MOST, report) : null
  const payer = fields.get('campaign')
  const campaign = payer ? readName(payer.value, 'a campaign', report) : null
  if (!scalar || fault || per_shopper === null || !all) return null
  const { text } = scalar
  return { kind: 'shared', text, plain: plainCode(text), per_shopper, in_all, campaign }
}

const readCodes = ({ value }: Entry, report: Report): OfferCodes | null => {
  const fields = openFields(value, 'codes', KEYS, report)
  if (!fields) return null
  const kinds = ['pool', 'shared'].filter((kind) => fields.has(kind))
  if (kinds.length !== 1) {
    const message = kinds.length === 0 ? 'codes say not where they come from' : 'codes come from two places'
    report.problem(value.at, message, {
      expected: 'codes: { pool: NAME }, or codes: { shared: AUTUMN26, per_shopper: 1, in_all: 500 }',
    })
    return null
  }
  if (kinds[0] === 'shared') return readShared(fields, value.at, report)
  for (const key of ['per_shopper', 'in_all', 'campaign'])
    if (fields.has(key)) report.problem(fields.get(key)!.at, `${key} belongs to a code for everybody`)
  const pool = readName(fields.get('pool')!.value, 'a pool', report)
  return pool === null ? null : { kind: 'pool', pool }
}

/** What an offer says of its codes; `null` once a fault is reported. */
export const readCodeTerms = (fields: Fields, report: Report): { readonly codes?: OfferCodes } | null => {
  const entry = fields.get('codes')
  const codes = entry ? readCodes(entry, report) : undefined
  return codes === null ? null : codes ? { codes } : {}
}
