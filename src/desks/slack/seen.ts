// What the desk's doors tell, as this desk reads it: also what only some installations of the doors tell.

import type { TermsChange } from '../../core/agents/agent-terms.ts'
import type { Ticket } from '../../core/agents/ticket.ts'
import type { Attachment } from '../../core/attachment.ts'
import type { AgentAct } from '../../core/event.ts'
import type { Lang } from '../../core/meaning.ts'
import type { OpenedFile } from '../../ports/channel.ts'
import type { ActAnswer, DeskDoors, DeskView, Quoted, ShownOffer } from '../../ports/desk-doors.ts'

export type Delivery = 'waiting' | 'sent' | 'delivered' | 'failed'

export type Line = DeskView['lines'][number] & {
  readonly delivery?: Delivery | null
  readonly attachments?: readonly (Attachment & { readonly n: number })[]
}

/** `digest`: of cart and offer, as this view shows them. */
export type Offered = ShownOffer & { readonly digest?: string }

/** A first agent's yes that waits for a second one's. */
export type FirstYes = {
  readonly by: string
  readonly at: number
  readonly offer: string
  readonly terms?: TermsChange
  readonly ceiling: number
  readonly digest: string
}

/** What changed terms come to; `digest`: of the cart and these very terms. */
export const digestOf = (quoted: Quoted): string | undefined =>
  (quoted as { readonly digest?: string } | null)?.digest

/** The agents whom a ticket may be given to. */
export const teamOf = (view: DeskView): readonly string[] =>
  (view as DeskView & { readonly team?: readonly string[] }).team ?? []

export const assignedTo = (ticket: Ticket): string | null =>
  (ticket as Ticket & { readonly assigned?: { readonly to: string } }).assigned?.to ?? null

export const offersOf = (view: DeskView): readonly Offered[] => view.rules.offers
export const linesOf = (view: DeskView): readonly Line[] => view.lines
export const firstOf = (ticket: Ticket): FirstYes | null =>
  (ticket as Ticket & { readonly first?: FirstYes }).first ?? null

/** An agent's line: how far it has come. */
export const deliveryOf = ({ delivery, failed }: Line): Delivery => {
  if (failed !== null) return 'failed'
  return delivery ?? 'sent'
}

export type Doors = Omit<DeskDoors, 'act'> & {
  readonly act: (
    agent: string,
    key: string,
    shopper: string,
    does: AgentAct,
    role?: string,
    desk?: string,
  ) => Promise<ActAnswer>
  /** Saved replies in the shopper's language, with both names put in. */
  readonly replies?: (
    lang: Lang,
    about?: { readonly name?: string | null; readonly agent?: string },
  ) => readonly { readonly name: string; readonly text: string }[]
  readonly file?: (shopper: string, seq: number, n: number) => Promise<OpenedFile | null>
}

/** The shopper's id is the part of a ticket's id before its last dot. */
export const shopperOf = (ticket: string): string => ticket.slice(0, Math.max(0, ticket.lastIndexOf('.')))
