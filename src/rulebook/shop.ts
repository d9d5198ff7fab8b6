// flows/shop.yaml -> Shop. What is missing or wrong gets a stand-in, so that the other files are read all the same.
import { DEFAULT_PREFIX, isPrefix } from '../core/codes/code-text.ts'
import { LANGS, type Lang } from '../core/meaning.ts'
import type { Shop } from '../core/shop.ts'
import { readAgents } from './agents.ts'
import { readDiscounted, readShopBudget } from './budget.ts'
import { readShopChannels } from './channels.ts'
import { readContact } from './contact.ts'
import { isZone } from './days.ts'
import { readDuration } from './durations.ts'
import { readEarning } from './earning.ts'
import { readHolidays } from './holidays.ts'
import { readLinks } from './links.ts'
import { checkName, isNone, readWord } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, type Node, openFields, openList, openMap, openScalar, type Scalar } from './node.ts'
import { readOfferPolicy } from './offer-policy.ts'
import { readPoints } from './points.ts'
import type { Place, Report } from './problem.ts'
import { readReferral } from './referral.ts'
import { moneyFact, plainFact, type ShopFact } from './shop-facts.ts'
import { readShopRules } from './shop-rules.ts'
import { readPositiveSum, readSum, SUM } from './sums.ts'

export const SHOP_KEYS = [
  'name',
  'currency',
  'time_zone',
  'languages',
  'channels',
  'code_prefix',
  'large_order',
  'settle_within',
  'pieces_within',
  'agent_answers_within',
  'agents',
  'contact',
  'countries',
  'holidays',
  'offers',
  'points',
  'referral',
  'codes_per_shopper',
  'holdout',
  'steering',
  'budget',
  'discounted_orders',
  'costs',
  'lost_after',
  'links',
  'facts',
]

/** Answers in money's and time's own words, for conditions; `large_order` is one of them where it is set. */
export type ShopRead = {
  readonly shop: Shop
  /** The currency that sums must be in; null where the shop's own has a fault. */
  readonly unit: string | null
  readonly facts: ReadonlyMap<string, ShopFact>
  /** The file is missing or could not be read, so that nobody knows which facts there are. */
  readonly unread: boolean
}

const DAY = 86_400_000

const DEFAULTS = {
  name: 'Shop',
  currency: 'UAH',
  time_zone: 'UTC',
  code_prefix: DEFAULT_PREFIX,
  settle_within: 7 * DAY,
  pieces_within: 1500,
  agent_answers_within: 15 * 60_000,
  contact: { count: 3, within: 7 * DAY },
} as const

const CURRENCIES = Intl.supportedValuesOf('currency')

const readZone = (text: string, at: Place, report: Report): string => {
  if (isZone(text)) return text
  const hint = nearest(text, ['Europe/Kyiv', ...Intl.supportedValuesOf('timeZone')])
  report.problem(at, `there is no time zone "${text}"`, { expected: 'a name such as Europe/Kyiv', hint })
  return DEFAULTS.time_zone
}

const readCurrency = (text: string, at: Place, report: Report): string | null => {
  if (CURRENCIES.includes(text)) return text
  const hint = nearest(text, CURRENCIES)
  report.problem(at, `there is no currency "${text}"`, { expected: 'three letters such as UAH', hint })
  return null
}

const readLanguages = (node: Node, report: Report): readonly Lang[] => {
  const items = openList(node, 'languages', report, `a list such as [${LANGS.join(', ')}]`) ?? []
  const read = items.flatMap((item) => readWord(item, 'a language', LANGS, report) ?? [])
  if (node.kind === 'list' && items.length === 0) {
    report.problem(node.at, 'languages are missing', { expected: LANGS.join(', ') })
  }
  return [...new Set(read)]
}

/** "1500 UAH" is a sum, also misspelt; "30 min" is not. */
const isSum = ({ text, quoted }: Scalar, currency: string | null): boolean => {
  const unit = quoted ? undefined : SUM.exec(text)?.[2]?.toUpperCase()
  if (unit === undefined) return false
  return CURRENCIES.includes(unit) || (currency !== null && nearest(unit, [currency]) !== undefined)
}

const readFacts = (node: Node, currency: string | null, report: Report): Map<string, ShopFact> => {
  const facts = new Map<string, ShopFact>()
  for (const entry of openMap(node, 'facts', report)?.values() ?? []) {
    const name = checkName(entry.key, entry.at, 'a fact of the shop', report)
    const scalar = openScalar(entry.value, entry.key, report, 'a sum, a number, yes or no, or words')
    if (!name || !scalar) continue
    const taken = SHOP_KEYS.includes(name) || name === 'fact'
    if (taken) report.problem(entry.at, `a fact of the shop cannot be called "${name}"`)
    const sum = isSum(scalar, currency) ? (readSum(scalar, entry.key, currency, report) ?? 0) : null
    facts.set(name, sum === null ? plainFact(scalar) : moneyFact(sum, currency ?? DEFAULTS.currency))
  }
  return facts
}

/**
 * `node` null: the file is missing or cannot be read, which is told elsewhere. `languages` are those that have a
 * locale file; the shop may put them in an order of its own.
 */
export const readShop = (node: Node | null, languages: readonly Lang[], report: Report): ShopRead => {
  const fields = node && openFields(node, 'the shop', SHOP_KEYS, report)
  const get = (key: string): Entry | undefined => fields?.get(key)
  const required = (key: string, expected: string): { text: string; at: Place } | null => {
    const entry = get(key)
    if (entry) return openScalar(entry.value, key, report, expected)
    if (node) report.problem(node.at, `the shop lacks ${key}`, { expected })
    return null
  }
  const duration = (key: 'settle_within' | 'pieces_within' | 'agent_answers_within'): number => {
    const entry = get(key)
    return (entry && readDuration(entry.value, key, report)) ?? DEFAULTS[key]
  }
  const name = required('name', "the shop's name")
  const currency = required('currency', 'three letters such as UAH')
  const zone = required('time_zone', 'a name such as Europe/Kyiv')
  const sums = currency && readCurrency(currency.text, currency.at, report)
  const unit = sums ?? DEFAULTS.currency
  const stated = get('facts')
  const facts = stated ? readFacts(stated.value, sums, report) : new Map<string, ShopFact>()
  const agents = readAgents(get('agents'), sums, report)
  const stands = get('agent_answers_within')
  if (stands && agents.answers_within !== null) {
    report.problem(stands.at, 'agent_answers_within stands here a second time', {
      expected: 'it once: answers_within under agents',
    })
  }
  const large = get('large_order')
  const large_order =
    large && !isNone(large.value) ? readPositiveSum(large.value, 'large_order', sums, report) : null
  const points = readPoints(get('points'), sums, report)
  const referral = readReferral(get('referral'), report)
  const budget = readShopBudget(get('budget'), sums, report)
  const discounted_orders = readDiscounted(get('discounted_orders'), report)
  const spoken = get('languages') ? readLanguages(get('languages')!.value, report) : []
  const channels = get('channels') ? readShopChannels(get('channels')!.value, report) : null
  const shop: Shop = {
    name: name?.text ?? DEFAULTS.name,
    currency: unit,
    time_zone: zone ? readZone(zone.text, zone.at, report) : DEFAULTS.time_zone,
    languages: spoken.length > 0 ? spoken : languages.length > 0 ? languages : ['en'],
    channels,
    code_prefix: readPrefix(get('code_prefix'), report),
    large_order,
    settle_within: duration('settle_within'),
    pieces_within: duration('pieces_within'),
    agent_answers_within: agents.answers_within ?? duration('agent_answers_within'),
    agents: agents.rules,
    ...readContact(get('contact'), channels, DEFAULTS.contact, report),
    ...readHolidays(get('countries'), get('holidays'), report),
    ...readOfferPolicy(get('offers'), report),
    ...(points && { points }),
    ...(referral && { referral }),
    ...readShopRules(get, sums, report),
    ...(budget && { budget }),
    ...(discounted_orders && { discounted_orders }),
    ...readLinks(get('links'), report),
    ...readEarning(get('costs'), get('lost_after'), sums, report),
    facts: Object.fromEntries([...facts].map(([key, fact]) => [key, fact.kept])),
  }
  // `large_order: none` is known and never met; only a shop that says nothing at all lacks it.
  if (large)
    facts.set('large_order', { ...moneyFact(large_order ?? 0, unit), value: large_order ?? undefined })
  return { shop, unit: sums, facts, unread: node === null }
}

const readPrefix = (entry: Entry | undefined, report: Report): string => {
  const expected = '2 to 8 of A-Z and 0-9, such as WB'
  const scalar = entry && openScalar(entry.value, 'code_prefix', report, expected)
  if (!scalar || isPrefix(scalar.text)) return scalar?.text ?? DEFAULTS.code_prefix
  const hint = isPrefix(scalar.text.toUpperCase()) ? scalar.text.toUpperCase() : undefined
  report.problem(scalar.at, `code_prefix cannot be "${scalar.text}"`, { expected, hint })
  return DEFAULTS.code_prefix
}
