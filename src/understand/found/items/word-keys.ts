// A word brought to a key that its forms, its spellings in both alphabets and its two languages share: "кроссовок",
// "кросівки" and "krossovki" come to one or two of the same keys. Knows no catalogue.

/** Brands that are written by ear. */
const BY_EAR: Readonly<Record<string, string>> = {
  айфон: 'iphone',
  эпл: 'apple',
  епл: 'apple',
  эппл: 'apple',
  найк: 'nike',
  найки: 'nike',
  дайсон: 'dyson',
  сяоми: 'xiaomi',
  сяомі: 'xiaomi',
  ксиоми: 'xiaomi',
  хуавей: 'huawei',
  рибок: 'reebok',
  конверс: 'converse',
  конверсы: 'converse',
  левайс: 'levis',
  джордан: 'jordan',
  плейстейшн: 'playstation',
  ксбокс: 'xbox',
  делонги: 'delonghi',
  бош: 'bosch',
  айпад: 'ipad',
  макбук: 'macbook',
  аирподс: 'airpods',
  эирподс: 'airpods',
}

const ENDINGS =
  /(?:иями|ями|ами|ього|ьому|ого|его|ому|ему|ыми|ими|їми|ої|ою|ею|єю|ией|ія|ії|ію|ие|ий|ый|ой|ей|ая|яя|ую|юю|ое|ее|ые|их|ых|ым|им|їх|ом|ем|єм|ам|ям|ах|ях|ов|ев|ів|їв|ья|ье|ью|ия|ию|ии|іі|і|ї|а|я|у|ю|о|е|є|ы|и|ь|й)$/u
const FLEETING = /([^аеиоуыэюяіїє])[оеі]([кцлн])$/u

const stemCyrillic = (word: string): string => {
  const bare = word.replace(ENDINGS, '')
  const stem = bare.length >= 3 ? bare : word
  return stem.length >= 4 ? stem.replace(FLEETING, '$1$2') : stem
}

const stemLatin = (word: string): string => {
  if (/\d/.test(word)) return word
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:s|x|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word
}

const SOUNDS: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    ґ: 'g',
    д: 'd',
    е: 'e',
    є: 'e',
    э: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    і: 'i',
    ї: 'i',
  },
  ...{
    й: 'i',
    ы: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'h',
  },
  ...{ ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ь: '', ю: 'iu', я: 'ia' },
}

/** As it sounds, in Latin letters, no letter twice. */
const sounds = (word: string): string => {
  const latin = word.replace(/[\u0400-\u04ff]/g, (letter) => SOUNDS[letter] ?? letter)
  return latin
    .replace(/ph/g, 'f')
    .replace(/sch/g, 'sh')
    .replace(/ck/g, 'k')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c(?!h)/g, 'k')
    .replace(/[yj]/g, 'i')
    .replace(/w/g, 'v')
    .replace(/x/g, 'ks')
    .replace(/q/g, 'k')
    .replace(/kh/g, 'h')
    .replace(/([a-z])\1+/g, '$1')
}

/** A word may also be the name of something that every object has. */
const byEar = new Map(Object.entries(BY_EAR))

const isCyrillic = (word: string): boolean => /[\u0400-\u04ff]/.test(word)

/** One or two keys of a small word: of its stem first, and of the word as it stands. */
export const wordKeys = (word: string): readonly string[] => {
  const bare = (byEar.get(word) ?? word).replaceAll('ё', 'е').replace(/['’ʼ`-]/g, '')
  const stem = isCyrillic(bare) ? stemCyrillic(bare) : stemLatin(bare)
  const [first, second] = [sounds(stem), sounds(bare)]
  return first === second || first.length < 2 ? [second] : [first, second]
}

const WORD = /[\p{L}\d][\p{L}\p{M}\d'’ʼ`]*(?:-[\p{L}\d]+)*/gu

/** The words of a title or a text, with their parts where they are joined by a hyphen. */
export const wordsIn = (text: string): readonly string[] =>
  (text.toLowerCase().match(WORD) ?? []).flatMap((word) =>
    word.includes('-') ? [word, ...word.split('-')] : [word],
  )
