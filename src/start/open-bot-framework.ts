// The Bot Framework and the desk in Teams, put together: the desk draws, the channel carries. Loads the SDK.

import { openBotFramework } from '../channels/bot-framework/open.ts'
import { createTeamsDesk } from '../desks/teams/desk.ts'
import type { Adapter } from '../ports/adapter.ts'
import type { BotFrameworkSettings } from './bot-framework-settings.ts'
import type { AdapterParts } from './open-adapters.ts'

export const openBotFrameworkAdapter = (
  settings: BotFrameworkSettings,
  { inbox, notes, log, deskDoors, url, clock }: AdapterParts,
): Adapter => {
  const { desk } = settings
  if (!desk) return openBotFramework(settings, { inbox, notes, log, desk: null })
  const teams = createTeamsDesk({ ...desk, doors: deskDoors, notes, log, url, clock })
  return {
    ...openBotFramework(settings, { inbox, notes, log, desk: teams.wired }),
    desks: [teams.desk],
  }
}
