// An explanation in sentences, one for each thing explained; the same at the desk and on the command line.
import type { Told } from '../facts/fact-words.ts'
import type { Lang } from '../meaning.ts'
import type { CodeGiven, SegmentHeld } from './explain.ts'
import type { Failing, FlowNow, RowNow } from './explain-flow.ts'

type Words = {
  readonly unknown: string
  readonly given: (offer: string, flow: string, rule: string) => string
  readonly everybody: (offer: string, flow: string) => string
  readonly agent: (offer: string, agent: string) => string
  readonly unkept: (offer: string) => string
  readonly holds: (segment: string, rule: string) => string
  readonly fails: (rule: string) => string
  readonly gives: (flow: string, offer: string, on: string) => string
  readonly nothing: (flow: string, on: string) => string
  readonly unstarted: (flow: string) => string
  readonly row: (offer: string, step: string, row: number) => string
  readonly before: (row: number) => string
  readonly everyone: string
  readonly against: Readonly<Record<string, string>>
}

const EN: Words = {
  unknown: 'not known',
  given: (offer, flow, rule) => `${offer} was given by ${flow} because ${rule} held`,
  everybody: (offer, flow) => `${offer} was given because ${flow} gives it to everybody who gets there`,
  agent: (offer, agent) => `${offer} was given by an agent, ${agent}`,
  unkept: (offer) => `${offer} was given before reasons were kept`,
  holds: (segment, rule) => `${segment}, because ${rule} holds`,
  fails: (rule) => `${rule} does not hold`,
  gives: (flow, offer, on) => `${flow} would give ${offer} if it started now, by ${on}`,
  nothing: (flow, on) => `${flow} would give nothing if it started now, by ${on}`,
  unstarted: (flow) => `${flow} would not start now`,
  row: (offer, step, row) => `${offer} (step ${step}, row ${row})`,
  before: (row) => `row ${row} holds and goes before it`,
  everyone: 'whoever gets there has it',
  against: {
    agent: 'an agent has the talk, or is awaited',
    unreachable: 'there is no way to write to this shopper',
    stopped: 'the shopper wants no messages',
    refused: 'the shopper wants none there',
    no_consent: 'there is no consent to write there',
    snoozed: 'the shopper said: not now',
    gone: 'the address takes nothing any more',
    paused: 'the campaign is paused',
    ended: 'the campaign has ended',
    at_most: 'it has started as often as at_most allows',
    contact: 'as much was written as the contact policy allows',
    holdout: 'this shopper is held out and gets no offer',
    live_code: 'a code is out, and would be shown again',
    large_order: 'a cart this large goes to an agent',
    budget_spent: 'the budget has no room for it',
    nothing_saved: 'it counts for saved items, and there are none',
    already_issued: 'this enrolment has had its code',
  },
}

const UK: Words = {
  unknown: 'невідомо',
  given: (offer, flow, rule) => `${offer} видано у ${flow}, бо виконувалося ${rule}`,
  everybody: (offer, flow) => `${offer} видано, бо ${flow} дає це кожному, хто сюди дійшов`,
  agent: (offer, agent) => `${offer} видано агентом ${agent}`,
  unkept: (offer) => `${offer} видано ще до того, як почали зберігати причини`,
  holds: (segment, rule) => `${segment}, бо виконується ${rule}`,
  fails: (rule) => `не виконується ${rule}`,
  gives: (flow, offer, on) => `${flow} дав би ${offer}, якби почався зараз, від ${on}`,
  nothing: (flow, on) => `${flow} нічого не дав би, якби почався зараз, від ${on}`,
  unstarted: (flow) => `${flow} зараз не почався б`,
  row: (offer, step, row) => `${offer} (крок ${step}, рядок ${row})`,
  before: (row) => `раніше виконується рядок ${row}`,
  everyone: 'отримує кожен, хто сюди дійшов',
  against: {
    agent: 'розмову веде агент або на нього чекають',
    unreachable: 'цьому покупцеві нікуди написати',
    stopped: 'покупець просив більше не писати',
    refused: 'покупець відмовився від листів туди',
    no_consent: 'немає згоди на те, щоб туди писати',
    snoozed: 'покупець сказав: не зараз',
    gone: 'ця адреса більше нічого не приймає',
    paused: 'кампанію призупинено',
    ended: 'кампанія закінчилася',
    at_most: 'вона вже починалася стільки разів, скільки дозволяє at_most',
    contact: 'написано вже стільки, скільки дозволяють правила контактів',
    holdout: 'покупець серед тих, кому навмисно нічого не пропонують',
    live_code: 'є чинний код: буде показано його',
    large_order: 'таким великим кошиком займається агент',
    budget_spent: 'у бюджеті на це немає місця',
    nothing_saved: 'це діє для відкладених товарів, а їх немає',
    already_issued: 'у цій участі код уже було видано',
  },
}

const RU: Words = {
  unknown: 'неизвестно',
  given: (offer, flow, rule) => `${offer} выдан в ${flow}, потому что выполнялось ${rule}`,
  everybody: (offer, flow) => `${offer} выдан, потому что ${flow} даёт это каждому, кто сюда дошёл`,
  agent: (offer, agent) => `${offer} выдан агентом ${agent}`,
  unkept: (offer) => `${offer} выдан ещё до того, как начали хранить причины`,
  holds: (segment, rule) => `${segment}, потому что выполняется ${rule}`,
  fails: (rule) => `не выполняется ${rule}`,
  gives: (flow, offer, on) => `${flow} дал бы ${offer}, если бы начался сейчас, от ${on}`,
  nothing: (flow, on) => `${flow} ничего не дал бы, если бы начался сейчас, от ${on}`,
  unstarted: (flow) => `${flow} сейчас не начался бы`,
  row: (offer, step, row) => `${offer} (шаг ${step}, строка ${row})`,
  before: (row) => `раньше выполняется строка ${row}`,
  everyone: 'получает каждый, кто сюда дошёл',
  against: {
    agent: 'разговор ведёт агент, или его ждут',
    unreachable: 'этому покупателю некуда написать',
    stopped: 'покупатель просил больше не писать',
    refused: 'покупатель отказался от сообщений туда',
    no_consent: 'нет согласия на то, чтобы туда писать',
    snoozed: 'покупатель сказал: не сейчас',
    gone: 'этот адрес больше ничего не принимает',
    paused: 'кампания приостановлена',
    ended: 'кампания закончилась',
    at_most: 'она уже начиналась столько раз, сколько разрешает at_most',
    contact: 'написано уже столько, сколько разрешают правила контактов',
    holdout: 'покупатель среди тех, кому намеренно ничего не предлагают',
    live_code: 'есть действующий код: будет показан он',
    large_order: 'такой большой корзиной занимается агент',
    budget_spent: 'в бюджете на это нет места',
    nothing_saved: 'это действует для отложенных товаров, а их нет',
    already_issued: 'в этом участии код уже был выдан',
  },
}

const TABLES: Readonly<Record<Lang, Words>> = { en: EN, uk: UK, ru: RU }

const told = (facts: readonly Told[], words: Words): string =>
  facts.map(({ name, value }) => `${name} = ${value ?? words.unknown}`).join(', ')

const withFacts = (sentence: string, facts: readonly Told[], words: Words): string =>
  facts.length > 0 ? `${sentence}: ${told(facts, words)}` : sentence

const WITH_NOTES = '; '

export const codeSentence = ({ offer, agent, why }: CodeGiven, lang: Lang): string => {
  const words = TABLES[lang]
  if (agent !== null) return words.agent(offer, agent)
  if (!why) return words.unkept(offer)
  const facts = Object.entries(why.facts).map(([name, value]) => ({ name, value }))
  const base =
    why.rule === undefined
      ? words.everybody(offer, why.flow)
      : withFacts(words.given(offer, why.flow, why.rule), facts, words)
  return [base, ...(why.notes ?? [])].join(WITH_NOTES)
}

/** The same sentence in every language, for a page that knows the agent's only there. */
export const inEvery = (say: (lang: Lang) => string): Readonly<Record<Lang, string>> => ({
  ru: say('ru'),
  uk: say('uk'),
  en: say('en'),
})

export const segmentSentence = ({ name, rule, facts }: SegmentHeld, lang: Lang): string => {
  const words = TABLES[lang]
  return withFacts(words.holds(name, rule), facts, words)
}

const failSentence = ({ source, facts }: Failing, words: Words): string =>
  withFacts(words.fails(source), facts, words)

/** A refusal that has no words here is named as the rules name it. */
const against = (name: string, { against: known }: Words): string =>
  (Object.hasOwn(known, name) ? known[name] : undefined) ?? name.replaceAll('_', ' ')

const rowSentence = (row: RowNow, words: Words): string => {
  const why = [
    ...row.fails.map((fail) => failSentence(fail, words)),
    ...(row.before ? [words.before(row.before)] : []),
    ...(row.refused ? [against(row.refused, words)] : []),
  ]
  const holds = row.rule === null ? words.everyone : withFacts(row.rule, row.facts, words)
  return `${words.row(row.offer, row.step, row.row)}: ${why.length > 0 ? why.join(WITH_NOTES) : holds}`
}

/** One for the flow, and one for each of its rows. */
export const flowSentences = (
  { flow, on, against: bars, start, rows, gives }: FlowNow,
  lang: Lang,
): { readonly flow: string; readonly rows: readonly string[] } => {
  const words = TABLES[lang]
  const why = [...bars.map((bar) => against(bar, words)), ...start.map((fail) => failSentence(fail, words))]
  const head =
    why.length > 0
      ? `${words.unstarted(flow)}: ${why.join(WITH_NOTES)}`
      : gives === null
        ? words.nothing(flow, on)
        : words.gives(flow, gives, on)
  return { flow: head, rows: rows.map((row) => rowSentence(row, words)) }
}
