// A text as eyes read it: lower case, one alphabet a word, no tricks of writing; each character knows where it stood.
// Knows no promises.

/** `from[i]`, `to[i]`: where character i stood in the text that was given, in UTF-16 units. */
export type View = {
  readonly text: string
  readonly from: readonly number[]
  readonly to: readonly number[]
}

const INVISIBLE = /[\p{Cf}\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u
const MARK = /\p{M}/u
const DIGIT = /\p{Nd}/u
const SPACE = /\s/
const DASH = /[\p{Pd}\u2043\u2212\u2796]/u
const APOSTROPHE = /['`\u00b4\u02bc\u2018\u2019\u201b\u2032\uff07]/u

const zip = (from: string, to: string): [string, string][] => {
  const other = [...to]
  return [...from].map((char, i) => [char, other[i]!])
}

/** Letters of other scripts that are drawn like Latin ones; from Unicode's confusables, those that people use. */
const STRANGE = new Map([
  ...zip('αβγδεζηικνορτυχω', 'abyoeznikvoptuxw'),
  ...zip('ɑɡıȷʀɴʟʜɢɪᴀʙᴄᴅᴇꜰᴊᴋᴍᴏᴘꜱᴛᴜᴠᴡʏᴢ', 'agijrnlhgiabcdefjkmopstuvwyz'),
  ...zip('ѕԁԛԝһӏјѵ', 'sdqwhljv'),
  ...zip('աոսցօհեք', 'wnugohtp'),
  ...zip('ⲟⲣⲥⲁⲉ', 'opcae'),
  ...zip('øđłħŧ', 'odlht'),
  ...zip('ᖴᖇᗩᗷᑕᗪᕼᑭᔕᑌ', 'frabcdhpsu'),
  ['⁄', '/'],
  ['∕', '/'],
  ['÷', '/'],
  ['٪', '%'],
  ['⁒', '%'],
  ['ё', 'е'],
  ['ы̄', 'ы'],
  ['ґ', 'г'],
])

/** Pictures that are words or figures. */
const PICTURES = new Map([
  ['🔟', '10'],
  ['💯', '100'],
  ['🆓', 'free'],
])

/** Letters in squares and circles that Unicode does not undo, and flags. */
const boxed = (point: number): string | null => {
  for (const first of [0x1f150, 0x1f170, 0x1f1e6])
    if (point >= first && point < first + 26) return String.fromCharCode(97 + point - first)
  return null
}

/** Decimal digits of a script stand together, ten by ten. */
const digitOf = (char: string): string => {
  let at = char.codePointAt(0)!
  let value = 0
  while (value < 9 && DIGIT.test(String.fromCodePoint(at - 1))) {
    at--
    value++
  }
  return String(value)
}

const foldOne = (given: string): string => {
  const box = boxed(given.codePointAt(0)!) ?? PICTURES.get(given)
  if (box) return box
  let out = ''
  for (const char of given.normalize('NFKC').toLowerCase()) {
    if (INVISIBLE.test(char) && !SPACE.test(char)) continue
    if (SPACE.test(char)) out += ' '
    else if (DASH.test(char)) out += '-'
    else if (APOSTROPHE.test(char)) out += "'"
    else if (char > '\u007f' && DIGIT.test(char)) out += digitOf(char)
    else out += STRANGE.get(char) ?? char
  }
  return out
}

/** Letters that carry their mark with them; of all others a mark is decoration. */
const OWN_MARK = new Map([
  ['и\u0306', 'й'],
  ['і\u0308', 'ї'],
  ['е\u0308', 'е'],
])
const bare = (char: string): string => {
  if (char === 'й' || char === 'ї') return char
  const plain = char.normalize('NFD').replace(/\p{M}/gu, '')
  return plain === '' ? char : plain
}

const MEMORY = 4096
const folded = new Map<string, string>()
const fold = (char: string): string => {
  const known = folded.get(char)
  if (known !== undefined) return known
  const made = [...foldOne(char)].map(bare).join('')
  if (folded.size < MEMORY) folded.set(char, made)
  return made
}

const LATIN = 'aceopxyikmtbhnurw'
const CYRILLIC = 'асеорхуікмтвнпигш'
const toCyrillic = new Map(zip(LATIN, CYRILLIC))
const toLatin = new Map(zip(CYRILLIC, LATIN))
/** These look like the other alphabet's only in italics or from afar: they still say which alphabet was meant. */
const SURE = new Set('игпшurnw')
const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}]{2,}/gu
const IS_CYRILLIC = /\p{Script=Cyrillic}/u
const IS_LATIN = /\p{Script=Latin}/u

/** A word in two alphabets is put into the one that its surest letters are of. */
const unmix = (text: string): string =>
  text.replace(WORD, (word) => {
    if (!IS_CYRILLIC.test(word) || !IS_LATIN.test(word)) return word
    const letters = [...word]
    const cyrillic = letters.filter((letter) => IS_CYRILLIC.test(letter))
    const latin = letters.filter((letter) => IS_LATIN.test(letter))
    const sure =
      cyrillic.filter((letter) => !toLatin.has(letter) || SURE.has(letter)).length -
      latin.filter((letter) => !toCyrillic.has(letter)).length
    const map = (sure || cyrillic.length - latin.length) >= 0 ? toCyrillic : toLatin
    return letters.map((letter) => map.get(letter) ?? letter).join('')
  })

/** Any string; never throws, and works in time that grows with the text's length alone. */
export const viewOf = (given: string): View => {
  const chars: string[] = []
  const from: number[] = []
  const to: number[] = []
  for (let at = 0; at < given.length; ) {
    const char = String.fromCodePoint(given.codePointAt(at)!)
    const end = at + char.length
    const last = chars.length - 1
    if (MARK.test(char) && last >= 0) {
      chars[last] = OWN_MARK.get(chars[last]! + char) ?? chars[last]!
      to[last] = end
    } else
      for (const one of fold(char)) {
        if (one.length !== 1) continue
        chars.push(one)
        from.push(at)
        to.push(end)
      }
    at = end
  }
  return { text: unmix(chars.join('')), from, to }
}

/** The view without the characters that `keep` refuses. */
export const viewWithout = (view: View, drop: (i: number) => boolean): View => {
  let text = ''
  const from: number[] = []
  const to: number[] = []
  for (let i = 0; i < view.text.length; i++) {
    if (drop(i)) continue
    text += view.text[i]
    from.push(view.from[i]!)
    to.push(view.to[i]!)
  }
  return { text, from, to }
}

/** The view with [start, end) said as `words` instead; the new characters stand where all of the old ones stood. */
export const replaced = (
  view: View,
  changes: readonly { readonly start: number; readonly end: number; readonly words: string }[],
): View => {
  if (changes.length === 0) return view
  const texts: string[] = []
  const from: number[] = []
  const to: number[] = []
  let done = 0
  const keep = (end: number): void => {
    texts.push(view.text.slice(done, end))
    for (let i = done; i < end; i++) {
      from.push(view.from[i]!)
      to.push(view.to[i]!)
    }
  }
  for (const { start, end, words } of changes) {
    keep(start)
    texts.push(words)
    for (let i = 0; i < words.length; i++) {
      from.push(view.from[start]!)
      to.push(view.to[end - 1]!)
    }
    done = end
  }
  keep(view.text.length)
  return { text: texts.join(''), from, to }
}
