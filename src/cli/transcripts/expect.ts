// One line of a transcript that expects something, held against what happened. Makes nothing happen.
import { audiencesOf } from '../../core/audience.ts'
import type { Shopper } from '../../core/shopper.ts'
import type { Accepted } from '../../runtime/engine.ts'
import type { Heard } from './ears.ts'
import { expectHesitation } from './expect-hesitation.ts'
import { expectSaid } from './expect-said.ts'
import { expectGoal, expectWhy } from './expect-why.ts'
import type { Stage } from './stage.ts'
import { minor } from './sums.ts'
import type { Line, Lines } from './transcript.ts'
import { LineError, type Wrong } from './wrong.ts'

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()

const offerOf = async (stage: Stage, message: Heard): Promise<string | null> => {
  const shopper = await stage.engine.shopper(await stage.shopper())
  return shopper?.codes.find((code) => code.id === message.code?.id)?.offer ?? null
}

/** A message as a marketer looks for it: its words, the key of its text, its buttons, its code. */
const quote = async (stage: Stage, message: Heard): Promise<string> => {
  const buttons = message.choices.map(({ id }) => id)
  const offer = await offerOf(stage, message)
  return [
    `"${message.text}"`,
    ...(message.textKey ? [`(${message.textKey})`] : []),
    ...(buttons.length > 0 ? [`with the buttons ${buttons.join(', ')}`] : []),
    ...(offer ? [`with a code of ${offer}: ${message.code?.terms}`] : []),
    ...(message.goods ? ['with the cart'] : []),
    ...(message.to.channel === stage.address.channel ? [] : [`by ${message.to.channel}`]),
  ].join(' ')
}

/** Everything said that no line expected yet; null where there is nothing. */
export const unexpected = async (stage: Stage): Promise<Wrong | null> => {
  if (stage.heard.length === 0) return null
  const quotes = await Promise.all(stage.heard.map((message) => quote(stage, message)))
  return { message: `the bot also said ${quotes.join(', then ')}`, expected: 'a line bot: that says so' }
}

const KEY = /^[a-z]\w*(\.\w+)+$/

const saysText = (stage: Stage, message: Heard, text: string): boolean => {
  if (!KEY.test(text)) return plain(message.text).includes(plain(text))
  if (!stage.rulebook.hasText(text)) throw new LineError({ message: `there is no text ${text}` })
  return message.textKey === text
}

const isRefused = (last: Accepted | null): boolean =>
  last?.kind === 'refused' || (last?.kind === 'done' && last.reply.kind === 'refused')

const expectBot = async (stage: Stage, value: Lines['bot'], last: Accepted | null): Promise<Wrong | null> => {
  if (value === 'nothing') {
    const also = await unexpected(stage)
    return also && { message: also.message.replace('also said', 'said'), expected: 'nothing' }
  }
  const { text, choices, code, terms, shows, by }: Exclude<Lines['bot'], string> =
    typeof value === 'string' ? { text: value } : value
  const wanted = [
    ...(text === undefined ? [] : [KEY.test(text) ? `the text ${text}` : `"${text}"`]),
    ...(choices ? [`the buttons ${choices.join(', ') || 'left out'}`] : []),
    ...(code ? [`a code of ${code}`] : []),
    ...(terms ? [`the terms "${terms}"`] : []),
    ...(shows ? [shows === 'cart' ? 'the cart' : 'no cart'] : []),
  ]
  const expected = `${wanted.join(' with ') || 'a message'}${by ? ` by ${by}` : ''}`
  const message = stage.heard.shift()
  if (!message) {
    const why = isRefused(last) ? `, and what happened was refused: ${answerOf(last)}` : ''
    return { message: `the bot said nothing${why}`, expected }
  }
  const buttons = message.choices.map(({ id }) => id)
  const fits =
    (text === undefined || saysText(stage, message, text)) &&
    (choices === undefined || choices.join() === buttons.join()) &&
    (terms === undefined || plain(message.code?.terms ?? '').includes(plain(terms))) &&
    (by === undefined || by === message.to.channel) &&
    (shows === undefined || (shows === 'cart') === (message.goods !== undefined)) &&
    (code === undefined || (await offerOf(stage, message)) === code)
  return fits ? null : { message: `the bot said ${await quote(stage, message)}`, expected }
}

const answerOf = (last: Accepted | null): string => {
  if (last?.kind === 'refused') return last.reason
  if (last?.kind !== 'done') return 'nothing was asked'
  return last.reply.kind === 'refused' ? last.reply.reason : last.reply.kind
}

const expectCodes = (shopper: Shopper | null, wanted: Readonly<Record<string, string>>): Wrong | null => {
  for (const [offer, state] of Object.entries(wanted)) {
    const is = shopper?.codes.findLast((code) => code.offer === offer)?.state ?? 'none'
    if (is !== state) return { message: `the code of ${offer} is ${is}`, expected: state }
  }
  return null
}

const expectNote = (notes: readonly string[], words: string): Wrong | null =>
  notes.some((note) => plain(note).includes(plain(words)))
    ? null
    : { message: `noted with the code is ${notes.join('; ') || 'nothing'}`, expected: words }

const expectTaken = (stage: Stage, shopper: Shopper | null, wanted: number | string): Wrong | null => {
  const taken = shopper?.codes.at(-1)?.redemptions.at(-1)
  if (taken && taken.amount === minor(stage, wanted)) return null
  const { sum } = stage.rulebook
  const message = taken ? `the code took off ${sum(taken.amount, 'en')}` : 'the code was not used'
  return { message, expected: sum(minor(stage, wanted), 'en') }
}

/** What is wrong; null where all is as expected. `last`: what the latest happening was answered. */
export const expectLine = async (stage: Stage, line: Line, last: Accepted | null): Promise<Wrong | null> => {
  if (line.kind === 'bot') return expectBot(stage, line.value, last)
  const shopper = await stage.engine.shopper(await stage.shopper())
  if (line.kind === 'noted') return expectNote(shopper?.codes.at(-1)?.why?.notes ?? [], line.value)
  if (line.kind === 'took_off') return expectTaken(stage, shopper, line.value)
  if (line.kind === 'why') return expectWhy(shopper, line.value)
  if (line.kind === 'goal') return expectGoal(shopper, line.value)
  if (line.kind === 'hesitation') return expectHesitation(shopper, stage.now(), line.value)
  if (line.kind === 'said') return expectSaid(stage, shopper, line.value)
  const ticket = shopper?.tickets.at(-1)
  const found = {
    ticket: ticket?.state === 'open' ? ticket.reason : (ticket?.state ?? 'none'),
    suggests: ticket?.suggests ?? 'none',
    code: shopper?.codes.at(-1)?.state ?? 'none',
    codes: shopper?.codes.length ?? 0,
    refused: answerOf(last),
    audience: (shopper && audiencesOf(shopper, stage.now()).join(', ')) || 'none',
    points: shopper?.traits.points ?? 0,
  }
  if (!(line.kind in found)) return null
  if (line.kind === 'code' && typeof line.value === 'object') return expectCodes(shopper, line.value)
  const is = found[line.kind as keyof typeof found]
  if (is === line.value) return null
  const what = {
    ticket: 'the ticket is',
    suggests: 'the ticket suggests',
    code: 'the code is',
    codes: 'codes issued:',
    refused: 'the answer was',
    audience: 'the audience is',
    points: 'points left:',
  }
  return { message: `${what[line.kind as keyof typeof found]} ${is}`, expected: String(line.value) }
}
