// Why an act was not done, as agents read it; what is not here is said in the
// doors' own English.
import type { Lang } from '../../core/meaning.ts'

const REFUSALS: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  en: {
    taken: 'another agent has this talk',
    already_decided: 'another agent was first',
    stopped: 'the shopper asked us to write no more',
    ordered: 'the shopper has ordered meanwhile',
    paused: 'the campaign is paused',
    ended: 'the campaign has ended',
    budget_spent: 'the budget has no room for this code',
    shopper_budget_spent: 'the budget for one shopper has no room for this code',
    cart_changed: 'the cart would cost more than was approved',
    changed: 'the cart or the offer has changed: look again',
    over_limit: 'these terms pass what you may give',
    unbacked_words: 'these words promise what this shopper has not been given',
    nothing_off: 'the code would take nothing off',
    nothing_saved: 'the offer counts for saved items, and there are none',
    no_address: 'there is nowhere to write to this shopper',
  },
  ru: {
    taken: 'разговор ведёт другой оператор',
    already_decided: 'другой оператор успел раньше',
    stopped: 'покупатель просил больше не писать',
    ordered: 'покупатель уже оформил заказ',
    paused: 'кампания приостановлена',
    ended: 'кампания закончилась',
    budget_spent: 'в бюджете нет места для этого кода',
    shopper_budget_spent: 'в бюджете на одного покупателя нет места для этого кода',
    cart_changed: 'с этой корзиной код обошёлся бы дороже, чем одобрено',
    changed: 'корзина или предложение изменились: посмотрите ещё раз',
    over_limit: 'это больше, чем вы можете дать',
    unbacked_words: 'эти слова обещают то, чего покупателю не давали',
    nothing_off: 'такой код ничего бы не снизил',
    nothing_saved: 'предложение действует на отложенные товары, а их нет',
    no_address: 'покупателю некуда написать',
  },
  uk: {
    taken: 'розмову веде інший оператор',
    already_decided: 'інший оператор встиг раніше',
    stopped: 'покупець просив більше не писати',
    ordered: 'покупець уже замовив',
    paused: 'кампанію призупинено',
    ended: 'кампанія скінчилася',
    budget_spent: 'у бюджеті немає місця для цього коду',
    shopper_budget_spent: 'у бюджеті на одного покупця немає місця для цього коду',
    cart_changed: 'з цим кошиком код коштував би більше, ніж схвалено',
    changed: 'кошик або пропозиція змінилися: погляньте ще раз',
    over_limit: 'це більше, ніж ви можете дати',
    unbacked_words: 'ці слова обіцяють те, чого покупцеві не давали',
    nothing_off: 'такий код нічого б не знизив',
    nothing_saved: 'пропозиція діє на збережені товари, а їх немає',
    no_address: 'покупцеві нікуди написати',
  },
}

/** null: there is no sentence of our own. */
export const refusalText = (lang: Lang, reason: string): string | null =>
  Object.hasOwn(REFUSALS[lang], reason) ? REFUSALS[lang][reason]! : null
