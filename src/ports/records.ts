// What is read back from the store: talk lines, tickets, enrolments, budgets, journal, rulebooks, refused input.

import type { LineAttachment } from '../core/attachment.ts'
import type { Did } from '../core/effect.ts'
import type { ShownGoods } from './channel.ts'

/** One line of a talk. `seq` counts up from 1 within a shopper. `text` says {code:ID} for a code. */
export type TalkLine = {
  readonly seq: number
  readonly at: number
  readonly who: 'shopper' | 'bot' | 'agent' | 'note'
  readonly by?: string
  readonly text: string
  /** A note that says what an agent did; `text` is the reason given. */
  readonly did?: Did
  readonly choices?: readonly { readonly id: string; readonly text: string }[]
  readonly code?: {
    readonly id: string
    readonly until: number
    readonly terms: string
    readonly sealed: string
  }
  readonly goods?: ShownGoods
  /** What the channel of the shopper's words wants back with them. */
  readonly echo?: string
  /** What came beside the words; where it lies, never its bytes. */
  readonly attachments?: readonly LineAttachment[]
  /** Of an agent's words: the outbox item that carries them, which says how far they have got. */
  readonly item?: string
  /** Of what an agent wrote: at which desk. */
  readonly desk?: string
}

/** The desk's index of tickets; `row` is the ticket as JSON. */
export type TicketRow = {
  readonly id: string
  readonly shopper: string
  readonly open: boolean
  readonly at: number
  readonly row: string
}

export type BudgetState = { readonly budget: string; readonly reserved: number; readonly spent: number }

export type JournalEntry = {
  readonly seq: number
  readonly shopper: string
  readonly version: number
  readonly at: number
  readonly entry: string
}

export type Records = {
  /** Lines of a shopper after `seq`, in order. */
  readonly lines: (shopper: string, after: number, limit: number) => Promise<readonly TalkLine[]>
  /** The last lines of a shopper before `before`, in order. */
  readonly lastLines: (shopper: string, before: number, limit: number) => Promise<readonly TalkLine[]>
  /** Open ones oldest first, or closed ones newest first. */
  readonly tickets: (open: boolean, limit: number) => Promise<readonly TicketRow[]>
  readonly budgets: () => Promise<readonly BudgetState[]>
  /** All enrolment rows, streamed; those of one shopper together. */
  readonly enrolments: () => AsyncIterable<string>
  /** All shoppers' documents, streamed. */
  readonly shoppers: () => AsyncIterable<string>
  /** Entries after `seq`, streamed in order. */
  readonly journal: (after: number) => AsyncIterable<JournalEntry>
  /** Events accepted so far, wake-ups left out; forgotten ids still count. */
  readonly eventCount: () => Promise<number>
  /** Keeps the sources of a rulebook under its hash; a repeat changes nothing. */
  readonly putRulebook: (hash: string, sources: string) => Promise<void>
  readonly rulebook: (hash: string) => Promise<string | null>
  /** Remembers input that was refused, once per id. */
  readonly reject: (refused: readonly { readonly id: string; readonly reason: string }[]) => Promise<void>
  readonly rejected: () => Promise<Readonly<Record<string, number>>>
  /** Forgets event ids from before `at` (they live 30 days); answers how many. */
  readonly forgetEvents: (at: number) => Promise<number>
  /** Keeps an event that met a defect, with its error, so that nothing is lost. */
  readonly park: (event: {
    readonly id: string
    readonly at: number
    readonly entry: string
    readonly why: string
  }) => Promise<void>
  readonly parkedEvents: (
    limit: number,
  ) => Promise<
    readonly { readonly id: string; readonly at: number; readonly entry: string; readonly why: string }[]
  >
}
