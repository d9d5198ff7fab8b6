// The doors of reaching out, gathered: those of links in messages, and those of the shop's page and server.
import type { Hook } from '../../ports/hook.ts'
import type { App } from '../server.ts'
import { type AnswerParts, answerHooks } from './answer-hooks.ts'
import { type CartHookParts, cartHooks } from './cart-hooks.ts'
import { addCartRoutes, type CartParts } from './cart-routes.ts'
import { addOfferRoutes, type OfferParts } from './offer-routes.ts'
import { addPushRoutes, type PushParts } from './push-routes.ts'
import { type StopParts, stopHooks } from './stop-hooks.ts'

export type ReachParts = CartParts & OfferParts & PushParts

export const addReachRoutes = (app: App, parts: ReachParts): void => {
  addCartRoutes(app, parts)
  addOfferRoutes(app, parts)
  addPushRoutes(app, parts)
}

export const reachHooks = (parts: StopParts & AnswerParts & CartHookParts): readonly Hook[] => [
  ...stopHooks(parts),
  ...answerHooks(parts),
  ...cartHooks(parts),
]
