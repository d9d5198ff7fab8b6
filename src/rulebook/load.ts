// Folders -> Rulebook, or problems: reading and compiling in one go, for command-line verbs and for tests.
import { type CompileResult, compileRulebook } from './compile.ts'
import { readSources } from './sources.ts'

/** Throws where a folder cannot be read at all. */
export const loadRulebook = async (flowsDir: string, localesDir: string): Promise<CompileResult> =>
  compileRulebook(await readSources(flowsDir, localesDir))
