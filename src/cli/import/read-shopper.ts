// From a row to what the shop knows of one shopper. Pure; says what it left out.

import { LANGS, type Lang } from '../../core/meaning.ts'
import type { Traits } from '../../core/person/traits.ts'
import type { ImportedShopper } from '../../runtime/importer.ts'
import { readWho, WHO } from './contacts.ts'
import { type Fields, fieldOf, textOf } from './row.ts'
import { RowFault, type Shop, wordsOf } from './shop.ts'
import { readBirthday, readTime } from './times.ts'

export const SHOPPER_NAMES = {
  name: ['name', 'full_name', 'display_name', 'customer_name'],
  first_name: ['first_name', 'billing_first_name', 'firstname'],
  last_name: ['last_name', 'billing_last_name', 'lastname'],
  language: ['language', 'lang', 'locale'],
  birthday: ['birthday', 'birth_date', 'date_of_birth', 'dob'],
  region: [
    'region',
    'city',
    'province',
    'state',
    'default_address_province',
    'default_address_city',
    'billing_state',
    'billing_city',
  ],
  points: ['points', 'bonus', 'bonuses', 'loyalty_points'],
  consent: [
    'consent',
    'subscribed',
    'accepts_marketing',
    'accepts_email_marketing',
    'marketing_consent',
    'newsletter',
  ],
  consent_at: ['consent_at', 'subscribed_at', 'unsubscribed_at'],
  created_at: ['created_at', 'registered_at', 'user_registered', 'date_registered', 'created', 'sign_up'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Every column that says something to us. */
export const SHOPPER_COLUMNS: ReadonlySet<string> = new Set(
  [WHO, SHOPPER_NAMES].flatMap((names) => Object.values(names).flat()),
)

const YES = new Set(['yes', 'true', '1', 'y', 'subscribed', 'так', 'да', '+'])
const NO = new Set(['no', 'false', '0', 'n', 'unsubscribed', 'not_subscribed', 'ні', 'нет', '-'])

const consentOf = (text: string): boolean | undefined => {
  const word = text.toLowerCase()
  if (word === '') return undefined
  if (YES.has(word)) return true
  if (NO.has(word)) return false
  throw new RowFault(`the consent "${text.slice(0, 20)}" is neither yes nor no`)
}

const languageOf = (text: string, warnings: string[]): Lang | undefined => {
  if (text === '') return undefined
  const code = text.toLowerCase().slice(0, 2)
  const found = LANGS.find((lang) => lang === (code === 'ua' ? 'uk' : code))
  if (!found) warnings.push(`the language "${text.slice(0, 20)}" is not spoken here and was left out`)
  return found
}

const pointsOf = (text: string): number | undefined => {
  if (text === '') return undefined
  const plain = text.replace(/[\s\u00a0]/g, '').replace(/[.,]0+$/, '')
  if (!/^\d{1,9}$/.test(plain)) throw new RowFault(`the points "${text.slice(0, 20)}" are no whole number`)
  return Number(plain)
}

export type ReadShopper = { readonly imported: ImportedShopper; readonly warnings: readonly string[] }

/** Throws a RowFault where the row can't be taken. */
export const readShopperRow = (fields: Fields, shop: Shop): ReadShopper => {
  const warnings: string[] = []
  const said = (field: keyof typeof SHOPPER_NAMES): string => textOf(fieldOf(fields, SHOPPER_NAMES[field]))
  const { addresses, email, phone } = readWho(fields, shop)
  const time = (field: 'created_at' | 'consent_at'): number | undefined => {
    if (said(field) === '') return undefined
    const read = readTime(said(field), shop.zone, shop.dates)
    if (read.kind === 'wrong') throw new RowFault(read.why)
    return Math.min(read.at, shop.now)
  }
  const birthday = said('birthday') === '' ? undefined : readBirthday(said('birthday'), shop.dates)
  if (typeof birthday === 'object') throw new RowFault(`the birthday: ${birthday.why}`)
  const name = wordsOf(said('name') || `${said('first_name')} ${said('last_name')}`, 100)
  const traits: Record<keyof Traits, unknown> | Record<string, unknown> = {
    ...{ email, phone, name, birthday },
    language: languageOf(said('language'), warnings),
    region: wordsOf(said('region'), 100),
    points: pointsOf(said('points')),
  }
  const known = Object.entries(traits).filter(([, value]) => value !== undefined && value !== null)
  const [consent, consented, created] = [consentOf(said('consent')), time('consent_at'), time('created_at')]
  return {
    warnings,
    imported: {
      addresses,
      traits: Object.fromEntries(known) as Traits,
      ...(consent !== undefined && { consent }),
      ...(consented !== undefined && { consented }),
      ...(created !== undefined && { created }),
    },
  }
}
