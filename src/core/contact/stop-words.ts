// Words that mean "write no more" whatever the talk is about, and those that take it back. Only a whole message counts:
// "stop by the shop tomorrow?" is none. Case, signs, emoji, look-alikes, stretched letters and the keyboard's other
// layout change nothing. Knows no talk and no reader.

const STOP = `
stop; stop it; please stop; stop please; stop all; stopall; stop this; unsubscribe; unsubscribe me; please unsubscribe;
unsubscribe please; opt out; optout; opt me out; stop messaging me; stop texting me; stop writing to me; stop writing me;
stop sending me messages; stop emailing me; do not write to me; dont write to me; do not write me; dont write me;
do not message me; dont message me; do not text me; dont text me; do not contact me; dont contact me; no more messages;
no more messages please; stop spamming me; stop spam; remove me from your list;
стоп; стоп пожалуйста; отписаться; отпиши меня; отпишите меня; отпишите меня пожалуйста; отписка; отпишись;
хочу отписаться; не пишите; не пишите мне; не пишите мне больше; больше не пишите; больше не пишите мне;
больше мне не пишите; не пиши мне; не пиши мне больше; больше не пиши; не пиши; не надо мне писать; хватит писать;
хватит мне писать; хватит мне писать сообщения; перестаньте писать; перестаньте мне писать; перестань писать;
прекратите писать; прекратите мне писать; прекратите рассылку; остановите рассылку; уберите меня из рассылки;
не присылайте мне сообщения; не присылайте больше; не присылайте мне больше ничего; не беспокойте меня;
не беспокойте меня больше; больше не беспокойте; хватит спама; хватит спамить; не спамьте;
стоп будь ласка; відписатися; відписатись; відписка; відпишіть мене; відпишіть мене будь ласка; відпишись;
хочу відписатися; не пишіть; не пишіть мені; не пишіть мені більше; більше не пишіть; більше не пишіть мені;
більше мені не пишіть; не пиши мені; не пиши мені більше; більше не пиши; не треба мені писати; досить писати;
досить мені писати; досить; годі писати; годі мені писати; перестаньте писати; перестаньте мені писати;
припиніть писати; припиніть мені писати; припиніть розсилку; зупиніть розсилку; приберіть мене з розсилки;
не надсилайте мені повідомлення; не надсилайте більше; не надсилайте мені більше нічого; не турбуйте мене;
не турбуйте мене більше; більше не турбуйте; досить спаму; досить спамити; не спамте`

/** What carriers make everybody understand in a text message; in a chat these may mean an order. */
const STOP_BY_SMS = 'cancel; end; quit; revoke'

const START = `
start; unstop; resume; resubscribe; subscribe; subscribe me; start again; write to me again; you can write to me;
старт; начать; возобновить; подписаться; подпишите меня; подписаться снова; пишите; пишите снова; пишите мне;
пишите мне снова; можете писать; продолжайте; продолжить;
почати; відновити; підписатися; підписатись; підпишіть мене; підписатися знову; пишіть; пишіть знову; пишіть мені;
пишіть мені знову; можете писати; продовжуйте; продовжити`

const KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
const LAYOUTS = ['йцукенгшщзхъфывапролджэячсмитьбю', 'йцукенгшщзхїфівапролджєячсмитьбю']
const LOOKS = { latin: 'aceopxyikmthb', cyrillic: 'асеорхуікмтнв' }

const table = (from: string, to: string): ReadonlyMap<string, string> =>
  new Map([...from].map((letter, i) => [letter, to[i]!]))
const swapped = (text: string, map: ReadonlyMap<string, string>): string =>
  [...text].map((letter) => map.get(letter) ?? letter).join('')

const [TO_RU, TO_UK] = LAYOUTS.map((layout) => table(KEYS, layout)) as [
  ReadonlyMap<string, string>,
  ReadonlyMap<string, string>,
]
const FROM = LAYOUTS.map((layout) => table(layout, KEYS))
const TO_CYRILLIC = table(LOOKS.latin, LOOKS.cyrillic)
const TO_LATIN = table(LOOKS.cyrillic, LOOKS.latin)

/** Letters and single spaces in small: no signs, no emoji, no apostrophes; "стооооп" is "стоп". */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’ʼ`´]/g, '')
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .trim()

const listOf = (words: string): ReadonlySet<string> => new Set(words.split(';').map((one) => plain(one)))

const STOPS = listOf(STOP)
const STOPS_BY_SMS = listOf(STOP_BY_SMS)
const STARTS = listOf(START)

/** Longer than any of them, signs included, it is none. */
const LONGEST = 120

/** The ways to read it: as it stands, by looks, and as typed in the other layout, signs that are keys included. */
const readings = (text: string): readonly string[] => {
  const small = text.normalize('NFKC').toLowerCase()
  const bare = plain(text)
  const keys = small
    .replace(/(?:[!?\s]|\p{Extended_Pictographic}|\uFE0F|\u200D)+$/u, '')
    .replace(/^[/\s]+/, '')
  const ended = keys.replace(/[.,;]+$/, '')
  return [
    ...[bare, swapped(bare, TO_CYRILLIC), swapped(bare, TO_LATIN)],
    ...[keys, ended].flatMap((one) => [
      ...[TO_RU, TO_UK, ...FROM].map((layout) => plain(swapped(one, layout))),
    ]),
  ]
}

const isOneOf = (text: string, ...lists: readonly ReadonlySet<string>[]): boolean =>
  text.length <= LONGEST && readings(text).some((one) => lists.some((list) => list.has(one)))

export const isStopWord = (text: string, channel: string): boolean =>
  channel === 'sms' ? isOneOf(text, STOPS, STOPS_BY_SMS) : isOneOf(text, STOPS)

export const isStartWord = (text: string): boolean => isOneOf(text, STARTS)
