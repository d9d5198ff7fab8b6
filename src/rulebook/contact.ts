// `contact:` of flows/shop.yaml: a cap alone, none, or the whole policy with quiet hours and what holds for channels.
import type { ChannelRules, ContactRules, Quiet } from '../core/contact/rules.ts'
import type { Shop } from '../core/shop.ts'
import { USUAL } from './channels.ts'
import { readCap } from './durations.ts'
import { isNone, readName, readWord } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openFields, openMap, openScalar } from './node.ts'
import type { Report } from './problem.ts'

const CAP = 'a cap such as 3 per 7d, or none'
const QUIET = 'hours of the shopper\'s clock such as "21:00-9:00", or none'
const KEYS = ['at_most', 'quiet', 'channels']
const CHANNEL_KEYS = ['at_most', 'quiet', 'needs']
const NEEDS = ['opt_in', 'nothing'] as const
type Cap = NonNullable<Shop['contact']>
type Read = Pick<Shop, 'contact' | 'contacting'>

const readTimedCap = (node: Node, what: string, report: Report): Cap | null => {
  const cap = readCap(node, what, report)
  if (!cap || cap.within !== null) return cap && { count: cap.count, within: cap.within! }
  report.problem(node.at, `${what} says how often, but not in what time`, { expected: CAP })
  return null
}

const minutesOf = (text: string): number | null => {
  const match = /^(\d{1,2})(?::(\d{2}))?$/.exec(text.trim())
  const minutes = match ? Number(match[1]) * 60 + Number(match[2] ?? 0) : Number.NaN
  return minutes <= 24 * 60 && Number(match?.[2] ?? 0) < 60 ? minutes : null
}

/** undefined: a fault that is reported; null: none. */
const readQuiet = (node: Node, report: Report): Quiet | null | undefined => {
  if (isNone(node)) return null
  const scalar = openScalar(node, 'quiet', report, QUIET)
  if (!scalar) return undefined
  const [from, to, more] = scalar.text.split(/[-–]/).map(minutesOf)
  if (from == null || to == null || more !== undefined || from % 1440 === to % 1440) {
    report.problem(scalar.at, `quiet cannot be "${scalar.text}"`, { expected: QUIET })
    return undefined
  }
  return { from: from % 1440, to: to % 1440 }
}

const readChannel = (node: Node, name: string, report: Report): ChannelRules => {
  if (node.kind === 'scalar') {
    const cap = isNone(node) ? null : readTimedCap(node, name, report)
    return cap ? { cap } : {}
  }
  const fields = openFields(node, `channel ${name}`, CHANNEL_KEYS, report)
  const [most, quiet, needs] = CHANNEL_KEYS.map((key) => fields?.get(key))
  const cap = most && !isNone(most.value) ? readTimedCap(most.value, 'at_most', report) : null
  const hours = quiet && readQuiet(quiet.value, report)
  const need = needs && readWord(needs.value, 'what a channel needs', NEEDS, report)
  return { ...(cap && { cap }), ...(hours !== undefined && { quiet: hours }), ...(need && { needs: need }) }
}

const readChannels = (
  entry: Entry | undefined,
  known: readonly string[] | null,
  report: Report,
): ContactRules['channels'] => {
  const channels: Record<string, ChannelRules> = {}
  const entries = entry && openMap(entry.value, 'channels', report, '{ sms: 1 per 30d }')
  for (const { key, at, value } of entries?.values() ?? []) {
    const name = readName(
      { kind: 'scalar', at, text: key, quoted: false, inside: () => at },
      'a channel',
      report,
    )
    if (!name) continue
    if (known && !known.includes(name))
      report.problem(at, `the shop has no channel "${name}"`, {
        expected: known.join(', '),
        hint: nearest(name, known),
      })
    else if (!known && !USUAL.includes(name)) {
      const hint = nearest(name, USUAL)
      if (hint) report.problem(at, `there is no channel "${name}"`, { expected: USUAL.join(', '), hint })
    }
    channels[name] = readChannel(value, name, report)
  }
  return channels
}

/** `known`: the shop's channels, where it names them. */
export const readContact = (
  entry: Entry | undefined,
  known: readonly string[] | null,
  standard: Cap,
  report: Report,
): Read => {
  if (!entry) return { contact: standard }
  if (isNone(entry.value)) return { contact: null }
  if (entry.value.kind !== 'map') return { contact: readTimedCap(entry.value, 'contact', report) ?? standard }
  const fields = openFields(entry.value, 'contact', KEYS, report)
  const [most, hours] = [fields?.get('at_most'), fields?.get('quiet')]
  const cap = most ? (isNone(most.value) ? null : readTimedCap(most.value, 'at_most', report)) : standard
  const quiet = hours && readQuiet(hours.value, report)
  const channels = readChannels(fields?.get('channels'), known, report)
  const contacting: ContactRules = { ...(quiet && { quiet }), channels }
  return {
    contact: cap,
    ...((quiet || Object.keys(channels).length > 0) && { contacting }),
  }
}
