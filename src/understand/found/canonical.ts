// A text as the finders read it: small words with one space between, every number in digits ("twenty five" -> 25,
// "1 200,50" -> 1200.50, "2к" -> 2k, "восьмого" -> 8th). Knows no meaning of any number.
import { isIndefinite, type NumberWord, numberWord, ordinalOf } from './number-words.ts'

/** So many pieces are read; a message that is longer says what it wants before that. */
const MOST = 400

const PIECE =
  /\d{1,3}(?:[ ]\d{3})+(?!\d)(?:[.,]\d{1,2}(?![.,]?\d))?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?!\d)|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}:\d{2}(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|\d{1,2}\.\d{2}(?![.\d])|\d+(?:[.,]\d+)?|\p{L}[\p{L}\p{M}]*|[%$€₴₽£¥₸₺₾₼#+:/×*@°"_]|[-–—]|[\n.,;!?()]/gu

type Piece = { readonly text: string; readonly glued: boolean }

const cut = (text: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let end = -1
  for (const match of text.matchAll(PIECE)) {
    pieces.push({ text: match[0], glued: match.index === end })
    end = match.index + match[0].length
    if (pieces.length === MOST) break
  }
  return pieces
}

const isDigits = (text: string): boolean => /^\d/.test(text)

/** A day or a time stays as it is written. */
const isClock = (text: string): boolean => /^\d+:\d|^\d{4}-\d|^\d+[./]\d+[./]\d+$/.test(text)

/** "1 200,50", "1,200.50", "1.200,50", "12,5" -> a plain number; "25.12" keeps its form, since it may be a day. */
const plainNumber = (text: string): string => {
  const bare = text.replaceAll(' ', '')
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare)) return bare.replaceAll(',', '')
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.')
  return bare.replace(',', '.')
}

const ORDINAL_END = /^(?:го|му|ого|ому|е|те|ту|th|st|nd|rd)$/
const CARDINAL_END = /^(?:ти|х|ми|ть|ка|ку|ок)$/
const DASH = /^[-–—]$/

/** A number in digits with what is glued to it: its value as text, and how many pieces it takes. */
const digits = (pieces: readonly Piece[], at: number): readonly [text: string, taken: number] => {
  const number = plainNumber(pieces[at]!.text)
  const dash = pieces[at + 1]?.glued && DASH.test(pieces[at + 1]!.text) ? 1 : 0
  const end = pieces[at + 1 + dash]
  if (!end?.glued || !/^\d+(?:\.\d)?$/.test(number)) return [number, 1]
  if (ORDINAL_END.test(end.text)) return [`${number}th`, 2 + dash]
  if (CARDINAL_END.test(end.text) && dash) return [number, 3]
  if (/^[kк]$/.test(end.text) && dash === 0) return [`${number}k`, 2]
  return CARDINAL_END.test(end.text) ? [number, 2 + dash] : [number, 1]
}

const BELOW: Readonly<Record<NumberWord['kind'], number>> = {
  unit: 0,
  teen: 0,
  tens: 10,
  hundreds: 100,
  scale: 0,
  half: 0,
}

/** A number that begins with a word or goes on with one: "двадцать пять", "2 тысячи", "полторы тысячи", "two hundred and fifty". */
const spoken = (pieces: readonly Piece[], at: number): readonly [text: string, taken: number] | null => {
  let total = 0
  /** What is gathered below the next scale; null: nothing yet. */
  let part: number | null = null
  /** The next word must be smaller than this. */
  let room = Number.POSITIVE_INFINITY
  let to = at
  let read = false
  for (let i = at; i < pieces.length; i++) {
    const { text } = pieces[i]!
    if (read && (text === 'and' || DASH.test(text)) && pieces[i + 1]) {
      const next = numberWord(pieces[i + 1]!.text)
      const goes = next && next.kind !== 'scale' && next.value < room
      if (goes && (text !== '-' || pieces[i]!.glued) && (text !== 'and' || room === 100)) continue
      break
    }
    if (i === at && isDigits(text)) {
      if (isClock(text)) return null
      part = Number(plainNumber(text))
      room = 0
      continue
    }
    const word = numberWord(text)
    if (!word) {
      const last = read && part !== null && room === 10 ? ordinalOf(text) : undefined
      if (last !== undefined && last < 10) return [`${part! + last}th`, i + 1 - at]
      break
    }
    if (word.kind === 'scale') {
      // "сотни" with nothing before it says only "many".
      if (part === null && total === 0 && isIndefinite(text)) break
      if (part === null && total > 0) break
      total += (part ?? 1) * word.value
      part = null
      room = word.value
    } else if (word.kind === 'half') {
      if (part !== null || total > 0) break
      part = word.value
      room = 0
    } else {
      if (word.value >= room) break
      part = (part ?? 0) + word.value
      room = BELOW[word.kind]
    }
    read = true
    to = i + 1
  }
  return read ? [String(Math.round((total + (part ?? 0)) * 100) / 100), to - at] : null
}

/** " нужно 25 штук до 8th марта , размер 42 ": begins and ends with a space. `text` is in lower case. */
export const canonical = (text: string): string => {
  const bare = text.replaceAll('ё', 'е').replace(/['`´ʼ‘’]/g, '')
  const pieces = cut(bare.replace(/(\d)[бю](?=\d)/g, '$1.'))
  const out: string[] = []
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at]!
    const half = /^(?:half|пол|пів)$/.test(piece.text)
    const dozen = half
      ? [1, 2].find((n) => /^(?:dozen|дюжины|дюжини|десятка)$/.test(pieces[at + n]?.text ?? ''))
      : undefined
    if (dozen !== undefined) {
      out.push(pieces[at + dozen]!.text === 'десятка' ? '5' : '6')
      at += dozen + 1
      continue
    }
    const many = /^(?:пара|пару|пары|парочка|парочку|couple)$/.test(piece.text)
    const of = many && pieces[at + 1]?.text === 'of' ? 1 : 0
    const scale = many ? numberWord(pieces[at + 1 + of]?.text ?? '') : undefined
    if (scale?.kind === 'scale') {
      out.push(String(2 * scale.value))
      at += 2 + of
      continue
    }
    const said = spoken(pieces, at)
    if (said) {
      out.push(said[0])
      at += said[1]
    } else if (isDigits(piece.text)) {
      const [number, taken] = isClock(piece.text) ? [piece.text, 1] : digits(pieces, at)
      out.push(number)
      at += taken
    } else {
      const ordinal = ordinalOf(piece.text)
      out.push(ordinal === undefined ? piece.text : `${ordinal}th`)
      at++
    }
  }
  return ` ${out.join(' ')} `
}
