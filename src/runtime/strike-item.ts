// The outbox item by which a message is struck out whose code has ended. In a lane of its own: no message waits for it.
import type { Effect } from '../core/effect.ts'
import type { Lang } from '../core/meaning.ts'
import type { OutboxItem } from '../ports/outbox.ts'
import type { StrikePayload } from './payload.ts'

type Strike = Extract<Effect, { kind: 'strike' }>

/** Telegram and its like let a message be changed for two days at least; much later nobody looks. */
const LAPSES = 7 * 86_400_000

export const strikeItem = (
  id: string,
  { to, ref, text, state, code }: Strike,
  shopper: string,
  at: number,
  lang: Lang,
): OutboxItem => {
  const payload: StrikePayload = { to, ref, lang, state, code, shown: text }
  return {
    ...{ id, lane: `${to.channel}:strike:${to.id}`, kind: 'strike', payload: JSON.stringify(payload) },
    ...{ shopper, rank: 1, due: at, lapses: at + LAPSES, after: null },
  }
}
