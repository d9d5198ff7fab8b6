// Codes at the till: validated, redeemed, rolled back by their typed text. Only their owner hears anything of them.
import type { Address, Order } from '../core/event.ts'
import { askShared } from '../core/query/ask-shared.ts'
import { newShopper } from '../core/shopper.ts'
import { answerCode } from '../core/using/answer.ts'
import { type CodeLookup, type FoundCode, shopperOfCode } from './code-lookup.ts'
import type { Accepted, Engine, Incoming, Validation } from './engine.ts'
import type { EngineParts } from './engine-parts.ts'
import { withCatalogue } from './goods.ts'
import type { Intake } from './intake.ts'
import type { Turns } from './turns.ts'

const NOT_FOUND: Validation = { valid: false, reason: 'not_found' }
const NOBODYS: Accepted = {
  kind: 'done',
  reply: { kind: 'refused', reason: 'not_found' },
  shopper: '',
  repeat: false,
}

type Till = Pick<Engine, 'validate' | 'redeem' | 'rollBack' | 'returnPoints'>
type Parts = {
  readonly engine: EngineParts
  readonly intake: Intake
  readonly codes: CodeLookup
  readonly turns: Turns
  readonly accept: (incoming: Incoming) => Promise<Accepted>
}

export const createTill = ({ engine, intake, codes, turns, accept }: Parts): Till => {
  /** The owner's code that was typed, if `buyer` is its owner; null for anybody else, whether it exists or not. */
  const ownCode = async (typed: string, buyer: readonly Address[]): Promise<FoundCode | null> => {
    const who = await intake.whose(buyer)
    const [found] = await codes.typed(typed, engine.rulebooks.now().shop.code_prefix, who)
    return found && who === found.shopper ? found : null
  }
  /** A code for everybody, asked for by somebody, known or new. */
  const validateShared = async (
    offer: string,
    order: Order,
    buyer: readonly [Address, ...Address[]],
  ): Promise<Validation> => {
    const at = engine.clock()
    const who = (await intake.whose(buyer)) ?? intake.newId(buyer[0])
    const shopper = (await turns.load(who)) ?? newShopper(who, at)
    const budgets = await engine.store.records.budgets()
    return askShared(engine.rulebooks.now(), shopper, offer, order, at, budgets)
  }
  return {
    validate: async (typed, order, buyer) => {
      const shared = codes.shared(typed)
      const [first, ...others] = buyer
      if (shared && first) return validateShared(shared, order, [first, ...others])
      const found = await ownCode(typed, buyer)
      const shopper = found && (await turns.load(found.shopper))
      const code = shopper?.codes.find((one) => one.id === found?.id)
      if (!shopper || !code) return NOT_FOUND
      const goods = await engine.store.catalogue.find(order.lines.map(({ item }) => item))
      const known = { ...order, lines: withCatalogue(order.lines, goods) }
      return answerCode({
        ...{ code, order: known, at: engine.clock(), shopper, shop: engine.rulebooks.now().shop },
      })
    },
    redeem: async (id, typed, order, buyer, at) => {
      const shared = codes.shared(typed)
      const [first, ...also] = buyer
      if (shared && first) {
        const what = { kind: 'redeem' as const, code: '', shared, order, own: true }
        const used = await accept({ id, at, trust: 'fact', from: first, also, what })
        if (used.kind === 'done' && used.reply.kind === 'refused') engine.meter?.code('refused')
        return used
      }
      const found = await ownCode(typed, buyer)
      if (!found) {
        engine.meter?.code('refused')
        return NOBODYS
      }
      const what = { kind: 'redeem' as const, code: found.id, order, own: true }
      const done = await accept({ id, at, trust: 'fact', from: { shopper: found.shopper }, what })
      if (done.kind === 'done' && done.reply.kind === 'refused') engine.meter?.code('refused')
      return done
    },
    returnPoints: (id, spend, at) => {
      const from = { shopper: shopperOfCode(spend) }
      return accept({ id, at, trust: 'fact', from, what: { kind: 'points_returned', spend } })
    },
    rollBack: (id, redemption, at) => {
      const from = { shopper: shopperOfCode(redemption) }
      return accept({ id, at, trust: 'fact', from, what: { kind: 'roll_back', redemption } })
    },
  }
}
