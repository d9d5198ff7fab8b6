// One line of a transcript that expects something, held against what happened. Answers a sentence where it is wrong.
import type { Outgoing } from '../../ports/channel.ts'
import type { Accepted } from '../../runtime/engine.ts'
import type { Stage } from './stage.ts'
import type { Line, Lines } from './transcript.ts'

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()

const quote = (message: Outgoing): string => {
  const choices = message.choices.length > 0 ? ` [${message.choices.map(({ id }) => id).join(', ')}]` : ''
  return `"${message.text}"${choices}${message.code ? ' with a code' : ''}`
}

const offerOf = async (stage: Stage, message: Outgoing): Promise<string | null> => {
  const shopper = await stage.engine.shopper(await stage.shopper())
  const id = [...stage.shown].find(([, text]) => text === message.code?.text)?.[0]
  return shopper?.codes.find((code) => code.id === id)?.offer ?? null
}

const expectBot = async (stage: Stage, value: Lines['bot']): Promise<string | null> => {
  if (value === 'nothing')
    return stage.heard.length === 0 ? null : `the bot said ${stage.heard.map(quote).join(', ')}`
  const message = stage.heard.shift()
  if (!message) return 'the bot said nothing'
  const { text, choices, code } =
    typeof value === 'string' ? ({ text: value } as Exclude<Lines['bot'], string>) : value
  if (text !== undefined && !plain(message.text).includes(plain(text)))
    return `the bot said ${quote(message)}`
  const buttons = message.choices.map(({ id }) => id)
  if (choices && choices.join() !== buttons.join()) return `the buttons were [${buttons.join(', ')}]`
  if (code === undefined) return null
  const offer = await offerOf(stage, message)
  return offer === code
    ? null
    : offer
      ? `the code was of the offer ${offer}`
      : `there was no code in ${quote(message)}`
}

/** A sentence saying what came instead; null where all is as expected. `last`: what the latest happening was answered. */
export const expectLine = async (stage: Stage, line: Line, last: Accepted | null): Promise<string | null> => {
  if (line.kind === 'bot') return expectBot(stage, line.value)
  const shopper = await stage.engine.shopper(await stage.shopper())
  if (line.kind === 'ticket') {
    const ticket = shopper?.tickets.at(-1)
    const state = ticket?.state === 'open' ? ticket.reason : (ticket?.state ?? 'none')
    return state === line.value ? null : `the ticket is ${state}`
  }
  if (line.kind === 'code') {
    const state = shopper?.codes.at(-1)?.state ?? 'none'
    return state === line.value ? null : `the code is ${state}`
  }
  if (line.kind !== 'refused') return null
  const reason =
    last?.kind === 'done' && last.reply.kind === 'refused'
      ? last.reply.reason
      : (last?.kind ?? 'nothing asked')
  return reason === line.value ? null : `the answer was ${reason}`
}
