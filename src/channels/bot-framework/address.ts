// Which address an activity comes from: a person where the channel vouches for people, else the conversation. Pure.
import type { Address } from '../../core/event.ts'
import type { Activity } from './activity.ts'
import { channelCan } from './channels.ts'

export const NAME = 'bot_framework'

/** `msteams/29:1abc…`: the person; `webchat/CONVERSATION`: whoever is in that conversation. */
export const addressOf = ({
  channelId,
  from,
  conversation,
}: Pick<Activity, 'channelId' | 'from' | 'conversation'>): Address => ({
  channel: NAME,
  id: `${channelId}/${channelCan(channelId).knownBy === 'person' ? from.id : conversation.id}`,
})

/** The Azure channel of an address. */
export const channelOf = ({ id }: Address): string => id.slice(0, Math.max(0, id.indexOf('/')))
