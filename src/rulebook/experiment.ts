// `experiment:` -> variants of a campaign, each with its own offers (complete, with their worst case), texts and times.
import type { CampaignTerms, Trigger } from '../core/campaign.ts'
import type { Experiment, Variant } from '../core/enrolment/experiment.ts'
import type { Offer } from '../core/offers/offer.ts'
import { readSpan } from './durations.ts'
import type { FlowDraft } from './flow-draft.ts'
import { NO_GUARDS } from './guards.ts'
import { checkName, readName, readWhole } from './names.ts'
import { nearest } from './nearest.ts'
import { type Entry, openFields, openMap } from './node.ts'
import { useText } from './text-use.ts'
import { flowVocabulary } from './vocabulary.ts'

const KEYS = ['weight', 'offers', 'texts', 'channel', 'after', 'touches']
const HOW =
  'two or more, such as a: { weight: 50 } and b: { weight: 50, offers: { percent_15: { percent: 10 } } }'
const MOST_TOUCHES = 20

/** What the reader must know of the flow around it. `says`: the keys of all its texts. */
export type Around = {
  readonly on: Trigger | null
  readonly campaign: CampaignTerms
  readonly says: readonly string[]
}

const variantsIn = (experiment: Entry): readonly Entry[] => {
  const { value } = experiment
  const found = value.kind === 'map' ? value.entries.find(({ key }) => key === 'variants') : undefined
  return found?.value.kind === 'map' ? found.value.entries : []
}

/** The flow's language with the fact `variant`; a start is asked before there is one, so that it does without. */
export const withVariant = (draft: FlowDraft, experiment: Entry | undefined): FlowDraft => {
  if (!experiment) return draft
  const { variables, ground } = draft
  if (variables.types.has('variant'))
    ground.report.problem(
      experiment.at,
      'this flow has a variable "variant", which an experiment sets itself',
    )
  const names = variantsIn(experiment).map(({ key }) => key)
  const types = new Map([...variables.types, ['variant', 'string' as const]])
  const values = new Map([...variables.values, ['variant', names]])
  const vocabulary = flowVocabulary(ground.language.vocabulary, types, values)
  return { ...draft, variables: { types, values }, language: ground.language.extend(vocabulary) }
}

/** The offer as it stands in flows/offers.yaml, with these keys in place of its own. */
const readOffer = (entry: Entry, { campaign }: Around, { ground, gifts }: FlowDraft): Offer | null => {
  const { report, offers } = ground
  const base = offers.written.get(entry.key)
  if (!gifts.offers.has(entry.key) || !base) {
    const hint = nearest(entry.key, gifts.offers)
    report.problem(entry.at, `this flow gives no offer "${entry.key}"`, {
      expected: 'an offer it gives',
      hint,
    })
    return null
  }
  const changed = openMap(entry.value, `offer ${entry.key}`, report)
  if (!changed || base.value.kind !== 'map' || !offers.offers.has(entry.key)) return null
  const kept = base.value.entries.filter(({ key }) => !changed.has(key))
  const value = { ...base.value, at: entry.value.at, entries: [...kept, ...changed.values()] }
  const offer = offers.read({ ...entry, value })
  if (offer && campaign.budget !== null && offer.worst > campaign.budget)
    report.warn(entry.at, 'the budget does not cover one code of this variant')
  return offer
}

const readTexts = (entry: Entry, { says }: Around, draft: FlowDraft): Record<string, string> => {
  const texts: Record<string, string> = {}
  const { report } = draft.ground
  for (const each of openMap(entry.value, 'texts', report)?.values() ?? []) {
    if (!says.includes(each.key)) {
      const expected = 'the key of a text that this flow says'
      report.problem(each.at, `this flow does not say ${each.key}`, {
        expected,
        hint: nearest(each.key, says),
      })
    }
    const key = useText(each.value, NO_GUARDS, draft, ['code', 'until', 'terms'])
    if (key !== null) texts[each.key] = key
  }
  return texts
}

const ANSWERS: ReadonlySet<Trigger | null> = new Set(['message', 'ask_discount'])

const readAfter = (entry: Entry, { on }: Around, draft: FlowDraft): Pick<Variant, 'after'> => {
  const { report } = draft.ground
  if (ANSWERS.has(on)) report.problem(entry.at, `a flow that starts on ${on} answers at once`)
  const after = readSpan(entry.value, 'after', report)
  return after ? { after } : {}
}

const readVariant = ({ key, at, value }: Entry, around: Around, draft: FlowDraft): Variant | null => {
  const { report } = draft.ground
  const name = checkName(key, at, 'a variant', report)
  const fields = openFields(value, `variant ${key}`, KEYS, report)
  if (!fields) return null
  const read = <T>(field: string, how: (entry: Entry) => T): T | null => {
    const entry = fields.get(field)
    return entry ? how(entry) : null
  }
  if (!fields.has('weight'))
    report.problem(at, `variant ${key} lacks weight`, { expected: 'weight: 50, its share of all weights' })
  const weight = read('weight', (each) => readWhole(each.value, 'weight', 0, 1000, report)) ?? 1
  const offers = read('offers', (each) => [...(openMap(each.value, 'offers', report)?.values() ?? [])]) ?? []
  const terms = offers.flatMap((each) => readOffer(each, around, draft) ?? [])
  const texts = read('texts', (each) => readTexts(each, around, draft)) ?? {}
  const channel = read('channel', (each) => readName(each.value, 'a channel', report))
  const after = read('after', (each) => readAfter(each, around, draft)) ?? {}
  const touches = read('touches', (each) => readWhole(each.value, 'touches', 1, MOST_TOUCHES, report))
  return {
    ...{ name: name ?? key, weight, texts, offers: Object.fromEntries(terms.map((one) => [one.name, one])) },
    ...(channel && { channel }),
    ...after,
    ...(touches && { touches }),
  }
}

/** null once a fault is reported that leaves nothing to try. */
export const readExperiment = (entry: Entry, around: Around, draft: FlowDraft): Experiment | null => {
  const { report } = draft.ground
  const fields = openFields(entry.value, 'the experiment', ['name', 'variants'], report)
  if (!fields) return null
  const stated = fields.get('variants')
  const named = fields.get('name')
  const name = (named && readName(named.value, 'an experiment', report)) ?? ''
  const entries = stated && openMap(stated.value, 'variants', report, 'names with what each changes')
  const variants = [...(entries?.values() ?? [])].flatMap((each) => readVariant(each, around, draft) ?? [])
  const many = stated ? variants.length : 0
  if (!stated || (entries && entries.size < 2))
    report.problem(entry.at, many === 1 ? 'one variant is no experiment' : 'the experiment lacks variants', {
      expected: HOW,
    })
  else if (variants.length > 0 && variants.every(({ weight }) => weight === 0))
    report.problem(stated.at, 'no variant has a weight', { expected: 'a weight above 0 for at least one' })
  if (around.campaign.holdout === 0 && draft.gifts.offers.size > 0)
    report.warn(entry.at, 'without a holdout the variants can be compared with each other only', {
      expected: 'holdout: 10% in the campaign, to know whether any of them earns',
    })
  return variants.length > 1 ? { name, variants } : null
}
