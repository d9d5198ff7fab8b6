// What else names a person in a message: papers, days of birth, initials, nicknames, places without a street. Patterns only; what
// is done with them stands in mask.ts.

const START = String.raw`(?<![\p{L}\p{N}_])`
const END = String.raw`(?![\p{L}\p{N}_])`
const re = (source: string, flags = 'giu'): RegExp => new RegExp(source, flags)
const HOUSE = String.raw`(?:д(?:ом)?|буд(?:инок)?|хата|кв(?:артира)?|house)?\.?\s*№?\s*\d{1,4}\s?[\p{L}]?(?:\s?[/-]\s?\d+)?${END}`

/** СН 123456 is an old passport of Ukraine; others are told by the word before them. */
export const PAPERS: readonly RegExp[] = [
  re(
    String.raw`(?<=${START}(?:паспорт\p{L}*|passport|водительск\p{L}*|водійськ\p{L}*|driving licen[cs]e|id[- ]?карт\p{L}*|id card|снилс|инн|іпн|рнокпп|ssn)(?:\s+(?:no|number|is|серия|серії|серія|номер|права|посвідчення|удостоверение)\.?){0,3}\s*[:#№]?\s*)\p{L}{0,3}\s?[№#]?\s?\d[\d\s-]{4,12}\d`,
  ),
  re(String.raw`${START}[АВЕКІМНОРСТУХ]{2}\s?№?\s?\d{6}${END}`, 'gu'),
  re(String.raw`(?<=${START}(?:cvv|cvc|cvv2|пин(?:-код)?|пін(?:-код)?|pin)\s*[:-]?\s*)\d{3,4}${END}`),
  re(String.raw`(?<!\d)\d{4}[ -]?\d{2}[\d*xх]{2}[ -]?[*xх]{4}[ -]?\d{4}(?!\d)`),
  re(
    String.raw`(?<=(?:рожден\p{L}*|родил\p{L}*|народж\p{L}*|народил\p{L}*|born|birthday|birth)(?:\s+(?:on|is|я))?\s*[:-]?\s*)\d{1,4}[./-]\d{1,2}[./-]\d{1,4}`,
  ),
]

/** Шевченко Т. Г. · И. И. Иванов */
export const INITIALS = re(
  String.raw`${START}(?:\p{Lu}[\p{L}’'ʼ-]+\s+\p{Lu}\.\s?\p{Lu}\.|\p{Lu}\.\s?\p{Lu}\.\s?\p{Lu}[\p{Ll}’'ʼ-]{2,})`,
  'gu',
)

export const NICKNAME = re(
  String.raw`(?<=${START}(?:телег\p{L}*|телеграм\p{L}*|telegram|tg|inst\p{L}*|инст\p{L}*|інст\p{L}*|viber|вайбер\p{L}*|skype|скайп\p{L}*|ник|нік|nickname)(?:\s+(?:в|у|is)\s+\p{L}+)?\s*[:-]?\s*)[a-z][a-z\d]*[._\d][\w.]{2,30}`,
)

export const PLACES: readonly RegExp[] = [
  // мкр. Северный, д. 5 · село Іванівка, хата 7
  re(
    String.raw`${START}(?i:мкр|микрорайон|мікрорайон|ж\/м|жк|массив|масив|село|селі|с\.|смт|пос[её]лок|пгт|ш)\.?\s+\p{Lu}[\p{L}’'ʼ-]+(?:\s+\p{Lu}[\p{L}’'ʼ-]+)?,?\s*${HOUSE}`,
    'gu',
  ),
  // на Соборную 12, кв. 4
  re(
    String.raw`${START}\p{Lu}[\p{L}’'ʼ-]+,?\s+\d{1,4}\s?\p{L}?[,\s]+(?i:кв(?:артира)?|apt|flat)\.?\s*№?\s*\d+${END}`,
    'gu',
  ),
  // flat 3, 12 Oak Rd
  re(
    String.raw`${START}\d+\s?\p{L}?,?\s+(?:[A-Z][\p{L}'-]+\s+){1,3}(?:St|Ave|Road|Rd|Lane|Ln|Drive|Dr|Blvd|Square|Court|Close|Way)${END}\.?`,
    'gu',
  ),
  re(
    String.raw`${START}(?:нова пошта|нов(?:ая|ой|у[юй]?) почт[аыуе]|нової пошти|нп|укрпошт\p{L}*)\s*(?:№|#|номер)?\s*\d{1,5}${END}`,
  ),
  re(String.raw`${START}p\.?\s?o\.?\s?box\s*\d+${END}`),
  // an index beside its town; without a word for the town it may be a sum
  re(String.raw`${START}\d{5,6},?\s+(?:м\.|г\.|місто|город)\s?\p{Lu}[\p{Ll}’'ʼ-]{2,}`, 'gu'),
  re(String.raw`${START}(?:м\.|г\.|місто|город)\s?\p{Lu}[\p{Ll}’'ʼ-]{2,},\s*\d{5,6}${END}`, 'gu'),
  re(String.raw`${START}[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}${END}`, 'gu'),
]

/** A phone of a town, where it is called one. */
export const TOLD_PHONE = re(
  String.raw`(?<=${START}(?:тел|телефон\p{L}*|phone|tel|номер телефон\p{L}*)\.?\s*[:-]?\s*)\d[\d\s-]{4,9}\d(?!\d)`,
)
