// What an agent can do to a ticket or a shopper, as plain data. Who may do it is decided elsewhere.
import type { TermsChange } from './agent-terms.ts'
import type { DeclineReason } from './ticket.ts'

/** The terms of a code that an agent gives; without a change the offer's own. */
type Gives = {
  readonly offer: string
  readonly terms?: TermsChange
  /** What the code may cost on the cart as the agent saw it, minor units; it never takes off more. */
  readonly ceiling?: number
  /** Of the cart and the offer as the agent saw them (agents/seen-digest.ts). */
  readonly digest?: string
}

/** `words` go to the shopper, `why` and `text` of a note stay inside. */
export type AgentAct =
  | ({ readonly act: 'approve'; readonly ticket: string; readonly words?: string } & Gives & {
        readonly ceiling: number
      })
  | {
      readonly act: 'decline'
      readonly ticket: string
      readonly reason?: DeclineReason
      readonly why?: string
      readonly words?: string
    }
  /** `from`: the agent who has the talk now, where it is taken over on purpose from that one. */
  | { readonly act: 'take_over'; readonly ticket: string; readonly from?: string }
  /** It is for somebody else to see to; a talk that was taken goes over to that one. */
  | { readonly act: 'assign'; readonly ticket: string; readonly to: string }
  | { readonly act: 'hand_back'; readonly ticket: string }
  /** Nothing more to decide; the shopper hears nothing of it. */
  | { readonly act: 'close'; readonly ticket: string }
  | { readonly act: 'note'; readonly ticket: string; readonly text: string }
  | { readonly act: 'send'; readonly ticket: string; readonly text: string }
  | ({ readonly act: 'issue'; readonly campaign: string; readonly why?: string } & Gives)
  | { readonly act: 'revoke'; readonly code: string; readonly why: string }
