// Sums in minor units, written for people.

export const moneyIn = (currency: string, lang: string): ((minor: number) => string) => {
  const format = new Intl.NumberFormat(lang, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const whole = new Intl.NumberFormat(lang, {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    maximumFractionDigits: 0,
  })
  const unit = 10 ** digits
  return (minor) => (minor % unit === 0 ? whole : format).format(minor / unit)
}
