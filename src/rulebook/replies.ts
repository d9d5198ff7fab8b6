// flows/replies.yaml: what agents say often, named, in every language of the shop. They become texts like any other, under
// `replies.`. Knows no desk.
import type { Lang } from '../core/meaning.ts'
import { type LocaleText, readText } from './locale.ts'
import { checkName } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openFields, openMap, openScalar } from './node.ts'
import type { Report } from './problem.ts'

export type RepliesRead = ReadonlyMap<Lang, ReadonlyMap<string, LocaleText>>

/** Whoever is written to, whoever writes, and the shop. */
const ARGS = ['name', 'has_name', 'agent', 'shop']

const checkArgs = ({ at, icu }: LocaleText, shopArgs: readonly string[] | null, report: Report): void => {
  const given = [...ARGS, ...(shopArgs ?? [])]
  for (const name of icu.args) {
    if (given.includes(name) || (shopArgs === null && name.startsWith('shop_'))) continue
    const hint = nearest(name, given)
    report.problem(at, `{${name}} is not given to a saved reply`, {
      expected: `${ARGS.join(', ')}, or a fact of the shop such as shop_delivery_days`,
      hint: hint && `{${hint}}`,
    })
  }
}

/** Each in every language: an agent writes to whoever is there. */
const readReply = (
  { key, at, value }: Entry,
  languages: readonly Lang[],
  shopArgs: readonly string[] | null,
  report: Report,
): readonly (readonly [Lang, LocaleText])[] => {
  const fields = openFields(value, `the reply ${key}`, languages, report)
  if (!fields) return []
  return languages.flatMap((lang) => {
    const field = fields.get(lang)
    const scalar = field && openScalar(field.value, `${key} in ${lang}`, report, 'what the agent says')
    if (!field)
      report.problem(at, `the reply ${key} is not there in ${lang}`, { expected: `${lang}: and its words` })
    const text = scalar && readText(scalar, lang, report)
    if (!text) return []
    checkArgs(text, shopArgs, report)
    return [[lang, text] as const]
  })
}

/** `shopArgs` null: the shop's own facts are not known. */
export const readReplies = (
  node: Node | null,
  languages: readonly Lang[],
  shopArgs: readonly string[] | null,
  report: Report,
): RepliesRead => {
  const read = new Map<Lang, Map<string, LocaleText>>(languages.map((lang) => [lang, new Map()]))
  const entry = node && openFields(node, 'the saved replies', ['replies'], report)?.get('replies')
  if (!entry) return read
  for (const reply of openMap(
    entry.value,
    'replies',
    report,
    'names with words in each language',
  )?.values() ?? [])
    if (checkName(reply.key, reply.at, 'a reply', report))
      for (const [lang, text] of readReply(reply, languages, shopArgs, report))
        read.get(lang)?.set(`replies.${reply.key}`, text)
  return read
}
