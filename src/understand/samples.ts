// Texts as samples to train from: the same features that the reader adds up, all of one length together.
import type { Sink } from './features.ts'
import { featuresOf } from './features.ts'
import type { Sample } from './fit.ts'
import { unmixAlphabets } from './look-alikes.ts'
import { plain, settle } from './normalise.ts'
import { writingFeatures } from './reading.ts'
import { cutOf } from './tokens.ts'

/** The length of all features of a text together: it makes short and long texts weigh the same. */
export const LENGTH = 5

function sampleOf(label: number, feed: (sink: Sink) => void): Sample {
  const hashes: number[] = []
  const values: number[] = []
  let squares = 0
  const add = (hash: number, value: number): void => {
    hashes.push(hash)
    values.push(value)
    squares += value * value
  }
  feed({ add })
  const scale = LENGTH / Math.sqrt(squares || 1)
  return { hashes: Int32Array.from(hashes), values: Float32Array.from(values), scale, label }
}

const chunksOf = (text: string): string[] => text.split(/\s+/).filter((chunk) => chunk !== '')

/** Of what a text means. */
export const meaningSample = (text: string, label: number): Sample =>
  sampleOf(label, (sink) =>
    featuresOf(
      chunksOf(plain(text)).flatMap((chunk) => cutOf(settle(chunk))),
      sink,
    ),
  )

/** Of how a plain text is written. */
export const writingSample = (text: string, label: number): Sample =>
  sampleOf(label, (sink) => {
    for (const chunk of chunksOf(text)) writingFeatures(unmixAlphabets(chunk), sink)
  })
