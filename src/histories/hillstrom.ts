// Hillstrom's randomised e-mail test: a row is a shopper, the arm that the file says, and what followed in two weeks.
// The arm was drawn by somebody else and is told to the engine as that. Knows no file.
import { toMinor } from '../core/money.ts'
import { type Group, type History, type HistoryEvent, type Layout, type Line, rejected } from './history.ts'

const COLUMNS = [
  ...['recency', 'history_segment', 'history', 'mens', 'womens', 'zip_code', 'newbie', 'channel', 'segment'],
  ...['visit', 'conversion', 'spend'],
] as const

/** The set tells no day: this one is supposed. Days after it are what they are for all arms. */
const SENT = Date.UTC(2008, 2, 20, 9)
const DAY = 86_400_000
/** A visit, and an order, so long after. */
const VISIT = DAY
const ORDER = 2 * DAY

const VARIANTS: Readonly<Record<string, string | null>> = {
  'No E-Mail': null,
  'Mens E-Mail': 'mens_email',
  'Womens E-Mail': 'womens_email',
}

const layout = (first: readonly string[]): Layout => {
  const names = first.map((name) => name.trim().toLowerCase())
  const missing = COLUMNS.filter((name) => !names.includes(name))
  if (missing.length > 0)
    return {
      kind: 'wrong',
      why: `the first line names the columns, and ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not among them`,
    }
  return { kind: 'layout', order: COLUMNS.map((name) => names.indexOf(name)), header: true }
}

const flag = (text: string | undefined): number | null => (text === '0' ? 0 : text === '1' ? 1 : null)

const read = (fields: readonly string[], now: number): Line => {
  const [recency = '', , history = '', mens, womens, zip = '', newbie, channel = '', arm = '', ...followed] =
    fields.map((field) => field.trim())
  const flags = [mens, womens, newbie, followed[0], followed[1]].map(flag)
  if (!/^\d{1,3}$/.test(recency)) return rejected('recency')
  const past = toMinor(history, 2)
  if (past === null || past < 0) return rejected('history')
  if (flags.includes(null)) return rejected('flag')
  if (!Object.hasOwn(VARIANTS, arm)) return rejected('segment')
  const spent = toMinor(followed[2] ?? '', 2)
  if (spent === null || spent < 0 || (spent > 0 && flags[4] === 0)) return rejected('spend')
  if (SENT + ORDER > now) return rejected('time')
  const data = [Number(recency), past, ...(flags as number[]), zip, channel, arm, spent]
  // Whose line it is the file does not say: each is a shopper, known by its line. Equal lines stay together.
  return { kind: 'line', at: SENT, shopper: 'each', rank: 0, group: `${recency}:${history}`, data }
}

const eventsOf = (group: Group): readonly HistoryEvent[] =>
  group.lines.flatMap(({ id, data }): readonly HistoryEvent[] => {
    const [recency, past, mens, womens, newbie, visit, conversion, zip, channel, arm, spent] = data
    const shopper = id.slice(id.indexOf(':') + 1)
    const variant = VARIANTS[String(arm)]
    const event = { kind: 'event', shopper } as const
    const order = {
      id: `${shopper}-past`,
      at: SENT - Number(recency) * 30 * DAY,
      total: Number(past),
      cancelled: false,
    }
    return [
      // In the order of their ids, where they are of one time.
      { ...event, id: `${id}.1`, at: SENT, what: { kind: 'order_imported', order }, lines: 0 },
      {
        ...{ ...event, id: `${id}.2`, at: SENT, lines: 1 },
        what: {
          ...{ kind: 'enrolled', campaign: 'email_test', arm: variant ? 'offer' : 'holdout' },
          ...(variant && { variant, channel: 'email' }),
          ...{ region: String(zip), source: String(channel) },
          segments: newbie === 1 ? ['new_in_the_past_year'] : ['customer_for_longer'],
          categories: [...(mens === 1 ? ['mens'] : []), ...(womens === 1 ? ['womens'] : [])],
        },
      },
      ...(visit === 1
        ? [{ ...event, id: `${id}.3`, at: SENT + VISIT, what: { kind: 'viewed' }, lines: 0 } as const]
        : []),
      ...(conversion === 1
        ? [
            {
              ...{ ...event, id: `${id}.4`, at: SENT + ORDER, lines: 0 },
              what: {
                kind: 'order_completed',
                order: { id: `${shopper}-order`, total: Number(spent), lines: [] },
              },
            } as const,
          ]
        : []),
    ]
  })

export const hillstrom: History = {
  name: 'hillstrom',
  currency: 'USD',
  prefix: 'hs',
  // Two shoppers may be alike in all that the file says.
  twice: 'another',
  assumes: [
    'Each line is one shopper; the arm is what the file says, told to the engine as drawn elsewhere: no e-mail is the holdout, the two e-mails are the variants.',
    'The set tells no days: the e-mails went out on 20 March 2008, a visit came a day later, an order two days later.',
    'What a shopper spent in the past year is taken as one order, as many months of thirty days before as the file says.',
  ],
  layout,
  read,
  events: eventsOf,
}
