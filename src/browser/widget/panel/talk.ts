// The talk as this page knows it: lines in order, words on their way, the newest state of each code. No elements.
import type { Kept } from '../kept.ts'
import type { ChatLine, CodeState, Word } from '../wire.ts'

export type Pending = { readonly word: Word; readonly text: string; readonly failed: boolean }

export type Talk = {
  readonly lines: () => readonly ChatLine[]
  readonly more: () => boolean
  readonly pending: () => readonly Pending[]
  readonly page: (lines: readonly ChatLine[], more: boolean, moved?: boolean) => void
  readonly before: (lines: readonly ChatLine[], more: boolean) => void
  readonly add: (line: ChatLine) => void
  readonly say: (word: Word) => void
  readonly fail: (id: string, failed: boolean) => void
  readonly heard: (id: string) => void
  readonly codeState: (text: string) => CodeState | undefined
  readonly code: (text: string, state: CodeState) => void
  /** Messages that nobody has had before their eyes yet. */
  readonly unread: () => readonly ChatLine[]
  readonly see: () => void
  /** Is another visitor's from now on. */
  readonly forget: () => void
}

const textOf = (word: Word): string | null => (word.kind === 'open' ? null : word.text)

export const createTalk = (kept: Kept): Talk => {
  let lines: readonly ChatLine[] = []
  let more = false
  let pending: readonly Pending[] = []
  const codes = new Map<string, CodeState>()
  const note = (added: readonly ChatLine[]): void => {
    for (const { code } of added) if (code) codes.set(code.text, code.state)
  }
  const seen = (): number => Number(kept.get('seen')) || 0
  return {
    lines: () => lines,
    more: () => more,
    pending: () => pending,
    page: (all, isMore, moved = false) => {
      lines = all
      // What was seen of a talk that the server has no more, say after its data was put away, says nothing of this one.
      const last = all.at(-1)?.seq ?? 0
      for (const name of ['seen', 'hidden']) if (Number(kept.get(name)) > last) kept.put(name, String(last))
      if (Number(kept.tab.get('told')) > last) kept.tab.put('told', String(last))
      // Numbers of another talk say nothing of this one; who had looked at that one had read it.
      if (moved && seen() > 0) for (const name of ['seen', 'hidden']) kept.put(name, String(last))
      if (moved) kept.tab.put('told', String(last))
      more = isMore
      note(all)
    },
    before: (earlier, isMore) => {
      lines = [...earlier, ...lines]
      more = isMore
      note(earlier)
    },
    add: (line) => {
      lines = [...lines, line]
      note([line])
      // The shopper's own words came back as a line, a moment before they are said to be heard.
      const mine = line.who === 'shopper' ? pending.find((one) => one.text === line.text) : undefined
      if (mine) pending = pending.filter((one) => one !== mine)
    },
    say: (word) => {
      const text = textOf(word)
      if (text !== null) pending = [...pending, { word, text, failed: false }]
    },
    fail: (id, failed) => {
      pending = pending.map((one) => (one.word.id === id ? { ...one, failed } : one))
    },
    heard: (id) => {
      pending = pending.filter((one) => one.word.id !== id)
    },
    codeState: (text) => codes.get(text),
    code: (text, state) => void codes.set(text, state),
    unread: () => {
      const after = seen()
      return lines.filter((line) => line.who !== 'shopper' && line.seq > after)
    },
    see: () => {
      const last = lines.at(-1)?.seq ?? 0
      if (last > seen()) kept.put('seen', String(last))
    },
    forget: () => {
      lines = []
      for (const name of ['seen', 'hidden', 'told']) kept.put(name, '')
      kept.tab.put('told', '')
    },
  }
}
