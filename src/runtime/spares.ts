// Makes spare codes for turns that may issue: the text is drawn, sealed and forgotten.
import { isClean } from '../core/bad-words.ts'
import type { Spare } from '../core/code.ts'
import type { Seal } from '../ports/seal.ts'
import { drawCode } from './draw-code.ts'

/** One spare for `shopper`; its id is `<shopper>.<12 hex>`. */
export const makeSpare = (
  seal: Seal,
  random: (bytes: number) => Uint8Array,
  prefix: string,
  shopper: string,
): Spare => {
  const text = drawCode(random, prefix, isClean)
  const hmac = seal.hmac('code', text)
  const id = `${shopper}.${Buffer.from(random(6)).toString('hex')}`
  return { id, hmac, sealed: seal.seal(text, id) }
}
