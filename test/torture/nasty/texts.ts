// Texts that break programs: the Big List of Naughty Strings, and what it lacks: long ones, all scripts, hidden signs.
import naughty from 'big-list-of-naughty-strings/blns.json' with { type: 'json' }
import fc from 'fast-check'

/** What a page, a log or a header would be broken by where it stood there as it is. */
export const MARKUP = '<img src=x onerror=alert(739)>'
export const HEADER = 'x\r\nx-nasty: 739\r\n\r\n<b>'

const words = [
  'скидка', 'знижка', 'discount', 'מבצע', 'تخفيض', 'छूट', '割引', '折扣', '할인', 'ส่วนลด', 'έκπτωση', 'ფასდაკლება', 'զեղչ', 'వివరం', 'ꯃꯤꯇꯩ', '𐍈𐌰𐌽', '𒀀𒁀', '𓀀𓂀',
]
const SIGNS = [
  ...['\u200b', '\u200d', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069', '\ufeff', '\u00ad', '\u034f', '\u2060'],
  ...['\u0000', '\u0007', '\u001b[31m', '\u007f', '\u0085', '\u2028', '\u2029', '\ufffd', '\uffff', '\ud800', '\udfff', '\u{10ffff}'],
  ...['👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇺🇦', '👍🏽', '❤️', '\u0301', 'Z͑ͫ̓ͪ̂ͫ', '﷽', 'ﬁ', 'İ', 'ß', 'ŉ', '①', '½', '٣', '१२', '一百'],
]

/** Of the length that a door takes at most, and far beyond it. */
export const LONG_TEXTS: readonly string[] = [
  'a', 'я', '9', '1,', '- ', ' ', '\n', '\t', '.', '!', '?', '(', '[', '{', '"', "'", '\\', '/', '<', '<<', '&amp;', '%', '*', '_', '`', '|', '~', '+',
  '1 ', '1.', '1e', '10% ', 'не ', 'не надо ', 'за 1 ', 'по 10 ', '1000 грн ', '1 2 3 ', 'пять сто ', 'двадцать ', 'one hundred ', 'завтра ', '12.12.',
  'ZT-', 'ZT-2345-', '2345', 'A-', 'a@', 'a.', 'a@b.', '+380', '+3 8 ', 'http://', 'https://a.', 'скидка ', 'discount ', 'код ', 'code ', 'да ', 'нет ', 'ok ',
  'e\u0301', '\u0301', '👨‍👩‍👧‍👦', '\u200b', '\u202e', 'İ', '漢', 'ﷺ', '\ud800', 'a\u0300\u0301\u0302', 'ё', 'shch', 'zh', 'ghbdtn ', 'ааaa', '{code:', '{code:x}', '{{', '}}',
].flatMap((part) => [4_000, 100_000].map((long) => part.repeat(Math.ceil(long / part.length)).slice(0, long)))

const scripts = fc.array(fc.constantFrom(...words, ...SIGNS, ' ', '\n', '10%', '500', 'ZT-2345-6789-CHKL'), { maxLength: 30 }).map((all) => all.join(''))

export const NAUGHTY: readonly string[] = [...naughty, ...words, ...SIGNS, MARKUP, HEADER, '', ' ', '\n']

export const TEXTS: readonly string[] = [...NAUGHTY, ...LONG_TEXTS]

/** Any text of up to about 4,000 characters. */
export const aText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...NAUGHTY) },
    { weight: 2, arbitrary: scripts },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
    { weight: 1, arbitrary: fc.constantFrom(...LONG_TEXTS).map((text) => text.slice(0, 4_000)) },
    { weight: 1, arbitrary: fc.tuple(scripts, fc.nat(200)).map(([text, times]) => text.repeat(times).slice(0, 4_000)) },
  )
