// The goods of the demo shop, with their words in three languages. Knows no sums of orders and no API.

export type Lang = 'ru' | 'uk' | 'en'
type Words = { readonly [lang in Lang]: string }

/** `price`, `was` and `cost` are whole major units of whatever currency the rulebook names. */
export type Product = {
  readonly id: string
  readonly category: 'kitchen' | 'home' | 'outdoor' | 'clothes' | 'electronics'
  readonly price: number
  /** The usual price of what is on sale now. */
  readonly was?: number
  readonly cost: number
  /** Pieces that lie ready each morning. */
  readonly stock: number
  readonly title: Words
  readonly about: Words
  readonly details: Words
}

type Told = readonly [title: string, about: string, details: string]
type Sums = Pick<Product, 'price' | 'cost' | 'stock'> & { readonly was?: number }

const product = (
  id: string,
  category: Product['category'],
  sums: Sums,
  uk: Told,
  ru: Told,
  en: Told,
): Product => ({
  ...{ id, category, ...sums },
  title: { uk: uk[0], ru: ru[0], en: en[0] },
  about: { uk: uk[1], ru: ru[1], en: en[1] },
  details: { uk: uk[2], ru: ru[2], en: en[2] },
})

export const PRODUCTS: readonly Product[] = [
  product(
    'mug',
    'kitchen',
    { price: 390, cost: 170, stock: 60 },
    [
      'Емальований кухоль',
      '350 мл, не боїться багаття',
      'Сталь із двома шарами емалі. Тримає тепло, не бʼється і мандрує з вами в рюкзаку.',
    ],
    [
      'Эмалированная кружка',
      '350 мл, не боится костра',
      'Сталь с двумя слоями эмали. Держит тепло, не бьётся и путешествует с вами в рюкзаке.',
    ],
    [
      'Enamel mug',
      '350 ml, fit for a campfire',
      'Steel under two layers of enamel. Keeps warm, does not break, and travels in your backpack.',
    ],
  ),
  product(
    'coffee',
    'kitchen',
    { price: 720, cost: 430, stock: 48 },
    [
      'Кава в зернах, 1 кг',
      'Ефіопія, світле обсмаження',
      'Арабіка з нотами жасмину й персика. Обсмажуємо щочетверга, відправляємо щопʼятниці.',
    ],
    [
      'Кофе в зёрнах, 1 кг',
      'Эфиопия, светлая обжарка',
      'Арабика с нотами жасмина и персика. Обжариваем по четвергам, отправляем по пятницам.',
    ],
    [
      'Coffee beans, 1 kg',
      'Ethiopia, light roast',
      'Arabica with notes of jasmine and peach. Roasted on Thursdays, sent on Fridays.',
    ],
  ),
  product(
    'lamp',
    'home',
    { price: 1490, cost: 760, stock: 25 },
    [
      'Настільна лампа',
      'Тепле світло, три режими',
      'Латунний шарнір тримає будь-який кут. Світлодіод 8 Вт змінюється без викрутки.',
    ],
    [
      'Настольная лампа',
      'Тёплый свет, три режима',
      'Латунный шарнир держит любой угол. Светодиод 8 Вт меняется без отвёртки.',
    ],
    [
      'Desk lamp',
      'Warm light, three levels',
      'A brass joint that holds any angle. The 8 W light is changed without a screwdriver.',
    ],
  ),
  product(
    'blanket',
    'home',
    { price: 1850, was: 2300, cost: 980, stock: 18 },
    [
      'Вовняний плед',
      '140 × 200 см, карпатська вовна',
      'Зітканий на Закарпатті з нефарбованої вовни. Гріє навіть тоді, коли опалення ще не ввімкнули.',
    ],
    [
      'Шерстяной плед',
      '140 × 200 см, карпатская шерсть',
      'Соткан в Закарпатье из некрашеной шерсти. Греет и тогда, когда отопление ещё не включили.',
    ],
    [
      'Wool blanket',
      '140 × 200 cm, Carpathian wool',
      'Woven in the Carpathians from undyed wool. Warm even before the heating season has begun.',
    ],
  ),
  product(
    'backpack',
    'outdoor',
    { price: 2690, cost: 1380, stock: 30 },
    [
      'Міський рюкзак',
      '22 л, відділ для ноутбука',
      'Тканина не промокає, блискавки захищені. Ноутбук до 15,6″ лежить у мʼякій кишені.',
    ],
    [
      'Городской рюкзак',
      '22 л, отделение для ноутбука',
      'Ткань не промокает, молнии защищены. Ноутбук до 15,6″ лежит в мягком кармане.',
    ],
    [
      'City backpack',
      '22 l, laptop sleeve',
      'Rainproof cloth and covered zips. A laptop of up to 15.6″ rests in a soft sleeve.',
    ],
  ),
  product(
    'sneakers',
    'clothes',
    { price: 3290, was: 3990, cost: 1900, stock: 22 },
    [
      'Кросівки для бігу',
      'Розміри 36–46, легка підошва',
      'Пара важить 480 грамів. Дихаюча сітка, підошва для асфальту й парку.',
    ],
    [
      'Кроссовки для бега',
      'Размеры 36–46, лёгкая подошва',
      'Пара весит 480 граммов. Дышащая сетка, подошва для асфальта и парка.',
    ],
    [
      'Running shoes',
      'Sizes 36–46, light sole',
      'A pair weighs 480 grams. Mesh that breathes, a sole for the street and the park.',
    ],
  ),
  product(
    'headphones',
    'electronics',
    { price: 4990, cost: 3100, stock: 14 },
    [
      'Навушники',
      'Шумозаглушення, 40 годин',
      'Тиша в поїзді й чистий голос у дзвінках. Пʼять хвилин заряджання дають чотири години музики.',
    ],
    [
      'Наушники',
      'Шумоподавление, 40 часов',
      'Тишина в поезде и чистый голос в звонках. Пять минут зарядки дают четыре часа музыки.',
    ],
    [
      'Headphones',
      'Noise cancelling, 40 hours',
      'Silence on the train and a clear voice in calls. Five minutes of charging give four hours of music.',
    ],
  ),
  product(
    'jacket',
    'clothes',
    { price: 5400, was: 6750, cost: 3300, stock: 16 },
    [
      'Дощова куртка',
      'Мембрана, проклеєні шви',
      'Три шари, 10 000 мм водного стовпа. Капюшон регулюється однією рукою.',
    ],
    [
      'Дождевая куртка',
      'Мембрана, проклеенные швы',
      'Три слоя, 10 000 мм водяного столба. Капюшон регулируется одной рукой.',
    ],
    [
      'Rain jacket',
      'Membrane, sealed seams',
      'Three layers, a water column of 10,000 mm. The hood is set with one hand.',
    ],
  ),
  product(
    'watch',
    'electronics',
    { price: 8900, cost: 5900, stock: 2 },
    [
      'Годинник із GPS',
      'Пульс, мапи, 14 днів',
      'Веде маршрутом без телефона, рахує пульс і сон. Скло витримує подряпини й дощ.',
    ],
    [
      'Часы с GPS',
      'Пульс, карты, 14 дней',
      'Ведут по маршруту без телефона, считают пульс и сон. Стекло не боится царапин и дождя.',
    ],
    [
      'GPS watch',
      'Pulse, maps, 14 days',
      'Guides you without a phone, counts pulse and sleep. The glass takes scratches and rain.',
    ],
  ),
  product(
    'chair',
    'home',
    { price: 12900, cost: 8200, stock: 9 },
    [
      'Робоче крісло',
      'Підтримка спини, 5 років гарантії',
      'Спинка йде за рухом, підлокітники — за столом. Збирається за десять хвилин.',
    ],
    [
      'Рабочее кресло',
      'Поддержка спины, 5 лет гарантии',
      'Спинка следует за движением, подлокотники — за столом. Собирается за десять минут.',
    ],
    [
      'Office chair',
      'Back support, 5-year guarantee',
      'The back follows you, the armrests follow the desk. Put together in ten minutes.',
    ],
  ),
  product(
    'espresso',
    'kitchen',
    { price: 24900, cost: 17500, stock: 12 },
    [
      'Еспресо-машина',
      '15 бар, капучинатор',
      'Два бойлери: кава й молоко водночас. Меле, темперує і промивається сама.',
    ],
    [
      'Эспрессо-машина',
      '15 бар, капучинатор',
      'Два бойлера: кофе и молоко одновременно. Сама мелет, темперует и промывается.',
    ],
    [
      'Espresso machine',
      '15 bar, milk frother',
      'Two boilers: coffee and milk at once. Grinds, tamps and rinses by itself.',
    ],
  ),
  product(
    'bike',
    'outdoor',
    { price: 46500, cost: 34000, stock: 8 },
    [
      'Електровелосипед',
      'До 90 км на одному заряді',
      'Тихий мотор 250 Вт, гідравлічні гальма, світло від батареї. Важить 19 кг.',
    ],
    [
      'Электровелосипед',
      'До 90 км на одном заряде',
      'Тихий мотор 250 Вт, гидравлические тормоза, свет от батареи. Весит 19 кг.',
    ],
    [
      'Electric bike',
      'Up to 90 km on one charge',
      'A quiet 250 W motor, hydraulic brakes, lights off the battery. Weighs 19 kg.',
    ],
  ),
]

export const productOf = (id: string): Product | undefined => PRODUCTS.find((product) => product.id === id)
