// What shoppers sent, fetched for agents from the channel that it lies at. Keeps nothing.
import type { Channel, OpenedFile } from '../ports/channel.ts'
import { DeliveryError } from '../ports/channel.ts'
import type { Records } from '../ports/records.ts'
import type { Engine } from '../runtime/engine.ts'

export type DeskFileParts = {
  readonly engine: () => Pick<Engine, 'shopper'>
  readonly records: Pick<Records, 'lines'>
  /** Bound late, as the engine is. */
  readonly channels: () => readonly Channel[]
}

/** Bytes; what is larger is not fetched. */
export const MOST_BYTES = 20 * 1024 * 1024

export const createDeskFiles =
  ({ engine, records, channels }: DeskFileParts) =>
  /** null: there is no such file, or its channel has it no more. Throws DeliveryError; code `too_large` where it is. */
  async (shopper: string, seq: number, n: number): Promise<OpenedFile | null> => {
    const owner = await engine().shopper(shopper)
    const [line] = owner ? await records.lines(owner.id, seq - 1, 1) : []
    const file = line?.seq === seq ? line.attachments?.[n] : undefined
    if (file?.ref === undefined) return null
    if ((file.size ?? 0) > MOST_BYTES) throw new DeliveryError('too_large', false)
    const channel = channels().find(({ name }) => name === file.channel)
    const opened = (await channel?.open?.(file.ref)) ?? null
    if (opened && opened.bytes.byteLength > MOST_BYTES) throw new DeliveryError('too_large', false)
    return opened && { type: file.type ?? opened.type, bytes: opened.bytes }
  }
