// A dialog turn in process, beside botbuilder-dialogs and grammY.
import type { DialogSide } from './dialog/flow.ts'
import type { Bench } from './run/bench.ts'
import { openFar } from './run/far.ts'
import { inTurns } from './run/rounds.ts'

const TURNS = 40_000
const FEW = 4_000

const side = (name: string, options: unknown = null) =>
  openFar<DialogSide>(new URL(`dialog/${name}.ts`, import.meta.url), options)

export const bench: Bench = {
  name: 'dialog',
  about:
    'A dialog turn in process: state loaded, what was chosen checked against the four choices, the next question put, state saved. 64 talks take turns; each answer is checked to be the next question. Each side in a process of its own, none with a channel or a disk behind it.',
  run: async ({ rounds }) => {
    const sides = [
      await side('ours', { kept: 'json' }),
      await side('ours', { kept: 'written' }),
      await side('ours', { kept: 'object' }),
      await side('botbuilder'),
      await side('grammy', { kept: 'object' }),
      await side('grammy', { kept: 'json' }),
    ] as const
    const turns = [TURNS, TURNS, TURNS, FEW, TURNS, TURNS]
    const [json, written, object, waterfall, own, grammyJson] = await inTurns(
      rounds,
      sides.map((one, n) => () => one.round(turns[n]!)),
    )
    for (const one of sides) await one.end()
    const unit = 'turns/s'
    const row = (what: string, ours = json!, name: string, peer: readonly number[], least: number) => ({
      ...{ what, unit, ours, peer: { name, rounds: peer }, goal: { least } },
    })
    return {
      rows: [
        row('state as objects', object, 'botbuilder-dialogs, waterfall, MemoryStorage', waterfall!, 40),
        row(
          'JSON, not parsed where written here',
          written,
          'botbuilder-dialogs, waterfall, MemoryStorage',
          waterfall!,
          40,
        ),
        row('JSON, not parsed where written here', written, 'grammY, session as JSON', grammyJson!, 1.5),
        row('state as JSON', json, 'botbuilder-dialogs, waterfall, MemoryStorage', waterfall!, 40),
        row('state as JSON', json, 'grammY, session as JSON', grammyJson!, 1.5),
        row('state as objects', object, 'grammY, session in its own memory storage', own!, 1.5),
      ],
      notes: [
        "Ours is `decide` on the rulebook compiled from YAML, between the document's JSON parsed and written, and the next question put into words from the locale file. It counts visits, looks at segments, plans wake-ups and prunes as every turn of the product does; it has no intake, journal or store. As objects: what decide answered is kept as it is, which is what grammY's own memory storage does. botbuilder's MemoryStorage writes JSON, since its state is changed in place; ours is answered anew by each decision and never changed, so that nothing needs a copy.",
        'As JSON the document (0.9 KB) is parsed and written in every turn: two thirds of it are JSON.parse and JSON.stringify, and not decide. Not parsed where written here is how a process of the product does it (src/runtime/kept-documents.ts): the store is asked, and its text parsed only where it is not what this process wrote last; with these 64 talks it always is. grammY parses its session each time, one number.',
      ],
    }
  },
}
