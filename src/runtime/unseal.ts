// A message of the outbox with its code in words and its links: the only moment in which a code's text exists again.
import { readDocument } from '../core/document.ts'
import type { Abilities, Outgoing } from '../ports/channel.ts'
import type { LeasedItem } from '../ports/outbox.ts'
import { withCartLink } from './cart-link-text.ts'
import { shopperOfCode } from './code-lookup.ts'
import type { EngineParts } from './engine-parts.ts'
import type { MessagePayload } from './payload.ts'
import { withProof } from './proofs.ts'

export const createUnseal = (parts: EngineParts) => {
  const { store, seal } = parts

  /** An item that waited through a change of the sealing key: its code's document has it under the new one. */
  const textOf = async (code: { readonly id: string; readonly sealed: string }): Promise<string> => {
    try {
      return seal.open(code.sealed, code.id)
    } catch (error) {
      const { document } = await store.load(shopperOfCode(code.id))
      const kept = document === null ? null : readDocument(document)
      const sealed = kept?.codes.find(({ id }) => id === code.id)?.sealed
      if (sealed === undefined || sealed === code.sealed) throw error
      return seal.open(sealed, code.id)
    }
  }

  const unseal = async (item: LeasedItem, payload: MessagePayload, can: Abilities): Promise<Outgoing> => {
    const { id: key } = item
    const { to, lang = 'en', answer = true, choices, code, goods, subject } = payload
    const links = parts.links?.(item, payload) ?? {}
    const said = await withProof(payload.text, to, payload.proof, parts.proofs)
    const text = withCartLink(said, links, can, lang, parts.rulebooks.now())
    const shown = { ...(goods && { goods }), ...(subject !== undefined && { subject }), links }
    if (!code) return { to, key, text, lang, answer, choices, ...shown }
    const typed = await textOf(code)
    return {
      to,
      key,
      text: text.replaceAll(`{code:${code.id}}`, typed),
      ...{ lang, answer },
      choices,
      ...shown,
      code: { id: code.id, text: typed, until: code.until, terms: code.terms },
    }
  }

  return { textOf, unseal }
}
