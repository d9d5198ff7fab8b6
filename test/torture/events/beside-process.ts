// A second process on a data file that a server works on, with a connection of its own: takes events as the server's
// door does, from its parent.
import { join } from 'node:path'
import { readCall } from '../../../src/http/track.ts'
import { StoreError } from '../../../src/ports/store-error.ts'
import { compileRulebook } from '../../../src/rulebook/compile.ts'
import { readSources } from '../../../src/rulebook/sources.ts'
import type { Incoming } from '../../../src/runtime/engine.ts'
import { openEngine } from '../../runtime/open-engine.ts'

export type Handed = { readonly n: number; readonly body: unknown }
export type Taken = {
  readonly n: number
  readonly answer: 'accepted' | 'repeat' | 'id_reused' | 'later' | string
}

const [folder = ''] = process.argv.slice(2)
const made = compileRulebook(await readSources(join(folder, 'flows'), join(folder, 'locales')))
if (!('rulebook' in made)) throw new Error(JSON.stringify(made.problems))
const { rulebook } = made
const { engine } = await openEngine({ path: join(folder, 'data', 'winback.db'), rulebook, sync: 'full' })

const take = async (incoming: Incoming): Promise<Taken['answer']> => {
  const taken = await engine.accept(incoming)
  if (taken.kind === 'done') return taken.repeat ? 'repeat' : 'accepted'
  return taken.kind === 'refused' && taken.reason === 'changed' ? 'id_reused' : JSON.stringify(taken)
}

process.on('message', async ({ n, body }: Handed) => {
  const answered = (answer: Taken['answer']) => process.send?.({ n, answer } satisfies Taken)
  try {
    const incoming = readCall('track', body, {
      ...{ trust: 'fact', shop: rulebook.shop, now: Date.now(), identity: null, readVisitor: () => null },
      ...{ sender: { headers: {}, address: '127.0.0.1' }, countryOf: () => undefined },
    })
    answered(incoming ? await take(incoming) : 'ignored')
  } catch (error) {
    answered(error instanceof StoreError ? 'later' : String((error as Error).stack))
  }
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
