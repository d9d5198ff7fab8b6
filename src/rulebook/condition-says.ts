// What CEL's errors mean to a marketer. Knows CEL's codes and types, and nothing of flows.
import type { TypeError as CelTypeError, ParseError } from '@marcbachmann/cel-js'
import type { More } from './problem.ts'

const TYPES: Readonly<Record<string, string>> = {
  Money: 'a sum',
  int: 'a number',
  double: 'a number with a point',
  string: 'a text',
  bool: 'yes or no',
  null: 'nothing',
  'list<string>': 'a list of texts',
  'list<int>': 'a list of numbers',
}

export const sayType = (type: string): string => TYPES[type] ?? type

const sayOverload = (summary: string): string => {
  const two = /^no such overload: (\S+) (\S+) (\S+)$/.exec(summary)
  if (!two) return `this does not fit together: ${summary.replace('no such overload: ', '')}`
  const [, left, operator, right] = two
  return `${sayType(left!)} and ${sayType(right!)} do not go together with ${operator}`
}

const syntaxHint = (text: string): string | undefined => {
  if (/\b(?:and|or|not)\b/i.test(text)) return '&& for and, || for or, ! for not'
  if (/[^=!<>]={3}|[^=!<>]=[^=]/.test(text)) return '=='
  if (text.includes('<>')) return '!='
  if (/[“”«»„]/.test(text)) return '"straight quotes"'
  if (/(?<!\|)\|(?!\|)|(?<!&)&(?!&)/.test(text)) return '&& or ||'
  return undefined
}

export const sayCel = (
  error: ParseError | CelTypeError | undefined,
  text: string,
): More & { readonly message: string } => {
  const summary = error?.summary ?? 'it cannot be read'
  if (error?.name === 'ParseError') {
    const detail = summary.replace('Unexpected token: EOF', 'something is missing at the end')
    return { message: `this condition cannot be read: ${detail}`, hint: syntaxHint(text) }
  }
  if (error?.code === 'no_such_overload') return { message: sayOverload(summary) }
  if (error?.code === 'invalid_logical_operand') {
    const type = /got '([^']+)'/.exec(summary)?.[1] ?? ''
    return { message: `&& and || join conditions, but one side is ${sayType(type)}` }
  }
  return { message: `this condition does not fit together: ${summary}` }
}
