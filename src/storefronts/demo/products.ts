// The goods of the demo shop. Prices in minor units of whatever currency the rulebook names.

export type Product = {
  readonly id: string
  readonly title: { readonly uk: string; readonly en: string }
  readonly about: { readonly uk: string; readonly en: string }
  readonly category: string
  readonly price: number
}

const product = (
  id: string,
  category: string,
  price: number,
  uk: readonly [title: string, about: string],
  en: readonly [title: string, about: string],
): Product => ({
  id,
  category,
  price: price * 100,
  title: { uk: uk[0], en: en[0] },
  about: { uk: uk[1], en: en[1] },
})

export const PRODUCTS: readonly Product[] = [
  product(
    'mug',
    'kitchen',
    390,
    ['Емальований кухоль', '350 мл, не боїться багаття'],
    ['Enamel mug', '350 ml, fit for a campfire'],
  ),
  product(
    'coffee',
    'kitchen',
    720,
    ['Кава в зернах, 1 кг', 'Ефіопія, світле обсмаження'],
    ['Coffee beans, 1 kg', 'Ethiopia, light roast'],
  ),
  product(
    'lamp',
    'home',
    1490,
    ['Настільна лампа', 'Тепле світло, три режими'],
    ['Desk lamp', 'Warm light, three levels'],
  ),
  product(
    'blanket',
    'home',
    1850,
    ['Вовняний плед', '140 × 200 см, карпатська вовна'],
    ['Wool blanket', '140 × 200 cm, Carpathian wool'],
  ),
  product(
    'backpack',
    'outdoor',
    2690,
    ['Міський рюкзак', '22 л, відділ для ноутбука'],
    ['City backpack', '22 l, laptop sleeve'],
  ),
  product(
    'sneakers',
    'clothes',
    3290,
    ['Кросівки для бігу', 'Розміри 36–46, легка підошва'],
    ['Running shoes', 'Sizes 36–46, light sole'],
  ),
  product(
    'headphones',
    'electronics',
    4990,
    ['Навушники', 'Шумозаглушення, 40 годин'],
    ['Headphones', 'Noise cancelling, 40 hours'],
  ),
  product(
    'jacket',
    'clothes',
    5400,
    ['Дощова куртка', 'Мембрана, проклеєні шви'],
    ['Rain jacket', 'Membrane, sealed seams'],
  ),
  product(
    'watch',
    'electronics',
    8900,
    ['Годинник із GPS', 'Пульс, мапи, 14 днів'],
    ['GPS watch', 'Pulse, maps, 14 days'],
  ),
  product(
    'chair',
    'home',
    12900,
    ['Робоче крісло', 'Підтримка спини, 5 років гарантії'],
    ['Office chair', 'Back support, 5-year guarantee'],
  ),
  product(
    'espresso',
    'kitchen',
    24900,
    ['Еспресо-машина', '15 бар, капучинатор'],
    ['Espresso machine', '15 bar, milk frother'],
  ),
  product(
    'bike',
    'outdoor',
    46500,
    ['Електровелосипед', 'До 90 км на одному заряді'],
    ['Electric bike', 'Up to 90 km on one charge'],
  ),
]
