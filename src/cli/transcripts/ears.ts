// What a transcript's shopper has heard so far: messages, codes, buttons, and which text each message was.
import type { Rulebook } from '../../core/rulebook.ts'
import type { Outgoing } from '../../ports/channel.ts'

export type Heard = Outgoing & {
  /** The key of its text in the locales; null for an agent's own words. */
  readonly textKey: string | null
}

export type Ears = {
  /** The same rules; the keys of the texts that they give are noticed. */
  readonly rulebook: Rulebook
  readonly hear: (message: Outgoing) => void
  /** Messages that nobody expected yet. */
  readonly heard: Heard[]
  /** Code id -> its text as it was shown; what was shown last comes last. */
  readonly shown: ReadonlyMap<string, string>
  /** The id of each button that a message showed -> its words. */
  readonly buttons: ReadonlyMap<string, string>
}

export const createEars = (rules: Rulebook): Ears => {
  const keys = new Map<string, string>()
  const heard: Heard[] = []
  const shown = new Map<string, string>()
  const buttons = new Map<string, string>()
  const rulebook: Rulebook = {
    ...rules,
    text: (ref, lang) => {
      const text = rules.text(ref, lang)
      keys.set(text, ref.key)
      return text
    },
  }
  return {
    rulebook,
    heard,
    shown,
    buttons,
    hear: (message) => {
      const { code, choices } = message
      const unfilled = code ? message.text.replaceAll(code.text, `{code:${code.id}}`) : message.text
      heard.push({ ...message, textKey: keys.get(unfilled) ?? null })
      for (const { id, text } of choices) buttons.set(id, text)
      if (!code) return
      shown.delete(code.id)
      shown.set(code.id, code.text)
    },
  }
}
