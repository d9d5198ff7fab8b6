// The peer of the offline reader: node-nlp as its own documentation sets it up, with our examples.
import type { Label, Lang } from '../../src/core/meaning.ts'
import type { Example } from '../../src/understand/examples.ts'

type Manager = {
  addDocument: (lang: string, text: string, intent: string) => void
  train: () => Promise<void>
  process: (lang: string, text: string) => Promise<{ readonly intent: string }>
}

/** A reader of one language; it answers `other` where node-nlp finds no intent. */
export const trainPeer = async (
  examples: readonly Example[],
  lang: Lang,
): Promise<(text: string) => Promise<Label>> => {
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
  return async (text) => {
    const { intent } = await manager.process(lang, text)
    return intent === 'None' ? 'other' : (intent as Label)
  }
}
