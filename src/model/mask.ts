// Strikes out of a text what names or reaches a person, before it goes to a model: each kind with a number of its own, the
// same value always the same. A net with holes of a known size (docs/MODEL.md), not a proof. Pure.
import { GIVEN_NAMES } from './given-names.ts'
import { INITIALS, NICKNAME, PAPERS, PLACES, TOLD_PHONE } from './papers.ts'

/** No word character before or after; `\b` knows no Cyrillic. */
const START = String.raw`(?<![\p{L}\p{N}_])`
const END = String.raw`(?![\p{L}\p{N}_])`
const re = (source: string, flags = 'giu'): RegExp => new RegExp(source, flags)

const AT = String.raw`(?:\s*@\s*|\s*[([{]\s*(?:at|собака|собачка|равлик)\s*[)\]}]\s*|\s+(?:собака|собачка|равлик)\s+)`
const DOT = String.raw`(?:\.|\s*[([{]\s*(?:dot|точка|крапка)\s*[)\]}]\s*|\s+(?:dot|точка|крапка)\s+)`
const EMAIL = re(String.raw`[\p{L}\p{N}._%+-]+${AT}[\p{L}\p{N}-]+(?:${DOT}[\p{L}\p{N}-]+)+`)
const HANDLE = re(
  String.raw`(?<![\p{L}\p{N}_.])@[A-Za-z]\w{3,31}|(?:t\.me|wa\.me|instagram\.com|facebook\.com)/[\w.+-]+`,
)
const LINK = re(String.raw`(?:https?:\/\/|www\.)\S+|${START}[a-z\d-]+(?:\.[a-z]{2,})+\/\S+`)
const IBAN = re(String.raw`${START}[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,4})?${END}`)
/** Nine digits and more, however they are set apart: sums and sizes are shorter. */
const LONG_NUMBER = re(
  String.raw`(?<![\p{L}\p{N}])\+?\(?\d(?:[\s().\u00a0\u2010-\u2015-]{0,3}\d){8,18}(?!\d)`,
)
/** Seven digits only in the way of a phone: 123-45-67. */
const SHORT_PHONE = re(String.raw`(?<!\d)\d{3}[\s-]\d{2}[\s-]\d{2}(?!\d)`)

const NAME_WORD = String.raw`\p{Lu}[\p{L}’'ʼ-]+`
const STREET_WORD = String.raw`(?:[\p{L}\p{N}’'ʼ.-]+)`
const HOUSE = String.raw`\d+\s?[\p{L}]?(?:\s?[/-]\s?\d+\s?\p{L}?)?${END}`
const FLAT = String.raw`(?:[,\s]+(?:д(?:ом)?|буд(?:инок)?|корп(?:ус)?|кв(?:артира)?|под(?:ъезд)?|під[’'ʼ]?їзд|эт(?:аж)?|пов(?:ерх)?|apt|apartment|flat|unit|house)\.?\s*№?\s*${HOUSE})`
const STREET = `(?:ул(?:ица|ице|ицу|ицы)?|вул(?:иця|иці|ицю)?)`
const SQUARE = `(?:просп(?:ект|екте|екту|екті)?|пр-т|пер(?:еулок|еулке)?|пров(?:улок|улку)?|бульвар[еіу]?|б-р|шосс?е|наб(?:ережна[яй]|ережной|ережній)?)`
const ADDRESSES = [
  // ул. Пушкина, 5, кв. 12 · вулиця Хрещатик 22
  re(
    String.raw`${START}(?:${STREET}|${SQUARE})\.?\s+(?:${STREET_WORD}\s+){0,2}?${STREET_WORD}[,\s]+(?:(?:д(?:ом)?|буд(?:инок)?)\.?\s*)?№?\s*${HOUSE}${FLAT}*`,
  ),
  re(String.raw`${START}${STREET}\.?\s+${STREET_WORD}${END}`),
  // площадь Рынок, 5: with a capital, since a floor has one too
  re(
    String.raw`${START}(?i:площад[ьи]|площ[аі]|пл\.)\s+\p{Lu}\p{L}+(?:\s+${STREET_WORD})?[,\s]+${HOUSE}${FLAT}*`,
    'gu',
  ),
  // дом 5, кв. 12
  re(String.raw`${START}(?:дом|будинок|буд\.|д\.)\s*№?\s*${HOUSE}${FLAT}+`),
  re(String.raw`${START}(?:кв(?:артира)?|квартирі|квартире)\.?\s*№?\s*\d+${END}`),
  // 12 Baker Street, flat 3
  re(
    String.raw`${START}\d+\s?\p{L}?,?\s+(?:[A-Z][\p{L}'-]+\s+){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|square|court|close|way)${END}\.?${FLAT}*`,
    'gu',
  ),
  re(String.raw`${START}\d+\s?\p{L}?,?\s+(?:[\p{L}'-]+\s+){1,2}(?:street|avenue|boulevard)${END}${FLAT}*`),
  re(String.raw`${START}(?:apt|apartment|flat)\.?\s*#?\s*\d+\p{L}?${END}`),
  // the branch of a carrier stands for where somebody lives
  re(
    String.raw`${START}(?:отделени[еяи]|відділенн[яі]|поштомат\p{L}*|почтомат\p{L}*|branch)\s*(?:новой почты|нової пошти|нп)?\s*(?:№|#|номер)?\s*\d+${END}`,
  ),
  re(
    String.raw`${START}(?:индекс|індекс|zip(?: code)?|postcode|postal code)\s*:?\s*[\p{L}\d][\p{L}\d -]{3,8}\d\p{L}{0,2}${END}`,
  ),
]

/** What comes right before a name. The first word counts in any case, further ones only with a capital. */
const INTRODUCED = re(
  String.raw`(?<=${START}(?i:меня зовут|мене звати|мене звуть|моё имя|мое имя|моє ім[’'ʼ]я|на имя|на ім[’'ʼ]я|получател[ьяю]|отримувач[ау]?|фамилия|прізвище|фио|піб|my name is|my name's|name is|call me|recipient|surname|regards|с уважением|з повагою)\s*[:,-]?\s*)[\p{L}’'ʼ-]{2,}(?:\s+${NAME_WORD}){0,2}`,
  'gu',
)
/** A patronymic, with what stands around it in capitals. */
const PATRONYMIC = re(
  String.raw`${START}(?:${NAME_WORD}\s+){0,2}\p{Lu}\p{Ll}+(?:ович[ауем]?|евич[ауем]?|ійович[ау]?|йович[ауем]?|овн[аеуыой]+|евн[аеуыой]+|івн[аиуоюі]+|ївн[аиуоюі]+)${END}(?:\s+${NAME_WORD})?`,
  'gu',
)
const GIVEN = re(String.raw`${START}(?:${GIVEN_NAMES.join('|')})${END}(?:\s+${NAME_WORD})?`, 'gu')

const KINDS: readonly (readonly [kind: string, patterns: readonly RegExp[]])[] = [
  ['email', [EMAIL]],
  ['contact', [HANDLE, NICKNAME]],
  ['link', [LINK]],
  ['account', [IBAN]],
  ['document', PAPERS],
  ['number', [LONG_NUMBER]],
  ['phone', [SHORT_PHONE, TOLD_PHONE]],
  ['address', [...PLACES, ...ADDRESSES]],
  ['name', [INITIALS, INTRODUCED, PATRONYMIC, GIVEN]],
]

const digitsIn = (text: string): string => text.replace(/\D/g, '')

/** Luhn's sum, by which cards are told from phones and parcels. */
const isCard = (digits: string): boolean => {
  if (digits.length < 13 || digits.length > 19) return false
  const sum = [...digits].reverse().reduce((all, sign, i) => {
    const doubled = Number(sign) * (i % 2 === 0 ? 1 : 2)
    return all + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

const numberKind = (found: string): string => {
  const digits = digitsIn(found)
  if (isCard(digits)) return 'card'
  return digits.length <= 13 ? 'phone' : 'number'
}

/** Each word with a capital of what is known of a person, in whatever case; numbers and addresses are found by themselves. */
const knownWords = (known: readonly string[]): RegExp | null => {
  const words = known
    .flatMap((one) => one.match(/(?<![\p{L}@.])\p{Lu}[\p{L}’'ʼ-]{2,}/gu) ?? [])
    // Short ones only as they stand: Will and Mark are everyday words without their capital.
    .map((word) =>
      word.length > 5 ? `(?i:${word.slice(0, -2)})\\p{L}{0,4}` : `${word.slice(0, -1)}\\p{L}{0,2}`,
    )
  return words.length > 0 ? re(`${START}(?:${words.join('|')})${END}`, 'gu') : null
}

/** One person's mask: what was struck out before gets the same placeholder again. `known`: what we know of that person. */
export const createMask = (personal: readonly string[] = []): ((text: string) => string) => {
  const own = knownWords(personal)
  const kinds = own ? [...KINDS, ['name', [own]] as const] : KINDS
  const known = new Map<string, string>()
  const counts = new Map<string, number>()
  const placeholder = (kind: string, found: string): string => {
    const same = digitsIn(found).length >= 7 ? digitsIn(found) : found.toLowerCase().replace(/\s+/g, ' ')
    const before = known.get(`${kind} ${same}`)
    if (before) return before
    const n = (counts.get(kind) ?? 0) + 1
    counts.set(kind, n)
    const made = `[${kind} ${n}]`
    known.set(`${kind} ${same}`, made)
    return made
  }
  return (text) =>
    kinds.reduce(
      (all, [kind, patterns]) =>
        patterns.reduce(
          (sofar, pattern) =>
            sofar.replace(pattern, (found) => {
              const tail = /\s*$/.exec(found)?.[0] ?? ''
              const bare = found.slice(0, found.length - tail.length)
              return placeholder(kind === 'number' ? numberKind(bare) : kind, bare) + tail
            }),
          all,
        ),
      text,
    )
}
