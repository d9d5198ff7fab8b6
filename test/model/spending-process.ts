// One process of several that ask one model under one cap: opens the data file given, asks as often as told.
import { z } from 'zod'
import { openModel } from '../../src/model/open-model.ts'
import { openSqliteStore } from '../../src/stores/sqlite/open.ts'

const [path = '', url = '', times = '0', cap = '0'] = process.argv.slice(2)
const store = await openSqliteStore(path, { sync: 'normal' })
const quiet = () => {}
const { client, close } = await openModel({
  settings: {
    ...{ url, key: 'k', name: 'fake', reads: 'always', phrases: false, masks: true, price: null },
    daily: { kind: 'tokens', most: Number(cap) },
  },
  ...{ notes: store.notes, log: { info: quiet, warn: quiet, error: quiet } },
})
const ask = () =>
  client.ask({
    ...{
      what: 'read',
      system: 's',
      data: {},
      name: 'n',
      schema: z.object({ label: z.string() }),
      shape: {},
      most: 100,
    },
    until: performance.now() + 2_500,
  })
let answered = 0
for (let n = 0; n < Number(times); n += 4) {
  const some = await Promise.all([ask(), ask(), ask(), ask()])
  answered += some.filter((one) => one !== null).length
}
await close()
await store.close()
console.log(answered)
