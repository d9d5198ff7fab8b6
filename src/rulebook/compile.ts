// Sources -> Rulebook, or everything that is wrong with them. No clock, and of the disk only the product's own texts;
// it never throws.
import type { Condition } from '../core/condition.ts'
import { LANGS, type Lang } from '../core/meaning.ts'
import type { Flow, Rulebook } from '../core/rulebook.ts'
import { createTexts } from '../text/create-texts.ts'
import { createLanguage } from './cel-environment.ts'
import { readFlow } from './flow.ts'
import { freezeDeeply } from './freeze.ts'
import type { Ground } from './ground.ts'
import { readLadders } from './ladders.ts'
import { readLocale } from './locale.ts'
import { nearest } from './nearest.ts'
import type { Node } from './node.ts'
import { readOffers } from './offers.ts'
import { withOrigin } from './origin.ts'
import { ownTexts } from './own-texts.ts'
import { parseYaml } from './parse-yaml.ts'
import { createReport, type Problem, type Report } from './problem.ts'
import { READY_NAMES, readySegments } from './ready-segments.ts'
import { readReplies } from './replies.ts'
import { nameSegments, readSegments } from './segments.ts'
import { checkSharedCodes } from './shared-codes.ts'
import { readShop } from './shop.ts'
import { hashSources, isTranscript, type Source } from './sources.ts'
import { checkTexts, type LocaleRead, type LocalesRead } from './text-check.ts'
import type { TextUse } from './text-uses.ts'
import { commonVocabulary, segmentVocabulary } from './vocabulary.ts'

export type CompileResult =
  | { readonly rulebook: Rulebook; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] }

/** The files of flows/ that are no campaigns, without their ending. */
const SPECIAL = ['flows/shop', 'flows/segments', 'flows/offers', 'flows/replies']

const stem = (path: string): string => path.replace(/\.ya?ml$/, '')

export const compileRulebook = (sources: readonly Source[]): CompileResult => {
  const report = createReport()
  try {
    const rulebook = compile(sources, report)
    const { problems, warnings } = report
    return problems.length === 0 && rulebook ? { rulebook, warnings } : { problems, warnings }
  } catch (error) {
    // A defect of ours, not of the author; the last good rulebook stays in force all the same.
    report.problem({ file: 'flows', line: 1, col: 1 }, `these flows cannot be compiled: ${String(error)}`)
    return { problems: report.problems, warnings: report.warnings }
  }
}

const compile = (sources: readonly Source[], report: Report): Rulebook | null => {
  const files = sources.filter(({ path }) => !isTranscript(path))
  const parsed = new Map(files.map(({ path, text }) => [path, parseYaml(path, text, report)]))
  const faulty = (path: string): boolean => report.problems.some(({ file }) => file === path)
  const special = (name: string): { path: string; node: Node | null; unread: boolean } => {
    const path = files.find((file) => stem(file.path) === name)?.path ?? `${name}.yaml`
    const node = parsed.get(path) ?? null
    return { path, node, unread: !node && faulty(path) }
  }
  const top = (file: string) => ({ file, line: 1, col: 1 })
  const locales = readLocales(files, parsed, report)
  const shopFile = special('flows/shop')
  if (files.length === 0) {
    report.problem(top('flows'), 'there are no flows', {
      expected: 'flows/shop.yaml and one file a campaign',
    })
    return null
  }
  if (!shopFile.node && !shopFile.unread) {
    const expected = 'name, currency and time_zone of the shop'
    report.problem(top(shopFile.path), 'this file is missing or empty', { expected })
  }
  const read = readShop(shopFile.node, [...locales.keys()], report)
  const { shop, facts } = read
  for (const lang of shop.languages) {
    if (!locales.has(lang)) report.problem(top(shopFile.path), `there is no locales/${lang}.yaml`)
  }
  const segmentsFile = special('flows/segments')
  const entries = nameSegments(segmentsFile.node, report)
  const own = entries.map((entry) => entry.key)
  const names = [...new Set([...own, ...READY_NAMES])]
  const open = new Set([...(shopFile.node ? [] : ['shop']), ...(segmentsFile.unread ? ['segment'] : [])])
  const vocabulary = commonVocabulary(names, facts, open)
  const segments: Record<string, Condition> = {}
  const asks = new Set<string>()
  const about = createLanguage(segmentVocabulary(vocabulary), {
    currency: shop.currency,
    shop: (name) => facts.get(name)?.value,
    segment: (name, given) => segments[name]?.holds(given) ?? false,
    asksOf: (name) => segments[name]?.asks ?? [],
    asked: (path) => asks.add(path),
  })
  // A shop's own may ask the ready-made ones.
  Object.assign(segments, readySegments(own, about))
  Object.assign(segments, readSegments(entries, about, report))
  const offersFile = special('flows/offers')
  const uses: TextUse[] = []
  const offers = readOffers(offersFile.node, offersFile.unread, read, report, uses)
  const shopFacts = Object.keys(shop.facts)
  const ladders = readLadders(offersFile.node, { offers, uses, shopFacts }, report)
  const ground: Ground = {
    report,
    shop,
    unit: read.unit,
    offers,
    ladders,
    segments: names,
    language: about.extend(vocabulary),
    uses,
  }
  // What goes with what was bought is looked up only where somebody asks for it.
  if ([...offers.offers.values()].some(({ on }) => on === 'related_goods')) asks.add('interests.related')
  const flows = readFlows(files, parsed, ground)
  checkSharedCodes(offers, flows, report)
  const shopArgs = shopFile.node && Object.keys(shop.facts).map((name) => `shop_${name}`)
  checkTexts(uses, shop.languages, locales, shopArgs, report)
  const replies = readReplies(special('flows/replies').node, shop.languages, shopArgs, report)
  if (report.problems.length > 0) return null

  const words = [...locales].map(([lang, { texts }]) => [
    lang,
    new Map([...texts, ...(replies.get(lang) ?? [])].map(([key, { text }]) => [key, text])),
  ])
  const texts = Object.fromEntries(words)
  const rulebook: Rulebook = freezeDeeply({
    hash: hashSources(files),
    shop,
    segments: Object.fromEntries(names.flatMap((name) => (segments[name] ? [[name, segments[name]]] : []))),
    offers: Object.fromEntries(offers.offers),
    ladders: Object.fromEntries(ladders.ladders),
    flows,
    asks: [...asks].filter((path) => !path.startsWith('segment.')).toSorted(),
    ...createTexts(texts, shop),
  })
  return withOrigin(rulebook, { words: texts, segments: names, facts })
}

const readLocales = (
  files: readonly Source[],
  parsed: ReadonlyMap<string, Node | null>,
  report: Report,
): LocalesRead => {
  const locales = new Map<Lang, LocaleRead>()
  for (const { path } of files.filter((file) => file.path.startsWith('locales/'))) {
    const name = stem(path).slice('locales/'.length)
    const lang = LANGS.find((each) => each === name)
    const node = parsed.get(path) ?? null
    if (lang && !locales.has(lang)) {
      const unread = !node && report.problems.some(({ file }) => file === path)
      const read = readLocale(node, path, lang, report)
      locales.set(lang, { ...read, texts: withOwn(lang, read), unread })
    } else {
      const expected = LANGS.map((each) => `locales/${each}.yaml`).join(', ')
      const hint = nearest(name, LANGS)
      report.problem({ file: path, line: 1, col: 1 }, `no texts are read from ${path}`, {
        expected,
        hint: hint && `locales/${hint}.yaml`,
      })
    }
  }
  return locales
}

/** What the shop does not say in its own words the product says in its own. */
const withOwn = (lang: Lang, { texts, broken }: Omit<LocaleRead, 'unread'>): LocaleRead['texts'] => {
  const own = [...ownTexts(lang)].filter(([key]) => !broken.has(key))
  return new Map([...own, ...texts])
}

const readFlows = (
  files: readonly Source[],
  parsed: ReadonlyMap<string, Node | null>,
  ground: Ground,
): readonly Flow[] => {
  const flows = new Map<string, { readonly flow: Flow; readonly file: string }>()
  for (const { path, text } of files) {
    if (!path.startsWith('flows/') || SPECIAL.includes(stem(path))) continue
    const node = parsed.get(path)
    if (!node) {
      const empty = text.replace(/^\uFEFF/, '').replace(/^\s*(#.*)?$/gm, '') === ''
      if (empty) ground.report.warn({ file: path, line: 1, col: 1 }, 'this file is empty')
      continue
    }
    const read = readFlow(node, ground)
    if (!read) continue
    const other = flows.get(read.flow.name)
    if (other) {
      ground.report.problem(read.at, `the flow ${read.flow.name} stands in ${other.file} already`, {
        expected: 'a name of its own',
      })
    } else flows.set(read.flow.name, { flow: read.flow, file: path })
  }
  const byRank = (a: Flow, b: Flow): number => b.priority - a.priority || (a.name < b.name ? -1 : 1)
  return [...flows.values()].map(({ flow }) => flow).toSorted(byRank)
}
