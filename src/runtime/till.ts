// Codes at the till: validated, redeemed, rolled back by their typed text. Only their owner hears anything of them.
import type { Address, Happening } from '../core/event.ts'
import type { Order } from '../core/orders/order.ts'
import { askShared } from '../core/query/ask-shared.ts'
import { newShopper } from '../core/shopper.ts'
import { answerCode } from '../core/using/answer.ts'
import { withGoodsAround } from './around-goods.ts'
import { createBearers } from './bearers.ts'
import { type CodeLookup, type FoundCode, NOBODYS, shopperOfCode } from './code-lookup.ts'
import type { Accepted, Engine, Incoming, Validation } from './engine.ts'
import type { EngineParts } from './engine-parts.ts'
import { withCatalogue } from './goods.ts'
import type { Guesser } from './guesses.ts'
import type { Intake } from './intake.ts'
import type { Strangers } from './strangers.ts'
import type { Turns } from './turns.ts'

const NOT_FOUND: Validation = { valid: false, reason: 'not_found' }
const refusedAs = (reason: string, until?: number): Accepted => ({
  ...{ kind: 'done', shopper: '', repeat: false },
  reply: { kind: 'refused', reason, ...(until !== undefined && { until }) },
})

type Till = Pick<Engine, 'validate' | 'redeem' | 'lock' | 'release' | 'rollBack' | 'returnPoints'>
type Parts = {
  readonly engine: EngineParts
  readonly intake: Intake
  readonly codes: CodeLookup
  readonly turns: Turns
  readonly strangers: Strangers
  readonly accept: (incoming: Incoming) => Promise<Accepted>
}

type Typed =
  | { readonly kind: 'own'; readonly code: FoundCode }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'too_many_tries'; readonly wait: number }

const guesserOf = (buyer: readonly Address[], network: string | undefined): Guesser => ({
  ...{ keys: buyer.map(({ channel, id }) => `${channel}:${id}`), network },
})

export const createTill = ({ engine, intake, codes, turns, strangers, accept }: Parts): Till => {
  const bearers = createBearers(engine.store, engine.seal)
  const prefix = (): string => engine.rulebooks.now().shop.code_prefix

  /**
   * What was typed, to whoever typed it. Its owner is answered whatever strangers did; anybody else hears the same of
   * a code that is somebody's and of one that is nobody's, after the same work.
   */
  const read = async (typed: string, buyer: readonly Address[], network?: string): Promise<Typed> => {
    const guesser = guesserOf(buyer, network)
    const own = strangers.wait(guesser)
    if (own > 0) return { kind: 'too_many_tries', wait: own }
    const who = await intake.whose(buyer)
    const [found] = await codes.typed(typed, prefix(), who)
    const bears = await bearers.isBearer(found?.id ?? NOBODYS, buyer)
    if (found && (who === found.shopper || bears)) {
      strangers.right(guesser)
      return { kind: 'own', code: found }
    }
    const wait = strangers.tried(guesser, codes.guess(typed, prefix()), found ?? null)
    return wait > 0 ? { kind: 'too_many_tries', wait } : { kind: 'not_found' }
  }
  const withGoodsOf = async (order: Order): Promise<Order> => {
    const goods = await engine.store.catalogue.find(order.lines.map(({ item }) => item))
    return { ...order, lines: withCatalogue(order.lines, goods) }
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
    const rulebook = engine.rulebooks.now()
    const asks = () => rulebook.asks
    const [budgets, around, known] = await Promise.all([
      engine.store.records.budgets(),
      engine.around?.().then((all) => withGoodsAround(engine.store.catalogue, asks, shopper, null, all)),
      withGoodsOf(order),
    ])
    return askShared(rulebook, shopper, {
      ...{ offer, order: known, at, budgets },
      ...(around && { around }),
    })
  }

  /** One turn of the owner of what was typed; whoever is not the owner is refused without one. */
  const turn = async (
    typed: Typed,
    input: { readonly id: string; readonly at: number },
    what: (code: string) => Happening,
  ): Promise<Accepted> => {
    const done =
      typed.kind === 'own'
        ? await accept({
            // Named as the code's id does, so that a repeat is one also when its owner was folded in between.
            ...{ ...input, trust: 'fact', from: { shopper: shopperOfCode(typed.code.id) } },
            what: what(typed.code.id),
          })
        : refusedAs(typed.kind, typed.kind === 'not_found' ? undefined : engine.clock() + typed.wait)
    if (done.kind === 'done' && done.reply.kind === 'refused') engine.meter?.code('refused')
    return done
  }

  /** A code for everybody is used by whoever comes, known or new. */
  const everybodys = async (
    input: { readonly id: string; readonly at: number },
    [first, ...also]: readonly Address[],
    what: Happening,
  ): Promise<Accepted> => {
    const used = await accept({ ...input, trust: 'fact', from: first!, also, what })
    if (used.kind === 'done' && used.reply.kind === 'refused') engine.meter?.code('refused')
    return used
  }

  return {
    validate: async (typed, order, buyer, network) => {
      const shared = codes.shared(typed)
      const [first, ...others] = buyer
      if (shared && first) return validateShared(shared, order, [first, ...others])
      const typedIs = await read(typed, buyer, network)
      if (typedIs.kind === 'too_many_tries') return { valid: false, reason: typedIs.kind, wait: typedIs.wait }
      if (typedIs.kind === 'not_found') return NOT_FOUND
      const shopper = await turns.load(typedIs.code.shopper)
      const code = shopper?.codes.find((one) => one.id === typedIs.code.id)
      if (!shopper || !code) return NOT_FOUND
      const known = await withGoodsOf(order)
      return answerCode({
        ...{ code, order: known, at: engine.clock(), shopper, shop: engine.rulebooks.now().shop },
      })
    },
    redeem: async (id, typed, order, buyer, at, network) => {
      const shared = codes.shared(typed)
      const [first] = buyer
      if (shared && first)
        return everybodys({ id, at }, buyer, { kind: 'redeem', code: '', shared, order, own: true })
      return turn(await read(typed, buyer, network), { id, at }, (code) => ({
        ...{ kind: 'redeem', code, order, own: true },
      }))
    },
    lock: async (id, typed, order, buyer, time, network) => {
      const at = engine.clock()
      const what = { kind: 'lock', order, for: time, own: true } as const
      const shared = codes.shared(typed)
      if (shared && buyer.length > 0) return everybodys({ id, at }, buyer, { ...what, code: '', shared })
      return turn(await read(typed, buyer, network), { id, at }, (code) => ({ ...what, code }))
    },
    release: (lock) => {
      const from = { shopper: shopperOfCode(lock) }
      const at = engine.clock()
      // Any number of times: what is released already stays so.
      const id = `release:${lock}:${at}`
      return accept({ id, at, trust: 'fact', from, what: { kind: 'release', lock } })
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
