// The country of an address, out of the list that came with the packages (CC0): no service is asked. The list is read
// into memory when it is first needed.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import { type CountryResponse, Reader } from 'maxmind'

const LIST = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'

type Row = CountryResponse & { readonly country_code?: string }

/** Answers an ISO 3166-1 code; undefined for a private, unknown or unreadable address. */
export const createCountries = (): ((address: string) => string | undefined) => {
  let list: Reader<Row> | undefined
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
    if (isIP(plain) === 0) return undefined
    list ??= new Reader<Row>(readFileSync(createRequire(import.meta.url).resolve(LIST)))
    return list.get(plain)?.country_code
  }
}
