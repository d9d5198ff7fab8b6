// What the desk in Teams remembers: where it is, and which card shows which ticket in which version. Notes of its own; no
// personal data in them.
import { z } from 'zod'
import { ticketNote } from '../../ports/desk.ts'
import type { Notes } from '../../ports/notes.ts'
import type { CardPlace } from '../../ports/teams-desk.ts'

const place = z.object({ service: z.string(), conversation: z.string() })
const card = z.object({
  /** The cards of this ticket are numbered, wherever they hang. */
  version: z.int(),
  /** Where it hangs; null: nowhere yet. */
  hangs: z
    .object({
      activity: z.string(),
      place,
      /** Of what it shows. */
      looks: z.string(),
    })
    .nullable(),
})

type KeptCard = z.infer<typeof card>
export type Hangs = NonNullable<KeptCard['hangs']>

const PLACE = 'teams_desk:place'
const nameOf = (ticket: string): string => ticketNote('teams', ticket)

/** Where the card of this note hangs; null: nowhere. */
export const hangsIn = (noted: string): Hangs | null => card.safeParse(JSON.parse(noted)).data?.hangs ?? null

export const createKept = (notes: Notes) => {
  const read = async <T>(name: string, as: z.ZodType<T>) => {
    const note = await notes.get(name)
    const found = note && as.safeParse(JSON.parse(note.value))
    return { version: note?.version ?? 0, value: note?.value, kept: found?.success ? found.data : null }
  }
  /** Until it is written by whoever read what stands. */
  const change = async <T>(name: string, as: z.ZodType<T>, to: (kept: T | null) => T): Promise<T> => {
    for (;;) {
      const { version, value, kept } = await read(name, as)
      const next = to(kept)
      const text = JSON.stringify(next)
      if (text === value || (await notes.put(name, version, text))) return next
    }
  }
  return {
    place: async (): Promise<CardPlace | null> => (await read(PLACE, place)).kept,
    keepPlace: async ({ service, conversation }: CardPlace): Promise<void> =>
      void (await change(PLACE, place, () => ({ service, conversation }))),
    hangs: async (ticket: string): Promise<Hangs | null> =>
      (await read(nameOf(ticket), card)).kept?.hangs ?? null,
    /** A number that no card of this ticket has had. */
    nextVersion: async (ticket: string): Promise<number> =>
      (
        await change(nameOf(ticket), card, (kept) => ({
          version: (kept?.version ?? 0) + 1,
          hangs: kept?.hangs ?? null,
        }))
      ).version,
    hang: async (ticket: string, hangs: Hangs): Promise<void> =>
      void (await change(nameOf(ticket), card, (kept) => ({ version: kept?.version ?? 0, hangs }))),
  }
}
