// Words that everybody says: those of five or more of our own examples, and what goods of every kind are called beside
// their names (colours, materials, rooms, seasons). One of these alone names no item. Knows no catalogue.
import { wordKeys } from './word-keys.ts'

const WORDS = `
about accept accepted account add address adult after again air alarm all already and another any anymore
anyone anything app are around ask autumn away baby back bad bank bathroom beautiful bedroom been before
being best better big bit black blue bot bought bring brown bucks business but buy buying bye call came can
cancel cant cart case cash change charge cheap cheaper check child children classic close code coffee color
colour come comes coming company contact cool cost costs cotton could count coupon courier dark date
daughter day days deal degrees delivery did digital discount does doesnt dont door drink driver eat electric
email end enough even evening everything expensive father fee film find fine fire first food for found free
friend from garden get give glass going gold golden gone good got gray great green grey half has have hello
help here hey hold home hour house how human hundred husband ill indoor into invoice isnt item its just kids
kit kitchen know large last later leather led less let lets light like list living long looks lost lower lux
made make man manager many max maxi medium men metal mini minute money month more morning mother movie much
music need needed never new next nice night nobody not nothing now number off offer okay old once one only
open orange order ordered ordering original other our out outdoor over pack page paid pair parcel pay paying
payment people percent person pickup piece pieces pink plastic play please plus point points portable
possible post postage premium price pro promo purchase purple put quality read real red remind return right
room run sale same say says second see sell send sending set shipping shop show sign silver site six size
slow small smart some someone something son song spend spring staff start steel still stock stop store stuck
summer super sure system take talk tea tell temperature terms text than thank thanks that thats the then
there theres these they thing third this three through till time timer times today tomorrow too total turn
two under usb use very volume wait waiting want warranty was water way weather website week well were what
whats when where wheres which white who why wife will win winter wireless with without woman women wont wood
wooden wool work would write wrong year yellow yes yesterday yet you your youre yours автоматический ага
актуально але бабуся бабушка бавовна без белая белую белые белый берете беру беспроводной большая больше
большие большой бот боюсь брать був буде будет буду було был была было більше вам вами ванная ванной вас ваш
вашего ввожу велика великий весенний весь вечер вже взагалі взрослый взяла вимкни включи вода воду воды
возврат возьму воно вообще вопрос вот времени время все второй вчера вчора выключи выходит від відсотків
візьму вікно він вітаю гарантія гарна гарний где год года грошей гроші давайте дай дайте дали данные дані
два двери дверь двор день деньги дерево деревянный десять детей дети детская детские детский дешевле дешевше
дешевый дитина дитини дитяча дитячий для дней дня днів добре добрий доброго добрый дом дома домашний дому
дорого дорогой доставка доставки доставку дочка дочке дочь друг другого другой дуже дякую дітей его еда если
есть еще ждать жду желтый жена жене женская женский жовтий жіночий завтра заказ заказа заказать закрой
замовлення зараз зелена зелений зеленый зимний зимовий знижка знижку зробіть идет или його как какая какие
какой карта картка картку картой качество кем класс кнопка когда код кодом кожа кожаный коли колір комната
комнате комплект корзине коричневый кот кофе кошик красивая красивый красная красные красный кто куда куди
купон курьер курєр кухни кухню кухня кухні кімната ладно легкий летний лише любимый людей люди людина люкс
літній мабуть магазин магазина магазину магазині маленькая маленький малий мама маме мамы мене менеджера
менше меня мені месяц металл минус минут мне мого могу модель может можна можно можу мой мою моя моє муж
мужская мужской мужу музыка мягкая мягкий мій мінус місяць набор набора набір надо назад написано напишу
натуральная натуральный недели неделю неделя нельзя нема нет нибудь ничего новая нового новые новый номер
нормально ночь нужен нужна нужно нуль нічого один одну окно оператора оплату оригинал осенний открой
оформила папа пара пары первый передумала песня писати писать пише пишет пластик платити платить платіж
повернення поверни погода под подарки подарок подарочный подарунки подарунок подойдет подруга подруге
подходит пожалуйста пойдет пока поки покупка покупки полный половина портативный посилка после последний
поставь посылка потом потрібен потім почему почту пошту прайс предложение премиум при привезли привет привіт
придет прийшло прислали пришлете пришло про промокод просто простой процентов прошу пустой пять пів під піде
підходить підійде після раз размер размера разный разу рахунок ребенка ребенку ребенок ремонт рожевий
рожевый розмір розовый рублей ручной сад сада сайт сайте сайті сама свет світло сделайте сегодня сейчас
сенсу серый синие синий синяя синій скасувати скидка скидку скиньте складі сколько скільки слишком смс
сначала спасибо списку сразу средний срок статус стекло сто стоит столько стільки сумма счет сын сына
сьогодні сірий таймер так таке такие таких такое такой такі там температура тепер тепла теплая теплый
тиждень товар тогда того тоді той только тот точно треба третий три тут тяжелый тільки увімкни уже умный
умови универсальный упаковка условия утро фото хай хватит хлопковый хлопок холодный хорошая хорошие хороший
хочу хто цвет цвета цей целый цена цене цену цены ціна ціни ціну чай час часов чат чекати чекаю человек чем
червоний через черная черные черный чим чого чоловічий чому чорна чорний чорні что чтобы шкіра штук штука
штуки щоб щось электрический это этот яка який якщо якість іншого
`

const keys = new Set(WORDS.trim().split(/\s+/).flatMap(wordKeys))

export const isTalk = (key: string): boolean => keys.has(key)
