// Did a client show all of a message? Its words, its buttons, its code: as they stand in what the client has, as JSON.
import type { Outgoing } from '../../../src/ports/channel.ts'

/** The first part of the message that is not in `whole`; null: all of it is there. */
export const missing = ({ text, code, choices }: Outgoing, whole: string): string | null => {
  const parts = [text, ...(code ? [code.text] : []), ...choices.map((choice) => choice.text)]
  return parts.find((part) => part !== '' && !whole.includes(JSON.stringify(part).slice(1, -1))) ?? null
}
