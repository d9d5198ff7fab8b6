// What this server turns out to understand of a request. Begins with the strictest and gives up what the server refuses,
// one thing at a time; what it answers is checked by us whatever it promised.

export type Dialect = {
  /** The answer's schema is enforced by the server; else it is only told to answer in JSON. */
  readonly schema: boolean
  readonly temperature: boolean
  readonly limit: 'max_tokens' | 'max_completion_tokens'
}

/** OpenAI's own newer models know one word, most other servers the other. */
export const firstDialect = (url: string): Dialect => ({
  schema: true,
  temperature: true,
  limit: new URL(url).hostname === 'api.openai.com' ? 'max_completion_tokens' : 'max_tokens',
})

/** `param`: the field that the server names in its refusal. null: nothing is left to give up. */
export const simpler = (dialect: Dialect, param: string | null | undefined): Dialect | null => {
  if (param === 'temperature' && dialect.temperature) return { ...dialect, temperature: false }
  if (param === 'max_tokens' && dialect.limit === 'max_tokens')
    return { ...dialect, limit: 'max_completion_tokens' }
  if (param === 'max_completion_tokens' && dialect.limit === 'max_completion_tokens')
    return { ...dialect, limit: 'max_tokens' }
  return dialect.schema ? { ...dialect, schema: false } : null
}
