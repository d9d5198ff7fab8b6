// Sums in minor units, written for people.

/** `places`: how many digits the currency's minor unit has, where the server knows it better than the browser. */
export const moneyIn = (currency: string, lang: string, places?: number): ((minor: number) => string) => {
  const format = new Intl.NumberFormat(lang, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const digits = places ?? format.resolvedOptions().maximumFractionDigits ?? 2
  const whole = new Intl.NumberFormat(lang, {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    maximumFractionDigits: 0,
  })
  const unit = 10 ** digits
  return (minor) => (minor % unit === 0 ? whole : format).format(minor / unit)
}

/** The same sum as a plain decimal, as the API takes it: 1990 with 2 digits is "19.90". */
export const majorOf = (minor: number, digits: number): string => (minor / 10 ** digits).toFixed(digits)
