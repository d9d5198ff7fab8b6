// The command line: finds the verb and loads that one only, so that --help and check answer at once.
import { Command } from 'commander'
import { VERSION } from '../start/version.ts'

type Verb = { readonly about: string; readonly add: (program: Command) => Promise<void> }

const VERBS: Readonly<Record<string, Verb>> = {
  start: {
    about: 'serve the chat, the desk and the API (and the demo shop, as long as no other is set)',
    add: async (program) => (await import('./start.ts')).addStart(program),
  },
  check: {
    about: 'check the flows, the texts and the transcripts beside them',
    add: async (program) => (await import('./check.ts')).addCheck(program),
  },
  replay: {
    about: 'send a real history through intake, turn, store and relay, in virtual time',
    add: async (program) => (await import('./replay.ts')).addReplay(program),
  },
  import: {
    about: "bring in a shop's orders, shoppers and catalogue from files",
    add: async (program) => (await import('./import.ts')).addImport(program),
  },
  audience: {
    about: 'list who is in an audience for advertisers, hashed',
    add: async (program) => (await import('./audience.ts')).addAudience(program),
  },
  explain: {
    about: 'why a shopper got a code, is in a segment, would get nothing now, or was not written to',
    add: async (program) => (await import('./explain.ts')).addExplain(program),
  },
  audit: {
    about: 'what agents did: who, what, when, why, and at which desk',
    add: async (program) => (await import('./audit.ts')).addAudit(program),
  },
  export: {
    about: 'all there is of one shopper, as JSON',
    add: async (program) => (await import('./export.ts')).addExport(program),
  },
  erase: {
    about: 'erase a shopper: no personal byte stays in the data folder',
    add: async (program) => (await import('./erase.ts')).addErase(program),
  },
  backup: {
    about: 'copy everything that the store holds into one file, beside a running server',
    add: async (program) => (await import('./backup.ts')).addBackup(program),
  },
  restore: {
    about: 'put a backup into an empty store',
    add: async (program) => (await import('./restore.ts')).addRestore(program),
  },
  migrate: {
    about: 'move the shop to another store, resumable, without losing anything',
    add: async (program) => (await import('./migrate.ts')).addMigrate(program),
  },
  understand: {
    about: 'what messages mean, and how likely visits end in an order, from JSON lines',
    add: async (program) => (await import('./understand.ts')).addUnderstand(program),
  },
  codes: {
    about: 'bring in codes from elsewhere into pools, and see what is left of them',
    add: async (program) => (await import('./codes.ts')).addCodes(program),
  },
  experiment: {
    about: 'how long an experiment takes before it has an answer, and whether it has one',
    add: async (program) => (await import('./experiment.ts')).addExperiment(program),
  },
  steering: {
    about: 'budgets that follow success: how they stand, what was done, and how to undo it',
    add: async (program) => (await import('./steering.ts')).addSteering(program),
  },
  keys: {
    about: 'change the sealing key: how far it is, or do the rest of it now; make keys for notifications',
    add: async (program) => (await import('./keys.ts')).addKeys(program),
  },
  report: {
    about: 'what the campaigns earned, against their holdouts',
    add: async (program) => (await import('./report.ts')).addReport(program),
  },
  password: {
    about: "turn an agent's password, read from standard input, into what WINBACK_AGENTS takes",
    add: async (program) => (await import('./password.ts')).addPassword(program),
  },
}

const program = new Command('winback')
  .description('Wins hesitating shoppers back, with the least that does it.')
  .version(VERSION)
  .configureHelp({ sortSubcommands: false })
  .showHelpAfterError('(winback --help lists the verbs)')

// Whoever reads what is said may have read enough: `| head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const asked = (process.argv[2] === 'help' ? process.argv[3] : process.argv[2]) ?? ''
const verb = Object.hasOwn(VERBS, asked) ? VERBS[asked] : undefined
if (verb) await verb.add(program)
else for (const [name, { about }] of Object.entries(VERBS)) program.command(name).description(about)
await program.parseAsync()
