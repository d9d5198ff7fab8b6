// One locale file: nested keys -> ICU messages with their places. Knows nothing of who uses a text.
import type { Lang } from '../core/meaning.ts'
import { type Icu, isFault, readIcu } from '../text/icu.ts'
import { describe, type Node, type Scalar } from './node.ts'
import type { Place, Report } from './problem.ts'

export type LocaleText = { readonly text: string; readonly at: Place; readonly icu: Icu }
export type Locale = { readonly file: string; readonly texts: ReadonlyMap<string, LocaleText> }

/** What Telegram takes in one message; the strictest of the channels whose texts are not cut. */
const LONGEST_TEXT = 4096

const FAULTS: Readonly<Record<string, string>> = {
  EXPECT_ARGUMENT_CLOSING_BRACE: 'a { is not closed',
  UNCLOSED_QUOTE_IN_ARGUMENT_STYLE: 'a quote is not closed',
  EMPTY_ARGUMENT: 'there is nothing between { and }',
  MALFORMED_ARGUMENT: 'between { and } stands something that is no name',
  EXPECT_ARGUMENT_TYPE: 'after the comma a type is missing',
  INVALID_ARGUMENT_TYPE: 'this type of argument is not known',
  MISSING_OTHER_CLAUSE: 'the form "other" is missing',
  EXPECT_PLURAL_ARGUMENT_SELECTOR: 'a form such as one, few, many or other is missing',
  EXPECT_PLURAL_ARGUMENT_SELECTOR_FRAGMENT: 'a form lacks its text in { }',
  EXPECT_SELECT_ARGUMENT_SELECTOR: 'a case is missing',
  EXPECT_SELECT_ARGUMENT_SELECTOR_FRAGMENT: 'a case lacks its text in { }',
  EXPECT_SELECT_ARGUMENT_OPTIONS: 'cases are missing',
  EXPECT_PLURAL_ARGUMENT_OPTIONS: 'forms such as one and other are missing',
  DUPLICATE_PLURAL_ARGUMENT_SELECTOR: 'a form stands here twice',
  DUPLICATE_SELECT_ARGUMENT_SELECTOR: 'a case stands here twice',
  UNMATCHED_CLOSING_TAG: 'a tag is closed that was not opened',
}

const EXPECTED: Readonly<Record<string, string>> = {
  INVALID_ARGUMENT_TYPE: 'number, plural or select',
  MISSING_OTHER_CLAUSE: 'other {...} as the last form',
}

export const readText = (scalar: Scalar, lang: Lang, report: Report): LocaleText | null => {
  const text = scalar.text.replace(/\n+$/, '')
  if (text.trim() === '') {
    report.problem(scalar.at, 'this text is empty', { expected: 'words, in quotes where they begin with {' })
    return null
  }
  if (text.length > LONGEST_TEXT) {
    const expected = `at most ${LONGEST_TEXT} characters`
    report.problem(scalar.at, `this text is too long (${text.length} characters)`, { expected })
  }
  const icu = readIcu(text, lang)
  if (!isFault(icu)) {
    for (const name of icu.dates)
      report.problem(scalar.at, `{${name}} asks for a date`, {
        hint: `{${name}}: dates are written out already`,
      })
    return { text, at: scalar.at, icu }
  }
  const said = FAULTS[icu.code] ?? icu.code.toLowerCase().replaceAll('_', ' ')
  const place = scalar.inside(icu.offset)
  report.problem(place, `this text cannot be read: ${said}`, { expected: EXPECTED[icu.code] })
  return null
}

/** Also keys whose text is broken are known, so that their users are not reported as well. */
export const readLocale = (
  node: Node | null,
  file: string,
  lang: Lang,
  report: Report,
): Locale & { readonly broken: ReadonlySet<string> } => {
  const texts = new Map<string, LocaleText>()
  const broken = new Set<string>()
  const walk = (value: Node, key: string): void => {
    if (value.kind === 'map') {
      for (const entry of value.entries) walk(entry.value, key === '' ? entry.key : `${key}.${entry.key}`)
      return
    }
    if (texts.has(key) || broken.has(key))
      return report.problem(value.at, `the text ${key} stands here twice`)
    if (value.kind === 'list' || key === '') {
      report.problem(
        value.at,
        `${key === '' ? 'a file of texts' : `the text ${key}`} cannot be ${describe(value)}`,
        {
          expected: key === '' ? 'keys with texts' : 'words',
        },
      )
      broken.add(key)
      return
    }
    const text = readText(value, lang, report)
    if (text) texts.set(key, text)
    else broken.add(key)
  }
  if (node) walk(node, '')
  return { file, texts, broken }
}
