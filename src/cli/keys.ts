// The verb `keys`: how far a change of the sealing key is, and the rest of it done now; and keys for notifications. Works beside a running server.

import type { Command } from 'commander'
import { type Config, loadEnvFile, readConfig } from '../config.ts'
import { leftToReseal } from '../runtime/reseal.ts'
import { startErrorOf } from '../start/data-folder.ts'
import { changeKey } from '../start/key-change.ts'
import { isRotating } from '../start/key-ring.ts'
import { createLog } from '../start/log.ts'
import { openRulebooks } from '../start/open-rulebooks.ts'
import { openSealedThere, type Sealed } from '../start/open-sealed.ts'
import { sealOf } from '../start/sealing-key.ts'
import { StartError } from '../start/start-error.ts'

const HOW =
  'To change it: make a new one (openssl rand -base64 32), set WINBACK_KEY (or WINBACK_KEY_FILE) to it and\n' +
  'WINBACK_KEY_OLD (or WINBACK_KEY_OLD_FILE) to the one before, and start again.'

const openThere = (config: Config, readonly: boolean): Promise<Sealed> =>
  openSealedThere(config, { readonly }, 'there is nothing to change.')

const status = async (config: Config): Promise<void> => {
  const { store, keys } = await openThere(config, true)
  try {
    if (!keys.old) return console.log(`Everything here is sealed with one key. ${HOW}`)
    const left = await leftToReseal({ store, seal: sealOf(config.data, keys) })
    const { shoppers, codes, pools, parked } = left
    console.log(
      `The older key is still needed: ${shoppers} shoppers (${codes} of their codes), ${pools} codes of pools and` +
        ` ${parked} parked events are sealed with it.\nThe running server seals them anew in the background; winback keys rotate does it now.`,
    )
    process.exitCode = 3
  } finally {
    await store.close()
  }
}

const rotate = async (config: Config): Promise<void> => {
  const { store, keys, shareKeys } = await openThere(config, false)
  try {
    if (!keys.old)
      return console.log(`There is nothing to do: everything here is sealed with one key. ${HOW}`)
    const log = createLog('error')
    const rulebooks = await openRulebooks(config, store.records, log, null)
    const { data } = config
    const count = await changeKey({
      ...{
        data,
        keys,
        store,
        log,
        shareKeys,
        seal: sealOf(data, keys),
        rulebook: rulebooks.now,
        clock: Date.now,
      },
    })
    rulebooks.close()
    console.log(
      isRotating(data)
        ? 'It was not finished: run this again.'
        : `${count} shoppers, codes of pools and parked events are sealed anew. WINBACK_KEY_OLD may be unset now.`,
    )
  } finally {
    await store.close()
  }
}

const told = async (work: (config: Config) => Promise<void>): Promise<void> => {
  try {
    loadEnvFile()
    const config = readConfig()
    try {
      await work(config)
    } catch (error) {
      throw startErrorOf(error, config.data, 'WINBACK_DATA')
    }
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

/** web-push is loaded for this verb only. */
const makeVapid = async (): Promise<void> => {
  const { publicKey, privateKey } = (await import('web-push')).default.generateVAPIDKeys()
  console.log(
    `WINBACK_VAPID_PUBLIC=${publicKey}\nWINBACK_VAPID_PRIVATE=${privateKey}\n` +
      '# Whom a push service may ask: an address of yours.\nWINBACK_VAPID_SUBJECT=mailto:it@shop.example',
  )
}

export const addKeys = (program: Command): void => {
  const keys = program
    .command('keys')
    .description(
      'change the sealing key: how far it is, or do the rest of it now; make keys for notifications',
    )
    .addHelpText('after', `\n${HOW}`)
  keys
    .command('status')
    .description('is the older key still needed? (exit code 3 as long as it is)')
    .action(() => told(status))
  keys
    .command('rotate')
    .description('seal everything with the new key now, beside a running server or without one')
    .action(() => told(rotate))
  keys
    .command('vapid')
    .description('make the keys that push services know us by, as lines for .env')
    .action(makeVapid)
}
