// In which time zone a shopper lives, as far as we know: the shop's word, its word on the country, what the browser
// says, the country that the network says, else the shop's own.
import type { Shop } from '../shop.ts'
import type { Shopper } from '../shopper.ts'
import { ZONE_OF_COUNTRY } from './country-zones.ts'

/** Only of a country that has one time zone; a town or a region in words says nothing here. */
const zoneOfRegion = (region: string | undefined): string | undefined => {
  const country = region?.trim().toUpperCase().slice(0, 3)
  return country?.length === 2 ? ZONE_OF_COUNTRY[country] : undefined
}

export const zoneOf = (
  shop: Pick<Shop, 'time_zone'>,
  { traits, seen }: Pick<Shopper, 'traits' | 'seen'>,
): string =>
  traits.time_zone ??
  zoneOfRegion(traits.region) ??
  seen?.time_zone ??
  zoneOfRegion(seen?.region) ??
  shop.time_zone
