// The Slack desk as an adapter: Bolt with its receiver, the Web API, and everything that answers agents.
import { App } from '@slack/bolt'
import type { Ticket } from '../../core/agents/ticket.ts'
import type { Adapter } from '../../ports/adapter.ts'
import type { DeskDoors } from '../../ports/desk-doors.ts'
import type { Log } from '../../ports/log.ts'
import type { Notes } from '../../ports/notes.ts'
import { createBoltLog } from './bolt-log.ts'
import { addButtons } from './buttons.ts'
import { addCommands } from './commands.ts'
import { createFollower } from './follow.ts'
import { addHome } from './home.ts'
import { createHttpReceiver } from './http-receiver.ts'
import { createMembers } from './members.ts'
import { addMessages } from './messages.ts'
import { addDecline } from './modals/decline.ts'
import { addIssue } from './modals/issue.ts'
import { addRevoke } from './modals/revoke.ts'
import { addSend } from './modals/send.ts'
import { addTerms } from './modals/terms.ts'
import type { DeskParts } from './parts.ts'
import { createPlaces } from './places.ts'
import type { SlackSettings } from './settings.ts'
import { createSocket } from './socket.ts'
import { createThreads } from './thread.ts'
import { createWeb, deliveryError, slackWord } from './web.ts'

export type SlackParts = {
  readonly deskDoors: DeskDoors
  readonly notes: Notes
  readonly clock: () => number
  readonly log: Log
  readonly url: () => string
}

export const openSlack = (
  settings: SlackSettings,
  { deskDoors, notes, clock, log, url }: SlackParts,
): Adapter => {
  const { botToken, channel, by } = settings
  const web = createWeb(settings, log)
  const places = createPlaces(notes)
  const members = createMembers({ web, notes, settings, log, person: deskDoors.person })
  const deskUrl = (place: string): string => `${url()}/desk#${place}`
  const threads = createThreads({
    ...{ doors: deskDoors, places, web, channel, clock, log, deskUrl },
    memberOf: members.memberOf,
  })
  const follower = createFollower((ticket) => threads.update(ticket), log)
  const parts: DeskParts = {
    ...{ doors: deskDoors, places, threads, members, web, channel, log, deskUrl },
    ...{ follow: follower.follow, sleep: follower.sleep },
  }

  const http = by.kind === 'http' ? createHttpReceiver(by.secret, log) : null
  const socket =
    by.kind === 'socket' ? createSocket({ appToken: by.appToken, apiUrl: settings.apiUrl, log }) : null
  const app = new App({
    receiver: (http ?? socket?.receiver)!,
    // One workspace, one token; who wrote a message is looked at where messages are read.
    authorize: async () => ({ botToken }),
    ...{ ignoreSelf: false, convoStore: false as const, logger: createBoltLog(log) },
    clientOptions: { slackApiUrl: settings.apiUrl },
  })
  app.error(async (error) => {
    const err = error.original ?? error
    // What does not have the form that Slack names is nothing to us, and nobody's defect.
    if (err.name === 'ZodError') log.warn({ err }, 'something that Slack brought was not in its form')
    else log.error({ err }, 'something that an agent did in Slack met a defect')
  })
  for (const add of [
    addButtons,
    addDecline,
    addSend,
    addTerms,
    addIssue,
    addRevoke,
    addCommands,
    addMessages,
    addHome,
  ])
    add(app, parts)

  return {
    desks: [
      {
        name: 'slack',
        update: async (ticket: Ticket) => {
          try {
            await threads.update(ticket.id)
          } catch (error) {
            throw deliveryError(error)
          }
        },
        erased: async (noted: string) => {
          try {
            await threads.empty(noted)
          } catch (error) {
            throw deliveryError(error)
          }
        },
      },
    ],
    ...(http && { hooks: [http.hook] }),
    ...(socket && { stands: () => [{ name: 'slack_socket', up: socket.isUp() }] }),
    start: async () => {
      socket?.start()
      // Said at once where the token is wrong; tickets wait in the outbox all the same.
      void web
        .call('auth.test')
        .catch((error: unknown) =>
          log.error({ error: slackWord(error) ?? 'unreachable' }, 'Slack was not reached with the bot token'),
        )
    },
    stop: async () => {
      await socket?.stop()
      await http?.stop()
      await follower.stop()
    },
  }
}
