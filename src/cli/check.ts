// `winback check [DIR]`: what is wrong with a shop's flows and texts, all of it at once.
import { stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { loadEnvFile, readConfig } from '../config.ts'
import { loadRulebook } from '../rulebook/load.ts'
import { formatProblem, type Problem } from '../rulebook/problem.ts'

type Out = (line: string) => void
type Folders = { readonly flows: string; readonly locales: string }

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() ?? false

const firstFolder = async (paths: readonly string[]): Promise<string | null> => {
  for (const path of paths) if (await isFolder(path)) return path
  return null
}

/** DIR holds flows/ and locales/, or is the folder of flows itself. A sentence where something is missing. */
const findFolders = async (dir: string): Promise<Folders | string> => {
  const top = resolve(dir)
  if (!(await isFolder(top))) return `There is no folder ${top}`
  const holds = await isFolder(join(top, 'flows'))
  const flows = holds ? join(top, 'flows') : top
  if (!holds && basename(top) !== 'flows' && !(await stat(join(top, 'shop.yaml')).catch(() => null))) {
    return `There is no folder flows in ${top}`
  }
  const near = holds ? [join(top, 'locales')] : [join(top, 'locales'), join(dirname(top), 'locales')]
  const locales = await firstFolder(near)
  return locales === null ? `There is no folder locales beside ${flows}` : { flows, locales }
}

/** Paths as somebody standing in the current folder would type them. */
const shown = (problem: Problem, folders: Folders): Problem => {
  const [first, ...rest] = problem.file.split('/')
  const folder = first === 'locales' ? folders.locales : folders.flows
  return { ...problem, file: relative(process.cwd(), join(folder, ...rest)) || '.' }
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

type Found = {
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly summary: string
}

/** The rules first; the transcripts only where there are rules to play them on. */
const findAll = async (folders: Folders): Promise<Found> => {
  const result = await loadRulebook(folders.flows, folders.locales)
  const { warnings } = result
  const warned = warnings.length > 0 ? `, ${count(warnings.length, 'warning')}` : ''
  if ('problems' in result) {
    const { problems } = result
    return { problems, warnings, summary: `${count(problems.length, 'problem')}${warned}` }
  }
  const { checkTranscripts } = await import('./transcripts/check-transcripts.ts')
  const { readTranscriptFiles } = await import('./transcripts/files.ts')
  const { flows, segments, offers } = result.rulebook
  const played = await checkTranscripts(result.rulebook, await readTranscriptFiles(folders.flows))
  const parts = [
    count(flows.length, 'flow'),
    // Those that stand in the files; the ready-made ones are there without.
    count(Object.values(segments).filter(({ about }) => !about).length, 'segment'),
    count(Object.keys(offers).length, 'offer'),
    count(played.played, 'transcript'),
  ]
  const { problems } = played
  const found = problems.length > 0 ? count(problems.length, 'problem') : 'No problems'
  return { problems, warnings, summary: `${found}${warned}: ${parts.join(', ')}.` }
}

/** `dir` null: the folders that the server reads. Answers the exit code: 1 where there are problems. */
export const check = async (
  dir: string | null,
  out: Out,
  options: { readonly json?: boolean | undefined } = {},
): Promise<number> => {
  const folders = dir === null ? setFolders() : await findFolders(dir)
  if (typeof folders === 'string') {
    out(options.json ? JSON.stringify({ error: folders }) : folders)
    return 1
  }
  const found = await findAll(folders)
  const problems = found.problems.map((each) => shown(each, folders))
  const warnings = found.warnings.map((each) => shown(each, folders))
  if (options.json) out(JSON.stringify({ problems, warnings }))
  else {
    for (const problem of problems) out(formatProblem(problem))
    for (const warning of warnings) out(`${formatProblem(warning)}  [warning]`)
    out(found.summary)
  }
  return problems.length > 0 ? 1 : 0
}

/** As WINBACK_FLOWS and WINBACK_LOCALES say, or .env: what is checked is what the server would take live. */
const setFolders = (): Folders => {
  loadEnvFile()
  return readConfig()
}

export const addCheck = (program: Command): void => {
  program
    .command('check')
    .description('check flows and texts: every mistake with its file, line and column')
    .argument(
      '[dir]',
      'a folder with flows/ and locales/, or a folder of flows; without it the ones that the server reads',
    )
    .option('--json', 'answer in JSON')
    .action(async (dir: string | undefined, options: { json?: boolean }) => {
      process.exitCode = await check(dir ?? null, (line) => process.stdout.write(`${line}\n`), options)
    })
}
