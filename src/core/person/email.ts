// One mailbox, however its address is written: case, dots, +tags, other names of the same provider, and domains that
// only look like a known one. Knows no shopper.
import { distance } from '../edit-distance.ts'

/** What a provider does not look at in front of the @. As their help pages have it, November 2026. */
type Provider = { readonly dots?: true; readonly plus?: true; readonly also?: readonly string[] }

const PROVIDERS: Readonly<Record<string, Provider>> = {
  'gmail.com': { dots: true, plus: true, also: ['googlemail.com'] },
  'outlook.com': { plus: true },
  'hotmail.com': { plus: true },
  'live.com': { plus: true },
  'icloud.com': { plus: true, also: ['me.com', 'mac.com'] },
  'proton.me': { dots: true, plus: true, also: ['protonmail.com', 'pm.me'] },
  'fastmail.com': { plus: true },
  'yahoo.com': {},
  'ymail.com': {},
  'yandex.ru': {
    dots: true,
    plus: true,
    also: ['ya.ru', 'yandex.com', 'yandex.ua', 'yandex.by', 'yandex.kz'],
  },
  'mail.ru': { plus: true },
  'bk.ru': { plus: true },
  'list.ru': { plus: true },
  'inbox.ru': { plus: true },
  'rambler.ru': {},
  'ukr.net': {},
  'i.ua': {},
  'meta.ua': {},
  'gmx.com': {},
  'gmx.net': {},
  'mail.com': {},
  'email.com': {},
  'aol.com': {},
}

const NAMES = new Map(
  Object.entries(PROVIDERS).flatMap(([name, { also = [] }]) => [name, ...also].map((one) => [one, name])),
)

/** A Cyrillic letter in a domain is there to be taken for the Latin one. */
const LOOKS = new Map([...'авекмнорстухіѕј'].map((char, i) => [char, 'abekmhopctyxisj'[i]!]))

const SHORTEST_GUESSED = 8

/** The provider that a domain is, or was made to look like; else the domain itself. */
const providerOf = (domain: string): string => {
  const plain = [...domain].map((char) => LOOKS.get(char) ?? char).join('')
  const known = NAMES.get(plain)
  if (known) return known
  // A short domain has too many neighbours that are somebody's own.
  if (plain.length < SHORTEST_GUESSED) return plain
  for (const [name, provider] of NAMES)
    if (
      Math.abs(name.length - plain.length) <= 1 &&
      name.length >= SHORTEST_GUESSED &&
      distance(plain, name) === 1
    )
      return provider
  return plain
}

/** null where it is no address. */
export const plainEmail = (text: string): string | null => {
  const match = /^([^@\s]{1,64})@([^@\s]+\.[^@\s]{2,})$/.exec(text.normalize('NFKC').trim().toLowerCase())
  if (!match) return null
  const domain = providerOf(match[2]!.replace(/\.$/, ''))
  const { dots, plus } = PROVIDERS[domain] ?? {}
  const untagged = plus ? match[1]!.replace(/(?<=.)\+.*$/, '') : match[1]!
  // Yandex takes a dash for a dot as well.
  const local = dots ? untagged.replace(domain === 'yandex.ru' ? /[.-]/g : /\./g, '') : untagged
  return `${local}@${domain}`
}
