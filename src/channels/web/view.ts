// What one visitor sees of a talk: lines made ready to be shown, and the states of the codes among them. Codes are
// unsealed here, for their own visitor, and kept nowhere but in what is sent.
import type { TalkLine } from '../../ports/records.ts'
import type { ChatDoors, OwnCode } from './doors.ts'
import type { ChatLine, CodeState } from './protocol.ts'
import { codesIn, renderLine, type ShownCode } from './render.ts'

export type View = {
  readonly show: (shopper: string, lines: readonly TalkLine[]) => Promise<readonly ChatLine[]>
  /** Codes shown before whose state is another now. `all`: of every code, whatever was said of it so far. */
  readonly changes: (shopper: string, all: boolean) => Promise<readonly ShownCode[]>
}

export const createView = (doors: Pick<ChatDoors, 'codes' | 'items'>): View => {
  /** What the visitor was told of each code. */
  const told = new Map<string, CodeState>()

  const shownCodes = (codes: readonly OwnCode[], wanted: ReadonlySet<string>): Map<string, ShownCode> =>
    new Map(codes.flatMap(({ id, state, text }) => (wanted.has(id) ? [[id, { text: text(), state }]] : [])))

  return {
    show: async (shopper, lines) => {
      const wanted = new Set(lines.flatMap(codesIn))
      const codes = wanted.size > 0 ? shownCodes(await doors.codes(shopper), wanted) : new Map()
      const named = new Set(lines.flatMap((line) => line.goods?.lines.map(({ item }) => item) ?? []))
      const items = named.size > 0 ? await doors.items([...named]) : new Map()
      for (const [id, { state }] of codes) told.set(id, state)
      return lines.flatMap((line) => renderLine(line, { codes, items }) ?? [])
    },
    changes: async (shopper, all) => {
      if (told.size === 0 && !all) return []
      const changed = (await doors.codes(shopper)).filter(({ id, state }) =>
        all ? true : told.has(id) && told.get(id) !== state,
      )
      for (const { id, state } of changed) told.set(id, state)
      return changed.map(({ state, text }) => ({ text: text(), state }))
    },
  }
}
