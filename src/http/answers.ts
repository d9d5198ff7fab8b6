// What the engine made of an event, as the doors tell it. Knows no routes.
import type { Accepted } from '../runtime/engine.ts'
import { Problem } from './problem.ts'
import { sumOut } from './sums.ts'

/** What was accepted, or else a problem to throw. */
export const acceptedOr = (accepted: Accepted): Extract<Accepted, { kind: 'done' | 'counted' }> => {
  if (accepted.kind === 'done' || accepted.kind === 'counted') return accepted
  if (accepted.kind === 'parked') {
    throw new Problem(500, 'parked', 'This met a defect of ours; it is kept and can be looked at')
  }
  switch (accepted.reason) {
    case 'changed':
      throw new Problem(409, 'id_reused', 'Something else was sent under this id before', {
        detail: 'An id belongs to one event for 30 days. Send the same content again, or take a new id.',
      })
    case 'too_old':
      throw new Problem(422, 'too_old', 'This happened more than 30 days ago')
    case 'two_customers':
      throw new Problem(409, 'two_customers', 'These are two customers of yours: they stay two')
    case 'unknown_shopper':
      throw new Problem(404, 'unknown_shopper', 'There is no such shopper')
  }
}

/** How an event of no consequence to its sender is answered. */
export const statusOf = (accepted: Accepted): { readonly status: 'accepted' | 'counted' | 'repeat' } => {
  const fine = acceptedOr(accepted)
  if (fine.kind === 'done' && fine.reply.kind === 'refused' && fine.reply.reason === 'no_such_campaign')
    throw new Problem(422, 'not_elsewhere', 'No campaign of this name starts elsewhere', {
      detail: 'Write a flow of this name with `start: { on: elsewhere }` first, then send it under a new id.',
    })
  return { status: fine.repeat ? 'repeat' : fine.kind === 'counted' ? 'counted' : 'accepted' }
}

/** What an order used by itself, as its sender is told: the shop credits it. Nothing where it used nothing. */
export const bonusesOf = (accepted: Accepted, currency: string) => {
  const used = accepted.kind === 'done' && accepted.reply.kind === 'ok' ? accepted.reply.bonuses : undefined
  if (!used) return {}
  const bonuses = used.map(({ redemption, offer, amount, points }) => ({
    ...{ redemption, offer, amount: sumOut(amount, currency), currency },
    ...(points !== undefined && { points }),
  }))
  return { bonuses }
}
