// What the journal keeps of a turn: everything decide was given, personal fields sealed under the shopper's key.

import type { AgentAct } from '../core/agents/agent-act.ts'
import type { Attachment } from '../core/attachment.ts'
import type { Address, Event } from '../core/event.ts'
import type { Traits } from '../core/person/traits.ts'
import type { Seal } from '../ports/seal.ts'
import type { Did } from './did.ts'

/** What an agent wrote, to the shopper or about it. */
const sealAct = (does: AgentAct, seal: (text: string) => string): AgentAct => {
  const words = Object.entries(does).filter(([name]) => ['text', 'why', 'words'].includes(name))
  return { ...does, ...Object.fromEntries(words.map(([name, text]) => [name, seal(String(text))])) }
}

const sealFile = ({ ref, name, ...open }: Attachment, seal: (text: string) => string): Attachment => ({
  ...open,
  ...(ref !== undefined && { ref: seal(ref) }),
  ...(name !== undefined && { name: seal(name) }),
})

/** The words of a shopper or an agent, and who somebody is: sealed. All else is needed for reports and replays. */
const sealWords = (whole: Event, seal: (text: string) => string): Event => {
  const sealed = (address: Address): Address => ({ ...address, id: seal(address.id) })
  const event = {
    ...whole,
    ...(whole.from && { from: sealed(whole.from) }),
    ...(whole.also && { also: whole.also.map(sealed) }),
  }
  // Everything that is known of somebody: of no use to a report, and needed whole by a replay.
  if (event.kind === 'taken_in') return { ...event, content: seal(JSON.stringify(event.content)) as never }
  if (event.kind === 'undelivered') return { ...event, say: seal(JSON.stringify(event.say)) as never }
  if (event.kind === 'said') {
    const attachments = event.attachments?.map((one) => sealFile(one, seal))
    return {
      ...event,
      text: seal(event.text),
      address: sealed(event.address),
      ...(attachments && { attachments }),
      ...(event.echo !== undefined && { echo: seal(event.echo) }),
    }
  }
  if (
    event.kind === 'chat_opened' ||
    event.kind === 'reachable' ||
    event.kind === 'shown' ||
    event.kind === 'arrived' ||
    event.kind === 'consented' ||
    event.kind === 'lang_chosen'
  )
    return { ...event, address: sealed(event.address) }
  if (event.kind === 'agent') return { ...event, does: sealAct(event.does, seal) }
  if (event.kind === 'order_imported' && event.traits)
    return { ...event, traits: sealTraits(event.traits, seal) }
  if (event.kind !== 'identified' && event.kind !== 'shopper_imported') return event
  return { ...event, traits: sealTraits(event.traits, seal) }
}

const sealTraits = (
  { name, email, phone, birthday, address, device_id, ...open }: Traits,
  seal: (text: string) => string,
): Traits => {
  const told = { name, email, phone, birthday, address, device_id }
  const personal = Object.entries(told).filter(([, value]) => value !== undefined)
  return { ...open, ...Object.fromEntries(personal.map(([key, value]) => [key, seal(value ?? '')])) }
}

/** Seals each text once: who wrote stands in an event two or three times. */
const sealOnce = (seal: (text: string) => string): ((text: string) => string) => {
  const sealed = new Map<string, string>()
  return (text) => {
    const known = sealed.get(text) ?? seal(text)
    sealed.set(text, known)
    return known
  }
}

/** The entry as JSON: the event, the hash of the newest rulebook, and what came of it in codes and money. */
export const journalEntry = (event: Event, rulebook: string, did: Did, key: string, seal: Seal): string => {
  const sealed = sealOnce((text) => seal.sealUnder(key, text, event.id))
  return JSON.stringify({ rulebook, event: sealWords(event, sealed), did })
}
