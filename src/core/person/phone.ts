// One phone, however it is written: the digits of E.164. Knows no shopper.

/** Telephone codes of the countries whose currency is nobody else's. */
const CODES: Readonly<Record<string, string>> = {
  UAH: '380',
  PLN: '48',
  KZT: '7',
  RUB: '7',
  BYN: '375',
  MDL: '373',
  GEL: '995',
  GBP: '44',
  CZK: '420',
  RON: '40',
}

/** The code of the country whose own currency it is, "380"; null: it is more than one country's. */
export const phoneCodeOf = (currency: string): string | null => CODES[currency] ?? null

/** `currency`: the shop's, which tells the country of a number that is written for inside it. null: no number. */
export const plainPhone = (text: string, currency: string): string | null => {
  const trimmed = text.normalize('NFKC').trim()
  const digits = trimmed.replace(/\(0\)/, '').replace(/\D/g, '')
  if (digits.length < 7 || digits.length > 15) return null
  if (trimmed.startsWith('+')) return digits
  if (digits.startsWith('00')) return digits.slice(2)
  const code = phoneCodeOf(currency)
  if (code === null || (digits.startsWith(code) && digits.length >= 11)) return digits
  // The trunk prefixes: an 8 in Russia and Kazakhstan, 80 in Belarus and Ukraine, a 0 elsewhere.
  if (code === '7' && digits.length === 11 && digits.startsWith('8')) return `7${digits.slice(1)}`
  if ((code === '375' || code === '380') && digits.length === 11 && digits.startsWith('80'))
    return `${code}${digits.slice(2)}`
  if (digits.startsWith('0')) return `${code}${digits.slice(1)}`
  return digits.length >= 11 ? digits : `${code}${digits}`
}
