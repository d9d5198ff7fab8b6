// What a line of the shopper's carries for its own client: what that called the message, and itself. Knows no line.

export type Echo = { readonly id?: string; readonly from?: string }

/** Made by us, for a message whose client called it nothing: it is never given back. */
const OURS = '~'

export const nameFor = (random: (bytes: number) => Uint8Array): string =>
  OURS + Buffer.from(random(16)).toString('base64url')

/** `name`: as the client called it, or one of ours. `from`: as the client calls its user, where no token says it. */
export const writeEcho = (name: string, from?: string): string =>
  JSON.stringify(from === undefined ? [name] : [name, from])

const parse = (echo: string | undefined): readonly unknown[] => {
  try {
    const read: unknown = JSON.parse(echo ?? '')
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}

export const isNamed = (echo: string | undefined, name: string): boolean => parse(echo)[0] === name

export const readEcho = (echo: string | undefined): Echo => {
  const [id, from] = parse(echo)
  return {
    ...(typeof id === 'string' && !id.startsWith(OURS) && { id }),
    ...(typeof from === 'string' && { from }),
  }
}
