// /winback find | issue | revoke | budget | help: answers that only the agent sees, and a usage line on every mistake.
import type { App } from '@slack/bolt'
import { distance } from '../../core/edit-distance.ts'
import type { DeskView } from '../../ports/desk-doors.ts'
import type { Member } from './members.ts'
import { askWho } from './modals/issue.ts'
import { openRevoke } from './modals/revoke.ts'
import { openTerms } from './modals/terms.ts'
import { inline, typed } from './mrkdwn.ts'
import { stateWords } from './offer-words.ts'
import { type DeskParts, type Reader, readerOf } from './parts.ts'
import { type Command, command } from './payloads.ts'
import { keyOf as wordOf, wordy } from './words.ts'

const VERBS = ['find', 'issue', 'revoke', 'budget', 'help'] as const
type Verb = (typeof VERBS)[number]

const nearest = (word: string): Verb | null =>
  VERBS.map((verb) => ({ verb, far: distance(word, verb) }))
    .filter(({ far }) => far <= 2)
    .toSorted((a, b) => a.far - b.far)[0]?.verb ?? null

const UNSENT = 3

/** Why the latest messages were not sent, or what they wait for. */
const unsentWords = ({ shopper: { unsent } }: DeskView, { format, say }: Reader): string[] =>
  unsent.length === 0
    ? []
    : [
        say('c_unsent'),
        ...unsent
          .slice(0, UNSENT)
          .map(({ at, said }) => `• ${format.time(at)}: ${inline(said[format.lang], 300)}`),
      ]

export const findWords = (view: DeskView, { say, format }: Reader, deskUrl: string): string => {
  const { shopper, cart, orders, codes } = view
  const known = [shopper.email, shopper.phone].flatMap((one) => (one ? [inline(one, 100)] : []))
  const goods = cart.lines
    .slice(0, 5)
    .map((line) => `${inline(line.title ?? line.item, 80)} × ${line.quantity}`)
  const given = codes.slice(-5).map(({ offer, state, until }) =>
    say('c_code', {
      offer: inline(wordy(offer), 80),
      state: say(wordOf(`code_${state}`) ?? 'not_known'),
      at: format.time(until),
    }),
  )
  return [
    `*<${deskUrl}|${shopper.name ? inline(shopper.name, 80) : say('somebody')}>* ${known.join(' · ')}`,
    ...(shopper.stopped === null
      ? []
      : [`:warning: ${say('has_stopped', { at: format.time(shopper.stopped) })}`]),
    `*${say('cart')}*: ${cart.lines.length === 0 ? say('cart_empty') : `${format.money(cart.total)}: ${goods.join(', ')}`}`,
    `*${say('history')}*: ${orders.count === 0 ? say('no_orders') : say('orders', { n: orders.count, sum: format.money(orders.sum) })}`,
    `*${say('segments')}*: ${shopper.segments.length > 0 ? inline(shopper.segments.map(wordy).join(', '), 400) : say('no_segments')}`,
    `*${say('c_codes')}*: ${given.length > 0 ? `\n${given.join('\n')}` : say('c_no_codes')}`,
    ...unsentWords(view, { format, say }),
    ...(view.ticket ? [say('c_ticket', { state: stateWords(view.ticket, format, say, view.now) })] : []),
  ].join('\n')
}

export const budgetLines = async (
  { doors }: DeskParts,
  { say, format }: Reader,
): Promise<readonly string[]> =>
  (await doors.budgets()).map(({ campaign, state, limit, reserved, spent }) => {
    const sums = { spent: format.money(spent), reserved: format.money(reserved) }
    const what =
      limit === null
        ? say('budget_free', sums)
        : say('budget_left', { left: format.money(limit - spent - reserved), limit: format.money(limit) })
    return say('c_budget_line', {
      campaign: inline(wordy(campaign), 80),
      state: say(wordOf(`c_${state}`) ?? 'c_gone'),
      what,
    })
  })

export const addCommands = (app: App, parts: DeskParts): void => {
  const { doors } = parts

  const answer = async (given: Command, member: Member): Promise<string | null> => {
    const reader = readerOf(parts, member)
    const { say } = reader
    const text = typed(given.text)
    const [word = '', ...rest] = text.split(/\s+/)
    const verb = VERBS.find((one) => one === word.toLowerCase())
    const who = rest.join(' ')
    const spot = { channel: given.channel_id }
    const from = { member, trigger: given.trigger_id, ...spot }
    if (word === '' || verb === 'help') return say('c_help')
    if (!verb) {
      const meant = nearest(word.toLowerCase())
      const hint = meant ? say('c_meant', { word: meant }) : ''
      return `${say('c_unknown', { word: inline(word, 40) })}${hint}\n${say('c_help')}`
    }
    if (verb === 'budget') return [`*${say('c_budget')}*`, ...(await budgetLines(parts, reader))].join('\n')
    if (verb !== 'find' && !member.acts) return say('looks_only')
    if (verb === 'issue' && who === '') {
      await askWho(parts, from, '')
      return null
    }
    if (who === '') return say('c_wants_who', { word: verb })
    const shopper = await doors.find(who)
    if (shopper === null) return say('c_nobody', { who: inline(who, 80) })
    if (verb === 'issue') {
      await openTerms(parts, from, { kind: 'issue', shopper })
      return null
    }
    const view = await doors.shopper(shopper)
    if (!view) return say('c_nobody', { who: inline(who, 80) })
    if (verb === 'find')
      return findWords(
        view,
        readerOf(parts, member, view),
        parts.deskUrl(`shopper/${encodeURIComponent(shopper)}`),
      )
    if (!view.codes.some(({ state }) => state === 'issued')) return say('m_no_codes')
    await openRevoke(parts, from, view)
    return null
  }

  app.command('/winback', async ({ ack, body, respond }) => {
    await ack()
    const given = command.parse(body)
    const member = await parts.members.of(given.user_id)
    const text = await answer(given, member)
    if (text !== null)
      await respond({ response_type: 'ephemeral', text, unfurl_links: false } as Parameters<
        typeof respond
      >[0])
  })
}
