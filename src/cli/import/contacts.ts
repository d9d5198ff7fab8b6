// Who a row is about: the shop's own id, an e-mail, a phone, each in the one form in which it is kept. Pure.
import type { Address } from '../../core/event.ts'
import { type Fields, fieldOf, textOf } from './row.ts'
import { RowFault, type Shop } from './shop.ts'

export const WHO = {
  user_id: [
    'user_id',
    'userid',
    'customer_id',
    'customerid',
    'customer_user_id',
    'customer_user',
    'shopper_id',
    'client_id',
  ],
  email: [
    'email',
    'e_mail',
    'customer_email',
    'billing_email',
    'email_(billing)',
    'email_address',
    'contact_email',
  ],
  phone: [
    'phone',
    'customer_phone',
    'billing_phone',
    'phone_(billing)',
    'phone_number',
    'default_address_phone',
    'mobile',
    'telephone',
    'tel',
    'shipping_phone',
  ],
} as const

export type Who = {
  readonly addresses: [Address, ...Address[]]
  readonly email?: string
  readonly phone?: string
}

/** "+380501234567" where the country is said or known; else the digits as they are. */
export const readPhone = (text: string, code: string | null): string => {
  if (/\de[+-]?\d/i.test(text))
    throw new RowFault(`the phone ${text.slice(0, 20)} was cut short by a spreadsheet`)
  const digits = text.replace(/\(0\)/, '').replace(/\D/g, '')
  if (digits.length < 7 || digits.length > 15) throw new RowFault(`"${text.slice(0, 30)}" is no phone number`)
  if (text.trim().startsWith('+')) return `+${digits}`
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  if (code === null) return digits.length >= 11 && !digits.startsWith('0') ? `+${digits}` : digits
  if (digits.startsWith(code) && digits.length >= 11) return `+${digits}`
  // Written for inside the country: a leading 0, or an 8 where that is the trunk.
  if (code === '7' && digits.length === 11 && digits.startsWith('8')) return `+7${digits.slice(1)}`
  if (code === '375' && digits.length === 11 && digits.startsWith('80')) return `+375${digits.slice(2)}`
  if (code === '380' && digits.length === 11 && digits.startsWith('80')) return `+3${digits}`
  if (digits.startsWith('0')) return `+${code}${digits.slice(1)}`
  return digits.length >= 11 ? `+${digits}` : `+${code}${digits}`
}

export const readEmail = (text: string): string => {
  const email = text.toLowerCase().replace(/^mailto:/, '')
  if (email.length > 254 || !/^[^\s@,;"<>]+@[^\s@,;"<>]+\.[^\s@,;"<>]{2,}$/.test(email))
    throw new RowFault('the e-mail is none')
  return email
}

/** Throws a RowFault where nobody is named, or an address can't be read. */
export const readWho = (fields: Fields, shop: Shop): Who => {
  const said = (names: readonly string[]) => textOf(fieldOf(fields, names)).replace(/^'/, '')
  // A guest is 0 in WooCommerce; spreadsheets and data frames make 17850.0 of a number.
  const user = said(WHO.user_id)
    .replace(/^(\d+)\.0$/, '$1')
    .replace(/^0$/, '')
  if (user.length > 200) throw new RowFault('the user id is longer than 200 characters')
  const email = said(WHO.email) && readEmail(said(WHO.email))
  const phone = said(WHO.phone) && readPhone(said(WHO.phone), shop.phoneCode)
  const [first, ...more] = [
    ...(user ? [{ channel: 'user', id: user }] : []),
    ...(email ? [{ channel: 'email', id: email }] : []),
    ...(phone ? [{ channel: 'phone', id: phone }] : []),
  ]
  if (!first) throw new RowFault('nobody is named: a user_id, an email or a phone is needed')
  return { addresses: [first, ...more], ...(email && { email }), ...(phone && { phone }) }
}
