// Feeds in XML, streamed: Google Merchant (RSS and Atom) and YML (Yandex Market, Rozetka, Prom). Holds one item at a
// time and the tree of categories. Entities that a file declares itself are never expanded.
import sax from 'sax'
import { plainName } from '../../../core/goods/item-names.ts'
import { ImportProblem } from '../problem.ts'
import type { Row, RowReader } from '../row.ts'
import { createCategories } from './categories.ts'

type Kind = 'google' | 'yml'

const KIND_OF: Readonly<Record<string, Kind>> = {
  rss: 'google',
  rdf: 'google',
  feed: 'google',
  yml_catalog: 'yml',
}
const ITEM_OF: Readonly<Record<Kind, ReadonlySet<string>>> = {
  google: new Set(['item', 'entry']),
  yml: new Set(['offer']),
}
const ABOUT: Readonly<Record<Kind, string>> = { google: 'Google Merchant XML', yml: 'YML' }
/** Long, and nothing that we keep. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'description',
  'content',
  'summary',
  'param',
  'shipping',
  'outlets',
])
const LONGEST_TEXT = 4000

type Open = {
  readonly line: number
  readonly depth: number
  readonly fields: Record<string, string>
  /** Fields that a feed's own namespace said: these go before others of the same name. */
  readonly own: Set<string>
}

export const createXmlReader = (): RowReader => {
  const parser = sax.parser(true, { position: true })
  const categories = createCategories()
  let kind: Kind | null = null
  let item: Open | null = null
  let field: { readonly name: string; readonly own: boolean; text: string } | null = null
  let category: { readonly id: string; readonly parent: string; name: string } | null = null
  let [depth, items] = [0, 0]
  let rows: Row[] = []

  const isItem = (name: string): boolean => kind !== null && ITEM_OF[kind].has(name)

  const begin = (attributes: Readonly<Record<string, string>>): void => {
    items++
    const given = Object.entries(attributes).map(([name, value]) => [plainName(name), value] as const)
    const kept = given.filter(([name]) => ['id', 'available', 'group_id'].includes(name))
    item = { line: parser.line + 1, depth, fields: Object.fromEntries(kept), own: new Set() }
  }

  const put = (open: Open, name: string, text: string, own: boolean): void => {
    const isKnown = open.fields[name] !== undefined && open.fields[name] !== ''
    if (text === '' || (isKnown && !(own && !open.own.has(name)))) return
    open.fields[name] = text
    if (own) open.own.add(name)
  }

  parser.onopentag = (tag) => {
    depth++
    const attributes = tag.attributes as Readonly<Record<string, string>>
    const [local = '', prefix] = tag.name.split(':').toReversed()
    const name = plainName(local)
    if (depth === 1) {
      kind = KIND_OF[name] ?? null
      if (!kind)
        throw new ImportProblem(
          `The XML begins with <${tag.name}>: expected are <rss> or <feed> (Google Merchant) or <yml_catalog> (YML)`,
        )
    } else if (!item && isItem(name)) begin(attributes)
    else if (item && depth === item.depth + 1) {
      field = LEFT_OUT.has(name) ? null : { name, own: prefix !== undefined, text: '' }
      if (attributes.href) put(item, name, attributes.href, false)
    } else if (item && name === 'outlet')
      item.fields.outlets = String(Number(item.fields.outlets ?? 0) + (Number(attributes.instock) || 0))
    else if (!item && kind === 'yml' && name === 'category' && attributes.id)
      category = {
        ...{ id: attributes.id, name: '' },
        parent: attributes.parentId ?? attributes.parentid ?? attributes.parent_id ?? '',
      }
  }

  const onText = (text: string): void => {
    if (category) category.name += text
    else if (field && item && depth === item.depth + 1 && field.text.length < LONGEST_TEXT) field.text += text
  }
  parser.ontext = onText
  parser.oncdata = onText

  parser.onclosetag = () => {
    if (category) {
      categories.add(category.id, category.name.trim(), category.parent)
      category = null
    } else if (item && depth === item.depth) {
      const { line, fields } = item
      const path = fields.categoryid === undefined ? undefined : categories.path(fields.categoryid)
      rows.push({ line, fields: { ...fields, ...(path && { category: path }) } })
      item = null
    } else if (item && field && depth === item.depth + 1) {
      put(item, field.name, field.text.trim(), field.own)
      field = null
    }
    depth--
  }

  parser.onerror = (error) => {
    const [what = ''] = error.message.split('\n')
    // An entity that is not XML's own, or a bare ampersand, stays as it is written.
    if (!/^Invalid character/.test(what))
      throw new ImportProblem(
        /^Unclosed root tag|^Unexpected end/.test(what)
          ? `The XML ends in the middle, in line ${parser.line + 1}; nothing was imported. Fetch the feed again.`
          : `The XML is broken in line ${parser.line + 1}, column ${parser.column}: ${what}. Nothing was imported.`,
      )
    ;(parser as { error: Error | null }).error = null
  }

  const taken = (): readonly Row[] => {
    const all = rows
    rows = []
    return all
  }

  return {
    write: (text) => {
      parser.write(text)
      return taken()
    },
    end: () => {
      parser.close()
      if (items === 0)
        throw new ImportProblem(
          `There is no ${kind === 'yml' ? '<offer>' : '<item> or <entry>'} in this feed`,
        )
      return taken()
    },
    columns: () => null,
    isFeed: true,
    about: () => (kind ? ABOUT[kind] : 'XML'),
  }
}
