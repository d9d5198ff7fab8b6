// The id that somebody new gets: derived from the address by a keyed hash.
import type { Address } from '../core/event.ts'
import type { Seal } from '../ports/seal.ts'

export const addressText = ({ channel, id }: Address): string => `${channel}:${id}`

/** The id that somebody new at this address gets: derived, so that a look and a later turn meet in one place. */
export const newIdOf = (seal: Pick<Seal, 'hmac'>, address: Address): string =>
  `s_${seal.hmac('id', addressText(address)).slice(0, 16)}`
