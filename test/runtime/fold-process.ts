// One of the two processes of fold-race.test.ts: opens the same file and says at once what it is told to say. Killed
// by its parent at any moment.
import { LATER, rulebook, saysOne } from './fold-world.ts'
import { openEngine } from './open-engine.ts'

type Told =
  | {
      readonly says: readonly {
        readonly id: string
        readonly customer: string
        readonly people: readonly number[]
      }[]
    }
  | 'end'

const { engine, close } = await openEngine({ path: process.argv[2] ?? '', rulebook, clock: () => LATER })

process.on('message', async (told: Told) => {
  if (told === 'end') {
    await close()
    process.exit(0)
  }
  const answers = await Promise.all(
    told.says.map(({ id, customer, people }) => engine.accept(saysOne(id, customer, people))),
  )
  process.send?.(answers.map(({ kind }) => kind))
})
process.send?.('ready')
