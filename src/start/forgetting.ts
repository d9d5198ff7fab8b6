// What channels keep of their own, dropped as a shopper is erased: by the running server through its channels, by the verb
// `erase` without them. Their notes are the store's to delete, by their names.
import { join } from 'node:path'
import { openFiles } from '../channels/direct-line/files.ts'
import { CHANNEL } from '../channels/direct-line/protocol.ts'
import type { Channel } from '../ports/channel.ts'
import type { Forget } from '../runtime/erase.ts'

export const directLineFolder = (data: string): string => join(data, 'direct-line')

/** `data`: files of a channel that is switched off by now go as well. */
export const createForgetting =
  (data: string, channels: () => readonly Channel[]): Forget =>
  async (addresses, refs) => {
    const files = openFiles(directLineFolder(data))
    for (const { channel, ref } of refs) if (channel === CHANNEL) await files.remove(ref)
    for (const { name, forget } of channels())
      if (forget) {
        const own = refs.flatMap(({ channel, ref }) => (channel === name ? [ref] : []))
        for (const address of addresses) if (address.channel === name) await forget(address, own)
      }
  }
