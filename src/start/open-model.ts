// The model that the settings ask for: what of it the engine uses. Loaded only where one is set.
import type { Config } from '../config.ts'
import type { openModel as open } from '../model/open-model.ts'
import type { Understand } from '../ports/understand.ts'

/** null: none is set. `offline`: who reads where the model does not. */
export const openModelOf = async (
  settings: Config['model'],
  offline: Understand,
  parts: Omit<Parameters<typeof open>[0], 'settings'>,
) => {
  if (!settings) return null
  const [{ openModel }, { createModelReader }, { createPhraser }] = await Promise.all([
    import('../model/open-model.ts'),
    import('../model/reader.ts'),
    import('../model/phraser.ts'),
  ])
  const { client, close, figures } = await openModel({ settings, ...parts })
  const phrase = settings.phrases ? createPhraser(client, settings, parts.meter) : undefined
  return { close, figures, phrase, reader: createModelReader(offline, client, settings) }
}
