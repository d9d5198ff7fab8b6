// Lets one line of a transcript happen on the stage: at the shop's door, or by passing time.
import type { Address, Happening } from '../../core/event.ts'
import type { Accepted } from '../../runtime/engine.ts'
import { friendDoes } from './friend.ts'
import { happeningsOf } from './happening.ts'
import { codeShown, lastShown, orderOf } from './ordering.ts'
import { tellShop } from './shop-tells.ts'
import type { Stage } from './stage.ts'
import { duration } from './sums.ts'
import type { Line } from './transcript.ts'
import { LineError } from './wrong.ts'

/** Whom the shop knows by another id. */
const stranger = { channel: 'user', id: 'stranger' }

/** Where else the shopper is known from then on. */
const alsoOf = (what: Happening): readonly Address[] => {
  if (what.kind === 'arrived' && what.joined) return [what.address]
  const email = what.kind === 'identified' ? what.traits.email : undefined
  return email ? [{ channel: 'email', id: email }] : []
}

/** Pieces of one message follow each other so fast. */
const BETWEEN_PIECES = 400

/** What it was answered; null where it only let time pass. After words the pieces' time passes, so that they are answered. */
export const happen = async (stage: Stage, line: Line): Promise<Accepted | null> => {
  switch (line.kind) {
    case 'after':
      await stage.pass(duration(line.value))
      return null
    case 'at':
      if (stage.until(line.value) < 0)
        throw new LineError({ message: `${line.value} has passed by now`, expected: 'a later time' })
      await stage.pass(stage.until(line.value))
      return null
    case 'signals':
    case 'catalogue':
      await tellShop(stage, line)
      return null
    case 'types':
      return stage.redeem(line.value.code, await orderOf(stage, line.value.total))
    case 'stranger': {
      const { types, total } = line.value
      const typed = types.includes('{code}') ? types.replaceAll('{code}', lastShown(stage)) : types
      return stage.redeem(typed, await orderOf(stage, total), stranger)
    }
    case 'friend':
      return friendDoes(stage, line.value)
    case 'redeems': {
      const { total, code, order } = typeof line.value === 'object' ? line.value : { total: line.value }
      const asked = await orderOf(stage, total)
      return stage.redeem(await codeShown(stage, code), { ...asked, ...(order && { id: order }) })
    }
  }
  let done: Accepted | null = null
  for (const what of await happeningsOf(stage, line)) {
    if (done && line.kind === 'shopper') await stage.pass(BETWEEN_PIECES)
    const from = what.kind === 'agent' ? { shopper: await stage.shopper() } : stage.address
    done = await stage.happen(what, from, alsoOf(what))
    if (done.kind === 'parked') return done
  }
  if (line.kind === 'shopper') await stage.pass(stage.rulebook.shop.pieces_within)
  if (line.kind === 'looks_at' && typeof line.value === 'object') await stage.pass(duration(line.value.for))
  return done
}
