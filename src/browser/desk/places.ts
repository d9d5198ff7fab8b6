// Where the agent is, in the page's address: a reload opens the same ticket, and "back" leads back.
import type { Place } from './api.ts'

export const readPlace = (): Place | null => {
  const [kind, id] = location.hash.slice(1).split('/')
  if ((kind !== 'ticket' && kind !== 'shopper') || !id) return null
  return { kind, id: decodeURIComponent(id) }
}

export const writePlace = (place: Place | null): void => {
  const hash = place ? `#${place.kind}/${encodeURIComponent(place.id)}` : ''
  if (location.hash !== hash) history.pushState(null, '', hash === '' ? location.pathname : hash)
}

export const keyOfPlace = (place: Place): string => `${place.kind}/${place.id}`
