// The segments that every shop has without writing them. A shop's own of the same name goes first. They ask facts only,
// never each other, so that a shop may replace any of them alone.
import type { Condition } from '../core/condition.ts'
import type { Language } from './cel-environment.ts'
import { compileCondition } from './condition.ts'
import type { Node } from './node.ts'
import { createReport } from './problem.ts'
import { NEVER } from './run-condition.ts'

type Ready = { readonly rule: string; readonly about: NonNullable<Condition['about']> }

/** In the order in which they are listed. */
export const READY_SEGMENTS: Readonly<Record<string, Ready>> = {
  first_purchase: {
    rule: 'orders.count == 0',
    about: {
      en: 'Has not bought anything yet.',
      uk: 'Ще нічого не купував.',
      ru: 'Ещё ничего не покупал.',
    },
  },
  new_but_silent: {
    rule: 'orders.count == 1 && orders.days_since_last >= 30',
    about: {
      en: 'Bought once, and then nothing for a month.',
      uk: 'Купив один раз, і відтоді місяць тиші.',
      ru: 'Купил один раз, и с тех пор месяц тишины.',
    },
  },
  returning: {
    rule: 'orders.count >= 2 && orders.days_since_last < 60',
    about: {
      en: 'Bought twice or more, the last time within two months.',
      uk: 'Купував двічі або більше, востаннє менш як два місяці тому.',
      ru: 'Покупал дважды или больше, в последний раз меньше двух месяцев назад.',
    },
  },
  lapsed_30: {
    rule: 'orders.count > 0 && orders.days_since_last >= 30 && orders.days_since_last < 60',
    about: {
      en: 'Has bought, but not for one to two months.',
      uk: 'Купував, але вже від одного до двох місяців нічого.',
      ru: 'Покупал, но уже от одного до двух месяцев ничего.',
    },
  },
  lapsed_60: {
    rule: 'orders.count > 0 && orders.days_since_last >= 60 && orders.days_since_last < 90',
    about: {
      en: 'Has bought, but not for two to three months.',
      uk: 'Купував, але вже від двох до трьох місяців нічого.',
      ru: 'Покупал, но уже от двух до трёх месяцев ничего.',
    },
  },
  lapsed_90: {
    rule: 'orders.count > 0 && orders.days_since_last >= 90',
    about: {
      en: 'Has bought, but not for three months or longer.',
      uk: 'Купував, але вже три місяці або довше нічого.',
      ru: 'Покупал, но уже три месяца или дольше ничего.',
    },
  },
  lapsed_180: {
    rule: 'orders.count > 0 && orders.days_since_last >= 180',
    about: {
      en: 'Has bought, but not for half a year or longer.',
      uk: 'Купував, але вже пів року або довше нічого.',
      ru: 'Покупал, но уже полгода или дольше ничего.',
    },
  },
  almost_lost: {
    rule: 'visits.days_since_last >= 90',
    about: {
      en: 'Has not been seen for three months.',
      uk: 'Не заходив уже три місяці.',
      ru: 'Не заходил уже три месяца.',
    },
  },
  often_uses_codes: {
    rule: 'codes.habit == "often"',
    about: {
      en: 'Pays with a code in half of the orders or more.',
      uk: 'Щонайменше половину замовлень оплачує з кодом.',
      ru: 'Не меньше половины заказов оплачивает с кодом.',
    },
  },
  waiter: {
    rule: 'abandoned.count >= 3 && codes.issued >= 3 && codes.redeemed * 2 > codes.issued',
    about: {
      en: 'Leaves carts and waits for codes: three carts left, and most of three or more codes used.',
      uk: 'Залишає кошики й чекає на коди: три покинуті кошики, і з трьох чи більше кодів використано більшість.',
      ru: 'Оставляет корзины и ждёт кодов: три брошенные корзины, и из трёх или больше кодов использовано большинство.',
    },
  },
  large_order: {
    rule: 'cart.total >= shop.large_order',
    about: {
      en: 'The cart is one that the shop wants an agent to look at.',
      uk: 'Кошик такий великий, що ним займається агент.',
      ru: 'Корзина такая большая, что ею занимается агент.',
    },
  },
}

export const READY_NAMES: readonly string[] = Object.keys(READY_SEGMENTS)

const nodeOf = (text: string): Node => {
  const at = { file: 'ready-made', line: 1, col: 1 }
  return { kind: 'scalar', at, text, quoted: false, inside: () => at }
}

/** Stands for one that this shop's facts cannot answer: nobody is in it. */
const nobody = (source: string): Condition => ({ source, holds: NEVER, asks: [] })

/** Those that are not among `own`, compiled. */
export const readySegments = (
  own: readonly string[],
  language: Language,
): Readonly<Record<string, Condition>> =>
  Object.fromEntries(
    Object.entries(READY_SEGMENTS)
      .filter(([name]) => !own.includes(name))
      .map(([name, { rule, about }]) => {
        const compiled = compileCondition(nodeOf(rule), name, language, createReport())
        return [name, { ...(compiled?.condition ?? nobody(rule)), about }]
      }),
  )
