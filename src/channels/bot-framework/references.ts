// Where each address is reached: the service and the conversation that it wrote from last, kept as a note, so that we may
// write first after a restart. One note an address, named by it so that an erasure finds it.
import { z } from 'zod'
import type { Address } from '../../core/event.ts'
import type { Notes } from '../../ports/notes.ts'

/** A message whose choices can still be pressed. */
const shown = z.object({
  activity: z.string(),
  key: z.string(),
  text: z.string(),
  lang: z.string(),
  choices: z.array(z.object({ id: z.string(), text: z.string() })),
})
const reference = z.object({
  service: z.string(),
  conversation: z.string(),
  person: z.string(),
  shown: z.array(shown).default([]),
})

export type Shown = z.infer<typeof shown>
export type Reference = z.infer<typeof reference>

const MOST_SHOWN = 3

const nameOf = ({ id }: Address): string => `bot_framework:at:${encodeURIComponent(id.toWellFormed())}`

export const createReferences = (notes: Notes) => {
  const read = async (name: string) => {
    const note = await notes.get(name)
    const kept = note && note.value !== '' ? reference.safeParse(JSON.parse(note.value)) : null
    return { version: note?.version ?? 0, value: note?.value ?? '', kept: kept?.success ? kept.data : null }
  }
  /** Until it is written by whoever read what stands; nothing is written where nothing changes. */
  const change = async (
    address: Address,
    to: (kept: Reference | null) => Reference | null,
  ): Promise<void> => {
    const name = nameOf(address)
    for (;;) {
      const { version, value, kept } = await read(name)
      const next = to(kept)
      const text = next === null ? '' : JSON.stringify(next)
      if (text === value || (await notes.put(name, version, text))) return
    }
  }
  return {
    of: async (address: Address): Promise<Reference | null> => (await read(nameOf(address))).kept,
    keep: (address: Address, at: Pick<Reference, 'service' | 'conversation' | 'person'>): Promise<void> =>
      change(address, (kept) => ({
        ...at,
        shown: kept?.conversation === at.conversation ? kept.shown : [],
      })),
    show: (address: Address, one: Shown): Promise<void> =>
      change(address, (kept) => kept && { ...kept, shown: [...kept.shown, one].slice(-MOST_SHOWN) }),
    /** Takes them out: they are changed by whoever gets them. */
    takeShown: async (address: Address): Promise<readonly Shown[]> => {
      let taken: readonly Shown[] = []
      await change(address, (kept) => {
        taken = kept?.shown ?? []
        return kept && { ...kept, shown: [] }
      })
      return taken
    },
    forget: (address: Address): Promise<void> => change(address, () => null),
  }
}

export type References = ReturnType<typeof createReferences>
