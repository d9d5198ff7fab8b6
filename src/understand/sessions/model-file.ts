// A model of a chance as bytes, and back: a length, a JSON head, then the numbers one list after the other.
import type { ChanceModel } from './chance-model.ts'
import type { Tree } from './tree.ts'

type Head = {
  readonly format: 1
  readonly share: number
  readonly slope: number
  readonly offset: number
  /** Bounds of each feature. */
  readonly bounds: readonly number[]
  readonly boosted: readonly { readonly base: number; readonly nodes: readonly number[] }[]
  readonly networks: readonly { readonly inputs: number; readonly hidden: number; readonly size: number }[]
  /** What else the numbers rest on; the caller's. */
  readonly about: unknown
}

const bytesOf = (list: ArrayBufferView): Uint8Array =>
  new Uint8Array(list.buffer, list.byteOffset, list.byteLength)

/** Little-endian, as all machines are that Node runs on. */
export function toBytes(model: ChanceModel, about: unknown): Uint8Array {
  const head: Head = {
    ...{ format: 1, share: model.share, slope: model.slope, offset: model.offset },
    bounds: model.bounds.map((one) => one.length),
    boosted: model.boosted.map(({ base, trees }) => ({ base, nodes: trees.map((tree) => tree.bin.length) })),
    networks: model.networks.map(({ inputs, hidden, weights }) => ({ inputs, hidden, size: weights.length })),
    about,
  }
  const text = new TextEncoder().encode(JSON.stringify(head))
  const trees = model.boosted.flatMap((one) => one.trees)
  return Buffer.concat([
    new Uint8Array(new Uint32Array([text.length]).buffer),
    text,
    ...model.bounds.map(bytesOf),
    ...model.ranks.map(bytesOf),
    ...model.networks.map(({ weights }) => bytesOf(weights)),
    ...trees.flatMap((tree) => [tree.value, tree.feature, tree.bin, tree.right].map(bytesOf)),
  ])
}

/** Reads what `toBytes` wrote. Throws RangeError or SyntaxError where the bytes are cut or foreign. */
export function fromBytes(bytes: Uint8Array): { readonly model: ChanceModel; readonly about: unknown } {
  // A Buffer's own `slice` would share the memory of a pool, and begin anywhere in it.
  const { buffer } = new Uint8Array(bytes)
  const length = new Uint32Array(buffer, 0, 1)[0]!
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as Head
  if (head.format !== 1) throw new RangeError(`a model of format 1 is expected, and this is ${head.format}`)
  let at = 4 + length
  const take = (size: number): ArrayBuffer => {
    if (at + size > buffer.byteLength) throw new RangeError('the model file is cut')
    at += size
    return buffer.slice(at - size, at)
  }
  const bytesNext = (count: number): Uint8Array => new Uint8Array(take(count))
  const floats = (count: number): Float32Array => new Float32Array(take(count * 4))
  const bounds = head.bounds.map((count) => new Float64Array(take(count * 8)))
  const ranks = head.bounds.map((count) => floats(count + 1))
  const networks = head.networks.map(({ inputs, hidden, size }) => ({
    inputs,
    hidden,
    weights: floats(size),
  }))
  const tree = (nodes: number): Tree => ({
    value: floats(nodes),
    feature: bytesNext(nodes),
    bin: bytesNext(nodes),
    right: bytesNext(nodes),
  })
  const boosted = head.boosted.map(({ base, nodes }) => ({ base, trees: nodes.map(tree) }))
  const { share, slope, offset } = head
  return { model: { bounds, ranks, boosted, networks, share, slope, offset }, about: head.about }
}
