// Which channels and desks the settings have opened, for whoever started it, and which the shop means but has not.
import type { Adapter } from '../ports/adapter.ts'
import type { Channel } from '../ports/channel.ts'

/** Their names, desks as "desk in NAME". */
export const connectedOf = (adapters: readonly Adapter[]): readonly string[] => [
  ...adapters.flatMap(({ channels = [] }) => channels.map(({ name }) => name)),
  ...adapters.flatMap(({ desks = [] }) => desks.map(({ name }) => `desk in ${name}`)),
]

/** `meant`: the channels that the shop names; null: it names none. */
export const unconnected = (
  meant: readonly string[] | null | undefined,
  channels: readonly Pick<Channel, 'name'>[],
): readonly string[] => (meant ?? []).filter((name) => channels.every((one) => one.name !== name))
