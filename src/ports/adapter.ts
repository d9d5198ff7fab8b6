// What a channel or a desk is made of, as main composes it: what it sends with, what it takes in, its beginning and its
// end. A folder under channels/ or desks/ opens one of these; nothing else of it is known outside.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Channel } from './channel.ts'
import type { Desk } from './desk.ts'
import type { Hook } from './hook.ts'

/** A socket of its own on our server, as Node hands it over; `takes` says whether the path is this adapter's. */
export type Upgrade = {
  readonly takes: (path: string) => boolean
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Sends away who is connected: the server goes down. */
  readonly close?: () => void
}

export type Adapter = {
  readonly channels?: readonly Channel[]
  readonly desks?: readonly Desk[]
  /** What its other side calls by HTTP. */
  readonly hooks?: readonly Hook[]
  readonly upgrades?: readonly Upgrade[]
  /** Begins to take in, once the engine runs and the server listens. Comes back soon; goes on trying by itself. */
  readonly start?: () => Promise<void>
  /** What of it should stand all the time, such as a socket to the other side; for /metrics. */
  readonly stands?: () => readonly { readonly name: string; readonly up: boolean }[]
  /** What only one of all processes on a store may do at a time: begun and ended as its lease comes and goes. */
  readonly alone?: { readonly name: string; readonly begin: () => () => Promise<void> }
  /** Takes nothing new and finishes what is under way. */
  readonly stop?: () => Promise<void>
}
