// Reads the settings of Direct Line: none, or the secret that opens it.

export type DirectLineVariables = {
  readonly DIRECTLINE_SECRET?: string | undefined
  readonly WINBACK_PAGE_KEY?: string | undefined
}

export type DirectLineSettings = { readonly secret: string }

/** null: the channel is off. What is wrong is added to `faults`. */
export const readDirectLineSettings = (
  { DIRECTLINE_SECRET: secret, WINBACK_PAGE_KEY: pageKey }: DirectLineVariables,
  faults: string[],
): DirectLineSettings | null => {
  if (secret === undefined) return null
  if (secret === pageKey)
    faults.push(
      'DIRECTLINE_SECRET: it is the page key, which everybody can read; make one with `openssl rand -hex 32`',
    )
  return { secret }
}
