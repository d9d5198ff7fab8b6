// The verb `audience`: who is in an audience now, as an advertiser takes it: hashed, and nobody who did not consent.

import { createHash } from 'node:crypto'
import { type Command, Option } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { audiencesOf } from '../core/audience.ts'
import { readDocument } from '../core/document.ts'
import type { Traits } from '../core/person/traits.ts'
import { StoreError } from '../ports/store-error.ts'
import { openStoreThere } from '../start/open-store.ts'
import { StartError } from '../start/start-error.ts'

type Options = { readonly for: 'google' | 'meta' }

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Small letters without spaces; of Google's own mail also without dots and what follows a +. */
const emailFor = (text: string, advertiser: Options['for']): string => {
  const [name = '', host = ''] = text.trim().toLowerCase().split('@')
  const own = advertiser === 'google' && /^(?:gmail|googlemail)\.com$/.test(host)
  return `${own ? name.replaceAll('.', '').replace(/\+.*$/, '') : name}@${host}`
}

/** Digits with the code of the country: Google wants a + before them, Meta none. */
const phoneFor = (text: string, advertiser: Options['for']): string => {
  const digits = text.replace(/\D/g, '').replace(/^0+/, '')
  return advertiser === 'google' ? `+${digits}` : digits
}

/** One line of the list; null where there is nothing to find the shopper by. */
export const rowOf = ({ email, phone }: Traits, advertiser: Options['for']): string | null => {
  if (!email && !phone) return null
  const cells = [email && hashed(emailFor(email, advertiser)), phone && hashed(phoneFor(phone, advertiser))]
  return cells.map((cell) => cell ?? '').join(',')
}

/** Columns as the advertisers name them. */
const HEAD = { google: 'Email,Phone', meta: 'email,phone' } as const

const list = async (name: string, options: Options): Promise<number> => {
  loadEnvFile()
  const config = readConfig()
  const store = await openStoreThere(config, { readonly: true })
  try {
    const found = { members: 0, listed: 0 }
    const others = new Set<string>()
    process.stdout.write(`${HEAD[options.for]}\n`)
    for await (const document of store.records.shoppers()) {
      const shopper = readDocument(document)
      const names = audiencesOf(shopper, Date.now())
      for (const one of names) others.add(one)
      if (!names.includes(name)) continue
      const row = rowOf(shopper.traits, options.for)
      found.members++
      if (row === null) continue
      found.listed++
      process.stdout.write(`${row}\n`)
    }
    const known = others.size > 0 ? `; there is somebody in: ${[...others].toSorted().join(', ')}` : ''
    const said =
      found.members === 0
        ? `Nobody is in the audience "${name}" now${known}`
        : `${found.members} in the audience, ${found.listed} listed; the others left neither e-mail nor phone`
    process.stderr.write(`${said}\n`)
    return 0
  } finally {
    await store.close()
  }
}

export const addAudience = (program: Command): void => {
  program
    .command('audience')
    .description(
      'list who is in an audience now, hashed as advertisers take it; only who consented is listed',
    )
    .argument('<name>', 'the name that the step `audience` of a flow gives it')
    .addOption(
      new Option('--for <advertiser>', 'whose way of writing addresses')
        .choices(['google', 'meta'])
        .default('google'),
    )
    .action(async (name: string, options: Options) => {
      try {
        process.exitCode = await list(name, options)
      } catch (error) {
        if (!(error instanceof StoreError || error instanceof StartError)) throw error
        process.stderr.write(`${error.message}\n`)
        process.exitCode = 1
      }
    })
}
