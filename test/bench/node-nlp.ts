// The peer of the offline reader: node-nlp with our examples, once with nothing but intents, once as its README sets it up,
// which looks for entities too.
import type { Label, Lang } from '../../src/core/meaning.ts'
import type { Example } from '../../src/understand/examples.ts'

type Manager = {
  addDocument: (lang: string, text: string, intent: string) => void
  train: () => Promise<void>
  process: (
    ...what: [lang: string, text: string, context: undefined, settings: object]
  ) => Promise<{ readonly intent: string }>
}

type Peer = (text: string) => Promise<Label>

/** Two readers of one language; it answers `other` where node-nlp finds no intent. */
export const trainPeer = async (
  examples: readonly Example[],
  lang: Lang,
): Promise<{ readonly lean: Peer; readonly asInReadme: Peer }> => {
  // It has no types of its own, and says on the console which texts are only stop words.
  const { NlpManager } = (await import('node-nlp' as string)) as {
    NlpManager: new (settings: object) => Manager
  }
  const manager = new NlpManager({ languages: [lang], autoSave: false, nlu: { log: false } })
  for (const { text, label } of examples) manager.addDocument(lang, text, label)
  const { warn } = console
  console.warn = () => {}
  await manager.train()
  console.warn = warn
  const peer =
    (settings: object): Peer =>
    async (text) => {
      const { intent } = await manager.process(lang, text, undefined, settings)
      return intent === 'None' ? 'other' : (intent as Label)
    }
  return { lean: peer({ forceNER: false }), asInReadme: peer({ forceNER: true }) }
}
