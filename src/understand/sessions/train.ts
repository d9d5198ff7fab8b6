// `npm run train`, its second half: the models of how likely a session ends in an order, from a file of sessions. Where
// there is no such file the committed models stay. `--measure` prints what they are worth on rows they did not see.
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FILE_MODEL } from './file-model.ts'
import { measured } from './measure.ts'
import { PAGE_MODEL } from './page-model.ts'
import { readSessionFile } from './read-file.ts'
import { trainFile, trainPage } from './training.ts'

const PLACE = '../../../../shared/data/online_shoppers.csv.gz'

const given = process.argv.slice(2).find((one) => !one.startsWith('-')) ?? process.env.WINBACK_SESSIONS
const path = given ? resolve(given) : fileURLToPath(new URL(PLACE, import.meta.url))
if (!existsSync(path)) {
  console.log(`${path} is not there: the committed models of sessions stay as they are`)
  if (given) process.exitCode = 1
} else {
  const all = readSessionFile(path)
  writeFileSync(FILE_MODEL, trainFile(all).bytes)
  writeFileSync(PAGE_MODEL, trainPage(all).bytes)
  console.log(`${all.sessions.length} sessions`)
  if (process.argv.includes('--measure')) console.log(measured(all))
}
