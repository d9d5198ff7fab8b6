// How far a client has read: a line's number, and the talk that it is of. It survives restarts and other processes.

export type Mark = { readonly seq: number; readonly talk?: string }

export const START: Mark = { seq: 0 }

export const writeMark = ({ seq, talk }: Mark): string => (talk === undefined ? `${seq}` : `${seq}-${talk}`)

/** Whatever is none of ours is the beginning. */
export const readMark = (text: string | null): Mark => {
  const [, seq, talk] = /^(\d{1,15})(?:-([\w-]{1,40}))?$/.exec(text ?? '') ?? []
  if (seq === undefined) return START
  return { seq: Number(seq), ...(talk !== undefined && { talk }) }
}
