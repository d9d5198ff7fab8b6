// What YAML's own errors mean to a marketer. Knows the parser's error codes and nothing of flows.
import type { YAMLError } from 'yaml'
import type { More } from './problem.ts'

const QUOTES = 'quotes around the whole value'

const SAYS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab is used to indent',
  BAD_INDENT: 'the indentation does not fit what stands above',
  DUPLICATE_KEY: 'this key stands here a second time',
  MULTIPLE_DOCS: 'a file holds one document',
  BAD_DIRECTIVE: 'a line that begins with % is not read here',
  BAD_DQ_ESCAPE: 'this \\ does not stand for anything within "double quotes"',
  MISSING_CHAR: 'a quote, comma or bracket is not closed',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line',
  BLOCK_AS_IMPLICIT_KEY: 'a second ": " on one line, or a line that is indented too far',
  BAD_SCALAR_START: 'a value cannot begin with this sign',
  UNEXPECTED_TOKEN: 'this cannot stand here',
  TAG_RESOLVE_FAILED: 'a value that begins with ! must stand in quotes',
  BAD_ALIAS: 'an alias is not read here',
  KEY_OVER_1024_CHARS: 'a key is too long',
}

const HINTS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'two spaces',
  BLOCK_AS_IMPLICIT_KEY: QUOTES,
  BAD_SCALAR_START: QUOTES,
  TAG_RESOLVE_FAILED: QUOTES,
}

/** Within { } a comma or a bracket ends a value, which nobody who writes a condition expects. */
const inBraces = (text: string, offset: number): boolean => {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return line.includes('{')
}

/** What follows an open bracket is read as if it stood within: the place is that of what follows. */
const UNCLOSED = /must be sufficiently indented and end with a ([\]}])/

export const sayYaml = (error: YAMLError, text: string): More & { readonly message: string } => {
  const [, bracket] = UNCLOSED.exec(error.message) ?? []
  if (bracket !== undefined)
    return {
      message: 'a bracket that was opened above is not closed',
      expected: `a ${bracket} before this line`,
    }
  const message = SAYS[error.code] ?? `this cannot be read as YAML: ${error.message}`
  const braces = inBraces(text, error.pos[0]) && !(error.code in HINTS)
  return {
    message,
    hint: HINTS[error.code] ?? (braces ? QUOTES : undefined),
    expected: braces ? 'quotes around a value that has [ ], a comma or ": " in it' : undefined,
  }
}
