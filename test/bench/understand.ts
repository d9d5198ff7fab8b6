// The offline reader beside node-nlp, trained on the same examples in the same run: accuracy on the exam that neither
// has seen, speed on the same messages in turns, and what becomes of talk that is not about shopping.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isReason, LANGS, type Label, type Lang, type Meaning, SURE } from '../../src/core/meaning.ts'
import { type Example, loadExamples } from '../../src/understand/examples.ts'
import { macroF1 } from '../../src/understand/measure.ts'
import { createOfflineReader } from '../../src/understand/offline-reader.ts'
import { EXAM } from '../understand/exam.ts'
import { trainPeer } from './node-nlp.ts'

const ROUNDS = 5
/** Microseconds of processor time of a turn. */
const TURN = 330_000
/** Looking for entities takes the peer milliseconds a message. */
const FEW = 50
const HOME_TALK = resolve('../shared/data/out_of_domain.jsonl.gz')

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`
const points = (share: number): string => (100 * share).toFixed(1).padStart(5)

type Read = (text: string) => unknown

/** Microseconds of processor time a message: the median of several rounds, in turns, a third of a second each. */
const timed = async (readers: readonly Read[], texts: readonly string[]): Promise<number[]> => {
  const spent = readers.map((): number[] => [])
  for (let round = 0; round <= ROUNDS; round++)
    for (const [i, read] of readers.entries()) {
      const before = process.cpuUsage()
      let [used, passes] = [0, 0]
      for (; used < TURN; passes++) {
        for (const text of texts) {
          const said = read(text)
          if (said instanceof Promise) await said
        }
        const { user, system } = process.cpuUsage(before)
        used = user + system
      }
      // The first round warms up: compilers and memories of both.
      if (round > 0) spent[i]!.push(used / passes / texts.length)
    }
  return spent.map((times) => times.toSorted((a, b) => a - b)[times.length >> 1]!)
}

const leadsToAnOffer = ({ label, confidence }: Meaning): boolean =>
  confidence >= SURE &&
  (isReason(label) || label === 'ask_discount' || label === 'bulk_order' || label === 'accept')

const f1 = (texts: readonly Example[], read: (text: string) => Label): number =>
  macroF1(texts.map(({ label, text }) => ({ is: label, read: read(text) })))

/** Prints its tables; takes about a minute. */
const run = async (): Promise<void> => {
  const examples = loadExamples()
  const reader = createOfflineReader()
  const meaning = (text: string, lang: Lang) => reader.read(text, null, lang) as Meaning
  console.log(`${examples.length} examples, ${EXAM.length} messages of the exam\n`)
  console.log('          macro-F1             | microseconds a message; how many times as long')
  console.log('     winback node-nlp    ahead |   winback node-nlp    times in README    times')
  for (const lang of LANGS) {
    const peer = await trainPeer(
      examples.filter((one) => one.lang === lang),
      lang,
    )
    const own = EXAM.filter((one) => one.lang === lang)
    const labels = new Map<string, Label>()
    for (const { text } of own) labels.set(text, await peer.lean(text))
    const ours = f1(own, (text) => meaning(text, lang).label)
    const theirs = f1(own, (text) => labels.get(text)!)
    const texts = own.map(({ text }) => text)
    const [fast, lean] = await timed([(text) => meaning(text, lang), peer.lean], texts)
    const [full] = await timed([peer.asInReadme], texts.slice(0, FEW))
    const f1s = [ours, theirs, ours - theirs].map((share) => points(share).padStart(9))
    const times = [fast!, lean!, lean! / fast!, full!, full! / fast!].map((one) => one.toFixed(1).padStart(9))
    console.log(`${lang} ${f1s.join('')}  | ${times.join('')}`)
  }
  console.log('\nby paper of the exam, macro-F1 of winback')
  for (const paper of [...new Set(EXAM.map(({ voice }) => voice))])
    console.log(
      `${paper.padEnd(10)} ${LANGS.map(
        (lang) =>
          `${lang} ${points(
            f1(
              EXAM.filter((one) => one.voice === paper && one.lang === lang),
              (text) => meaning(text, lang).label,
            ),
          )}`,
      ).join('  ')}`,
    )
  const read = EXAM.map((one) => ({ is: one.label, ...meaning(one.text, one.lang) }))
  const sure = read.filter(({ confidence }) => confidence >= SURE)
  const right = sure.filter(({ is, label }) => is === label)
  console.log(`\nasks back:              ${percent(read.length - sure.length, read.length)} of the exam`)
  console.log(`right where it is sure: ${percent(right.length, sure.length)}`)
  if (!existsSync(HOME_TALK)) return console.log(`No ${HOME_TALK}: talk to a smart home is not measured.`)
  const talk = gunzipSync(readFileSync(HOME_TALK)).toString().trim().split('\n')
  const said = talk.map((line) => JSON.parse(line) as { lang: Lang; text: string })
  const led = said.filter(({ text, lang }) => leadsToAnOffer(meaning(text, lang)))
  console.log(
    `talk to a smart home that leads to an offer: ${percent(led.length, said.length)} of ${said.length}`,
  )
}

await run()
