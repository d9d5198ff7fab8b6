// How many pieces a message asks for. A number counts where a unit, a verb of wanting, people, or the shop's own goods
// stand beside it; any other number is somebody's size, age or house.
import { any, pattern, Q, W } from './patterns.ts'

const MOST = 100_000

const UNITS = any(
  `шт штук штука штуки штуку штуках штучек штучки экз экземпляр* примірник* единиц одиниц одиниці позиций комплект комплекта комплектов комплекти комплектів набор набора наборов
  набори наборів набір упаковок упаковки упаковка пачек пачки пачок коробок коробки коробка ящик ящика ящиков ящики ящиків рулон* мешк* мішк* пар палет* паллет* футляр* бутылок бутылки пляшок пляшки
  банок банки тюбик* флакон* pcs pc piece pieces unit units set sets pack packs box boxes case cases copies pairs pallet pallets rolls bags bottles cans jars items tubes`,
)
const PEOPLE = any(
  `человек человека людей люди осіб персон персоны гостей гостя гості сотрудник* работник* працівник* співробітник* детей дітей детишек малыш* ученик* учн* школьник* школяр* студент*
  учител* вчител* коллег колег* people persons person guests guest employees colleagues kids children students pupils teachers staff members workers participants участник* учасник* attendees`,
)
const FILL = any(
  `нам мне мені бы б где то где-то десь около приблизно примерно порядка близько может може сразу одразу еще ще целых аж всего лише только тільки минимум мінімум хотя хоча на по именно как_раз
  about around roughly like approximately at least maybe some us me to i a the up total another exactly only just купить купити заказать замовити взять взяти заказ замовлення buy order get take have ровно - : таких этих these of вот штук pieces от від не_менее`,
)
const WANTS = any(
  `нужно нужны нужен нужна надо треба потрібно потрібні потрібен потрібна хочу хотим хочемо хотел хотела хотели хотів хотіла хотіли закажу закажем заказать заказываем заказ замовити замовлю замовимо замовлення замовляємо замовляю заказываю закупаем
  возьму возьмем взять взяти візьму візьмемо беру берем беремо купить куплю купим купити купимо need needs want wants wanna order ordering take taking buy buying get purchase purchasing would_like d_like интересует
  цікавить планируем плануємо require looking_for ищем шукаємо нам_бы нам_б мне_бы мені_б у_вас_есть есть_ли у_вас_є чи_є do_you_have have_you_got найдется знайдеться could_you_do can_you_do could_you_make can_you_make забрать заберу заберем отложите отложить
  поставить поставите отгрузить отгрузите відвантажити давайте пришлите оформить оформити привезти изготовить виготовити печать напечатать`,
)
const AFTER = any(
  'нужно нужны нужна нужен надо треба потрібно потрібні хочу хотим хочемо возьму возьмем візьму візьмемо закажу закажем замовлю замовимо замовити заказать беру берем беремо куплю купим купимо need needed',
)
const PRICE =
  /(?<= )(?:сколько|скільки|почем|почім|цен|цін|how much|price|скид|знижк|discount|cheaper|дешев|опт|гурт|wholesale|bulk|выйдет|вийде|deal)/u
const BULK =
  /(?<= )(?:опт|гурт|корпоратив|wholesale|bulk|corporate|тираж|юрлиц|тендер|tender|закупк|закупів|сотрудник|працівник|співробітник|employees|школ|school|садик|садок|садка|офис|офіс|office|команд|our team|my team|company|компани|компані|фирм|фірм|reselling|resell|перепрода|событи|мероприят|захід|заход|event|wedding|свадь|весілл|выставк|виставк|exhibition|conference|конференц)/u
/** What holds so many people: a table for six is one table. */
const HOLDS =
  /(?<= )(?:палатк|намет|tent|стол |стола|стіл|table|сервиз|сервіз|диван|sofa|couch|сковород|кастрюл|каструл|казан|торт|cake|лодк|човен|boat|мангал|номер|игр|гра |game|room|барбекю|скатер|tablecloth|качел|гойдалк|house|машин)/u
/** No goods: what may stand behind a number all the same. */
const NO_GOODS = new RegExp(
  `^${any('off and or but и і а но але или або in on at for to from with за по на в у с з до от від из із что що чтобы щоб если якщо when if more than less больше більше меньше менше лучше good best people человек людей th которые які которых not не это this that так как уже вже раз once is are was were було было есть є per each каждый кожен every all все всех cheaper дешевле weeks off')}$`,
  'u',
)

const RANGE = '(?:\\d+ (?:-|–|—|до|to|or|или|або) )?'

type Rule = {
  readonly at: RegExp
  readonly holds?: (n: number, match: RegExpMatchArray, text: string) => boolean
}

const isGoods = (word: string | undefined): boolean =>
  word !== undefined && word.length > 2 && !NO_GOODS.test(word)
/** Sizes of clothes and shoes, and years. */
const isYear = (n: number): boolean => n >= 1900 && n < 2100
const isBareNumber = (n: number): boolean => !(n >= 34 && n <= 64) && !isYear(n)

const RULES: readonly Rule[] = [
  {
    at: pattern(
      `${RANGE}${Q}(?: (?:таких|одинаковых|однакових|identical|подарочных|подарункових|gift|full|полных|повних|more|больших|великих|large|small|маленьких|этих|цих))? ${UNITS}`,
    ),
    holds: (_n, match, text) =>
      !/(?:стоит|стоят|коштує|коштують|просят|стоил) $/u.test(text.slice(0, match.index)),
  },
  {
    at: pattern(
      `${any('тираж* партия партию партии партія партію количеств* кількіст* quantity qty batch_of lot_of объем* обсяг* order_of run_of')}(?: (?:в|у|of|:|-|–|—|примерно|около|до|от|від|is|приблизно|близько|about|где|то|десь)){0,2} ${RANGE}${Q}`,
    ),
  },
  {
    at: pattern(
      `(?:для|на|for|нас|we are|we re|of|из|з|у нас|у меня|have|got|there are|будет|буде|клас\\p{L}*|груп\\p{L}*|отдел\\p{L}*|відділ\\p{L}*|команд\\p{L}*|office|team)(?: (?:about|around|примерно|около|приблизно|близько|где|то|десь|all|моих|наших|our|my|the)){0,2} ${RANGE}${Q}(?: (?:наших|моих|взрослых|дорослих|young|маленьких|adult))? ${PEOPLE}`,
    ),
    holds: (n, _match, text) => n >= 5 && !HOLDS.test(text),
  },
  {
    at: pattern(`(?:нас|there are|we are) ${Q}(?= (?:[.,!?)_]|of us|$))`),
    holds: (n, _match, text) => n >= 5 && !HOLDS.test(text),
  },
  {
    at: pattern(
      `${WANTS}(?: ${FILL}){0,5} ${RANGE}${Q}(?= (?:[.,;!?)\\n]|_|$| ?в |in |на |for |of |до |by |к |и |and |оптом|wholesale))`,
    ),
    holds: (n) => isBareNumber(n),
  },
  {
    at: pattern(`${WANTS}(?: ${FILL}){0,5} ${RANGE}${Q} (${W})(?: (${W}))?`),
    holds: (n, match) => isGoods(match[2]) && !isYear(n),
  },
  {
    at: pattern(
      `(?:за|от|від|при заказе|при замовленні|при покупке|при купівлі|если взять|если возьму|если беру|если купить|если заказать|якщо взяти|якщо візьму|якщо купити|якщо замовити|if i buy|if i take|if i order|if i get|if we take|if we order|for|of|when buying|on)(?: (?:сразу|одразу|около|примерно|about|like|say|the|these|all|от|від|на)){0,2} ${RANGE}${Q} (${W})`,
    ),
    holds: (_n, match, text) => PRICE.test(text) && isGoods(match[2]),
  },
  {
    at: pattern(`${Q} (${W})`),
    holds: (n, match, text) => n >= 5 && BULK.test(text) && isGoods(match[2]) && !isYear(n),
  },
  {
    // "A dozen glasses, please, I'd like": the verb behind.
    at: pattern(`${Q} (${W})(?: (?:,|${W})){0,4} ${AFTER}`),
    holds: (n, match) => isGoods(match[2]) && !isYear(n),
  },
  { at: pattern(`(?:x|х|×) ${Q}`), holds: (n) => n <= 1000 },
  { at: pattern(`${Q} (?:x|х|×)`), holds: (n) => n <= 1000 },
]

const PAIR = pattern(`(?:пара|пару|парочк\\p{L}|couple)(?: of)? ${UNITS}`)
const BEFORE_GOODS = pattern(`${Q} (${W})(?: (${W}))?(?: (${W}))?`)

/**
 * Pieces asked for in a text without sums, percentages, days and noise. `isItem` says whether a word is one of
 * an item that the text names.
 */
export const findQuantity = (text: string, isItem: (word: string) => boolean): number | undefined => {
  for (const { at, holds } of RULES)
    for (const match of text.matchAll(at)) {
      const n = Number(match[1])
      const least = at === RULES[0]!.at ? 1 : 2
      if (n >= least && n <= MOST && (holds?.(n, match, text) ?? true)) return n
    }
  for (const match of text.matchAll(BEFORE_GOODS)) {
    const n = Number(match[1])
    if (n >= 2 && n <= MOST && !isYear(n) && match.slice(2).some((word) => word && isItem(word))) return n
  }
  return text.search(PAIR) >= 0 ? 2 : undefined
}
