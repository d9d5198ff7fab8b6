// Numbers that count nothing: phones, orders, sizes, measures, times, ages, what is in a box. Blotted out before pieces
// are looked for.
import { any, blotAll, pattern, W } from './patterns.ts'

const PHONE = /\+?\d[\d ().-]{7,}\d/g
const DAY = /\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2}/

/** A text without phones and other long numbers; `text` is not canonical yet. */
export const withoutPhones = (text: string): string =>
  text
    .replace(PHONE, (found) => (found.replace(/\D/g, '').length >= 9 && !DAY.test(found) ? ' _ ' : found))
    .replace(/\d{8,}/g, ' _ ')

const UNIT = any(
  'шт штук* штуч* pcs pieces pc units единиц одиниц комплект* набор* наборів sets упаков* короб* pairs',
)
const NUMBER = '\\d+(?:\\.\\d+)?k?'
const MEASURES = any(
  `см мм м км метр* сантим* кг г гр грам* килог* кілог* л литр* літр* мл гб тб мб gb tb mb вт ват ватт* квт вольт* w watt* v mah мач
  дюйм* inch inches cm mm m km kg g gram grams lb lbs oz ml liter* litre* hz гц мп mp градус* degree degrees ° минут* мин хв хвилин*
  minute minutes min mins секунд* second seconds sec час часа часов часик* годин* год года году hour hours hr hrs лет годик* рок* рік years year yo
  месяц* мес місяц* міс month months день дня дней дні днів day days недел* тижн* week weeks раз раза разів разу times time звезд* зірк* зірок star stars балл* бали балів
  point points этаж* поверх* отзыв* відгук* review reviews вопрос* питан* question questions вариант* варіант* option options платеж* платіж payment payments
  част* instal* причин* reason reasons фото* photo photos picture pictures магазин* shop shops store stores сайт* site sites sms смс письм* писем email emails букв* цифр*
  символ* digit digits ядер ядра core cores thread нитк* ступен* скорост* заказ* замовлен* order orders слов* слів word words комнат* кімнат* rooms тон тонн* процентов человек_уже
  г карт* карток cards адрес* устройств* пристро* devices кнопк* полей полів fields шаг* step steps попыт* спроб* tries клик* сторон* sides слой слоя слоев layer layers класс класса клас`,
)

const NOISE = [
  pattern('\\d{1,2}:\\d{2}(?: (?:am|pm))?'),
  pattern('\\d+(?:\\.\\d+)?k? ?(?:am|pm|h)'),
  pattern(
    `(?:#|номер*|ттн|трек*|накладн*|артикул*|арт|sku|код*|модел*|model|ref|id|версия|version|отделени*|відділенн*|поштомат*|квартир*|кв|будинок|буд|стр|page)(?: (?:#|номер|number|no|:|is|-|у|в|нп|новой|нової|почты|пошти|мой|мій|заказа|замовлення|телефона)){0,3} \\d+`.replaceAll(
      '*',
      '[\\p{L}]*',
    ),
  ),
  pattern(`(?:no|number) \\d{3,}(?! ${UNIT})`),
  pattern(
    `(?:заказ|замовлення|order|товар|item|invoice)(?: (?:#|no|номер|number|:|is|-)){0,2} \\d{4,}(?! ${UNIT})`,
  ),
  pattern(
    `${any('размер* розмір* size sizes р рост* зріст* height талия талії талию обхват* длин* довжин* ширин* высот* висот* диагонал* eu us ношу wear стопа нога модель iphone айфон galaxy ps xbox серия серія series')}(?: (?:у|меня|мене|is|a|i|am|m|-|:|обычно|зазвичай|мой|мій|в|на|около|the|с|з|от)){0,4} ${NUMBER}(?: (?:-|–|или|або|or|/) ${NUMBER})?`,
  ),
  pattern(`${NUMBER}(?: (?:-|–) ${NUMBER})?(?: -)? (?:${any('й ый ий ого размер* розмір* size eu us')})`),
  pattern(
    `${NUMBER} (?:x|х|×|\\*|на) ${NUMBER}(?: (?:x|х|×|\\*|на) ${NUMBER})?(?: ${any('см мм м cm mm m in')})?`,
  ),
  pattern(`(?:19|20)\\d\\d (?:г|год|года|році|року|року|р)`),
  pattern(`(?:в|у|in|since|с|з|from|после) (?:19|20)\\d\\d`),
  pattern(
    `(?:в|у|in|per|inside)(?: (?:одной|одній|каждой|кожній|этом|цьому|this|the|a|each|one|вашей|вашій|your))? ${any('упаков* короб* пачк* набор* наборі комплект* pack packs box set package case')}(?: (?:,|${W})){0,3} ${NUMBER}(?: ${W})?`,
  ),
  pattern(
    `${any('упаков* набор* набір комплект* сервиз* сервіз* pack set box')} (?:из|по|на|з|із|of|with) ${NUMBER}(?: ${W})?`,
  ),
  pattern(`${NUMBER}(?: (?:-|–|—|или|або|or|to|до) ${NUMBER})? ?(?:${MEASURES})`),
  pattern(`${NUMBER} в ${NUMBER}`),
  pattern(`${NUMBER} (?:in|for) (?:1|one)`),
]

/** `text` is canonical. Days, sums and percentages must have been read before. */
export const withoutNoise = (text: string): string => blotAll(text, NOISE)
