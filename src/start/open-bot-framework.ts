// The Bot Framework and the desk in Teams, put together: the desk draws, the channel carries. Loads the SDK.

import { openBotFramework } from '../channels/bot-framework/open.ts'
import { createTeamsDesk } from '../desks/teams/desk.ts'
import type { Adapter } from '../ports/adapter.ts'
import type { DeskDoors } from '../ports/desk-doors.ts'
import type { Inbox } from '../ports/inbox.ts'
import type { Log } from '../ports/log.ts'
import type { Notes } from '../ports/notes.ts'
import type { BotFrameworkSettings } from './bot-framework-settings.ts'

type Parts = {
  readonly inbox: Inbox
  readonly deskDoors: DeskDoors
  readonly notes: Notes
  readonly log: Log
  readonly url: () => string
}

export const openBotFrameworkAdapter = (
  settings: BotFrameworkSettings,
  { inbox, notes, log, deskDoors, url }: Parts,
): Adapter => {
  const { desk } = settings
  if (!desk) return openBotFramework(settings, { inbox, notes, log, desk: null })
  const teams = createTeamsDesk({ ...desk, doors: deskDoors, notes, log, url })
  return {
    ...openBotFramework(settings, { inbox, notes, log, desk: teams.wired }),
    desks: [teams.desk],
  }
}
