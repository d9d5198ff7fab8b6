// App Home: the agent's own talks, what waits for an answer, and what is left of the budgets; drawn anew each time it is opened.
import type { App } from '@slack/bolt'
import type { Ticket } from '../../core/agents/ticket.ts'
import { type Block, context, divider, section } from './blocks.ts'
import { budgetLines } from './commands.ts'
import type { Member } from './members.ts'
import { cut, inline } from './mrkdwn.ts'
import { reasonWords, stateWords } from './offer-words.ts'
import { type DeskParts, type Reader, readerOf } from './parts.ts'
import { homeOpened } from './payloads.ts'

const LISTED = 20

export const homeBlocks = async (
  parts: DeskParts,
  member: Member,
  { say, format }: Reader,
): Promise<readonly Block[]> => {
  const tickets = await parts.doors.waiting()
  const now = Date.now()
  const list = async (those: readonly Ticket[]): Promise<string> => {
    const lines = await Promise.all(
      those.slice(0, LISTED).map(async (ticket) => {
        const link =
          (await parts.places.of(ticket.id))?.link ?? parts.deskUrl(`ticket/${encodeURIComponent(ticket.id)}`)
        const args = {
          reason: inline(reasonWords(ticket.reason, say), 80),
          ...{ sum: format.money(ticket.cart), state: stateWords(ticket, format, say, now) },
        }
        return `• <${link}|${say('h_ticket', args)}>`
      }),
    )
    const more = those.length - LISTED
    return [...lines, ...(more > 0 ? [say('more_lines', { n: more })] : [])].join('\n') || say('h_none')
  }
  const mine = tickets.filter(({ state, decided }) => state === 'taken' && decided?.by === member.name)
  const waiting = tickets.filter((ticket) => ticket.state !== 'taken' && !ticket.first)
  // A second yes is another agent's.
  const second = tickets.filter((ticket) => ticket.first && ticket.first.by !== member.name)
  const budgets = await budgetLines(parts, { say, format })
  return [
    section(`*${say('h_mine')}*`),
    section(cut(await list(mine), 2900)),
    divider,
    section(`*${say('h_waiting')}*`),
    section(cut(await list(waiting), 2900)),
    ...(second.length > 0
      ? [divider, section(`*${say('h_second')}*`), section(cut(await list(second), 2900))]
      : []),
    divider,
    section(`*${say('h_budget')}*`),
    section(cut(budgets.join('\n') || say('h_none'), 2900)),
    context(
      member.role
        ? say('h_role', { name: inline(member.name, 80), role: member.role })
        : say(member.acts ? 'h_no_role' : 'looks_only', { name: inline(member.name, 80) }),
    ),
  ]
}

export const addHome = (app: App, parts: DeskParts): void =>
  app.event('app_home_opened', async ({ event }) => {
    const { user, tab } = homeOpened.parse(event)
    if (tab !== undefined && tab !== 'home') return
    const member = await parts.members.of(user)
    const blocks = await homeBlocks(parts, member, readerOf(parts, member))
    await parts.web.call('views.publish', { user_id: user, view: { type: 'home', blocks } })
  })
