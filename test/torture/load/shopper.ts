// One shopper's way through the shop, drawn from a seed: comes, fills a cart, asks for a code, uses it, gives it back,
// is forgotten. Whatever was answered is noted; an answer that must not be is a fault.
import { KEYS } from '../../keys.ts'
import { chanceOf } from '../chance.ts'
import type { Ack } from './acks.ts'
import { openChat } from './chat.ts'
import { type Answer, type Door, Over, pause } from './door.ts'

export type Load = {
  readonly seed: number
  readonly door: Door
  readonly isOver: () => boolean
  /** Nobody new comes, and nothing dies any more. */
  readonly isLast: () => boolean
  readonly ack: (ack: Ack) => void
  readonly fault: (what: string) => void
  /** ms between two things that a shopper does, at most. */
  readonly dawdles: number
  /** Of so many shoppers one asks to be forgotten; 0: none. */
  readonly erasesOneIn: number
}

const shop = { authorization: `Bearer ${KEYS.secret}` }
const page = { authorization: `Bearer ${KEYS.page}` }
const LARGE = 25_000
/** How long an answer may take, ms: servers that die before they have started answer nobody. */
const FROM_BOT = 180_000
/** No agent need say yes, ms. */
const FROM_AGENT = 10_000

export const runShopper = async (load: Load, n: number): Promise<void> => {
  const { seed, door, isOver, ack, fault } = load
  const chance = chanceOf(seed, n)
  const user = `u-${seed}-${n}`
  const dawdle = () => pause(chance.between(0, load.dawdles))
  const wrong = (what: string, { status, body }: Answer): void =>
    fault(`${what} of ${user}: ${status} ${JSON.stringify(body)}`)

  const made = await door.ask('POST', '/v1/visitors', {}, page)
  if (made.status !== 201) return wrong('a visitor', made)
  const { visitor, token } = made.body as { visitor: string; token: string }
  const whose = { visitor, user }
  const sent: { path: string; body: unknown; id: string; headers: Record<string, string> }[] = []
  const accepted = async (path: string, body: { messageId: string }, id: string, headers: typeof shop) => {
    const answer = await door.ask('POST', path, body, headers)
    if (answer.status !== 200) wrong(path, answer)
    else ack({ what: 'accepted', id, ...whose })
    sent.push({ path, body, id, headers })
  }
  const fact = (path: string, m: string, more: object) =>
    accepted(
      path,
      { messageId: `${user}-${m}`, userId: user, anonymousId: visitor, ...more } as { messageId: string },
      `fact:${user}-${m}`,
      shop,
    )

  await fact('/v1/identify', 'who', { traits: { email: `${user}@shop.example` } })
  const isLarge = chance.isOneIn(7)
  const price = isLarge ? LARGE : chance.between(200, 4_000)
  await accepted(
    '/v1/track',
    {
      messageId: `${user}-add`,
      ...{ anonymousId: visitor, event: 'Product Added' },
      properties: { product_id: `p-${chance.between(1, 50)}`, name: 'Backpack', price, quantity: 1 },
    } as { messageId: string },
    `hint:${visitor}:${user}-add`,
    page,
  )
  await dawdle()

  const chat = openChat(door, token, isOver)
  try {
    const asks = `${user}-asks`
    const heard = await chat.say(asks, 'Any discount for me?')
    if (heard !== 'heard') return fault(`${user} asked and was refused: ${heard}`)
    ack({ what: 'accepted', id: `chat:${visitor}:${asks}`, ...whose })
    const isAnswer = (line: { readonly code?: unknown; readonly who: string }) =>
      line.code !== undefined || (!isLarge && line.who === 'bot')
    // As long as servers die, nobody can say how long an answer takes.
    let given = null
    for (let isLast = false; !given && !isOver() && !isLast; ) {
      isLast = isLarge || load.isLast()
      given = await chat.line(isAnswer, isLarge ? FROM_AGENT : FROM_BOT)
    }
    if (!given && !isLarge && !isOver()) fault(`${user} asked and got no answer`)
    if (given?.code) {
      ack({ what: 'issued', campaign: 'asked', ...whose })
      await dawdle()
      await use(load, whose, given.code.text, price, chance)
    }
    await dawdle()
    // What was answered is sent once more, the same to the letter: it is known.
    const again = chance.of(sent)
    const repeated = await door.ask('POST', again.path, again.body, again.headers)
    if (repeated.status !== 200 || !['repeat', 'counted'].includes(String(repeated.body.status)))
      wrong(`a repeat of ${again.id}`, repeated)
    const changed = await door.ask(
      'POST',
      again.path,
      {
        ...(again.body as object),
        ...(again.path === '/v1/track' ? { event: 'Cart Viewed' } : { traits: { name: 'Eve' } }),
      },
      again.headers,
    )
    if (changed.status !== 409) wrong(`another event under the id ${again.id}`, changed)
    if (load.erasesOneIn > 0 && chance.isOneIn(load.erasesOneIn)) {
      const key = `${user}-forget`
      const known = await door.ask('GET', `/v1/shoppers/${user}`, undefined, shop)
      ack({ what: 'asked_to_erase', key, ...whose })
      const erased = await door.ask('DELETE', `/v1/shoppers/${user}`, undefined, {
        ...shop,
        'idempotency-key': key,
      })
      if (erased.status !== 200 && erased.status !== 202) wrong('an erasure', erased)
      else ack({ what: 'erased', key, shopper: known.body.shopper?.id, ...whose })
    }
  } catch (error) {
    if (!(error instanceof Over)) throw error
  } finally {
    chat.close()
  }
}

/** The code at the checkout. */
const use = async (
  { door, ack, fault }: Load,
  whose: { readonly visitor: string; readonly user: string },
  code: string,
  price: number,
  chance: ReturnType<typeof chanceOf>,
): Promise<void> => {
  const { visitor, user } = whose
  const id = `o-${user}`
  const ask = { code, order: { id, total: `${price}.00` }, shopper: { userId: user, anonymousId: visitor } }
  const wrong = (what: string, { status, body }: Answer): void =>
    fault(`${what} of ${user}: ${status} ${JSON.stringify(body)}`)
  const keyed = (key: string) => ({ ...shop, 'idempotency-key': `${user}-${key}` })

  const asked = await door.ask('POST', '/v1/validations', ask, shop)
  if (asked.body?.valid !== true) return wrong('a validation', asked)
  if (chance.isOneIn(3)) {
    const locked = await door.ask('POST', '/v1/locks', { ...ask, for: '15m' }, keyed('lock'))
    if (locked.status !== 201) return wrong('a lock', locked)
    ack({ what: 'accepted', id: `lock:${user}-lock`, ...whose })
    if (chance.isOneIn(3)) {
      const released = await door.ask('DELETE', `/v1/locks/${locked.body.id}`, undefined, shop)
      if (released.status !== 200) wrong('a release', released)
    }
  }
  if (chance.isOneIn(5)) return
  const used = await door.ask('POST', '/v1/redemptions', ask, keyed('redeem'))
  if (used.status !== 201) return wrong('a redemption', used)
  const redemption = String(used.body.id)
  ack({ what: 'issued', campaign: 'asked', code: redemption.replace(/-\d+$/, ''), ...whose })
  ack({ what: 'accepted', id: `redeem:${user}-redeem`, ...whose })
  ack({ what: 'redeemed', id: redemption, order: id, ...whose })
  if (!chance.isOneIn(4)) return
  const back = await door.ask('POST', `/v1/redemptions/${redemption}/rollback`, {}, keyed('back'))
  if (back.status !== 200) return wrong('a roll back', back)
  ack({ what: 'rolled_back', id: redemption, order: id, ...whose })
}
