// How a modal that does an act ends: errors stand in it where they are known in time; else it closes, and the agent hears
// of the outcome beside the talk.
import type { ViewResponseAction } from '@slack/bolt'
import type { ActAnswer } from '../../../ports/desk-doors.ts'
import type { Member } from '../members.ts'
import { cut } from '../mrkdwn.ts'
import {
  type DeskParts,
  outcomeWords,
  QUICK,
  quickly,
  type Reader,
  refresh,
  type Spot,
  tell,
} from '../parts.ts'

/** Bolt's own is one for a modal that was closed, too. */
export type Ack = (given?: ViewResponseAction) => Promise<void>

export type Ending = {
  readonly ack: Ack
  readonly member: Member
  readonly reader: Reader
  readonly spot: Spot
  readonly ticket: string | null
  /** The block that an error is put under. */
  readonly block: string
  /** What is said where all went well and no card shows it. */
  readonly done?: string
}

const ERROR = 500

export const end = async (parts: DeskParts, work: Promise<ActAnswer>, ending: Ending): Promise<ActAnswer> => {
  const { ack, member, reader, spot, ticket, block, done } = ending
  const soon = await quickly(work, QUICK)
  const early = soon && outcomeWords(soon.found, reader)
  if (early !== null && early !== '')
    await ack({ response_action: 'errors', errors: { [block]: cut(early, ERROR) } })
  else await ack({ response_action: 'clear' })
  const answer = await work
  const words = outcomeWords(answer, reader)
  if (words !== null && !soon) await tell(parts, member.id, spot, words)
  if (words === null && done) await tell(parts, member.id, spot, done)
  if (ticket !== null) await refresh(parts, ticket, answer)
  return answer
}
