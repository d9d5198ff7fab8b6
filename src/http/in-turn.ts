// Events of a batch side by side, but those of one address one after another, as they stand. Knows no event.

type Addressed = { readonly userId?: unknown; readonly anonymousId?: unknown; readonly messageId?: unknown }

/** Whatever may make two of them meet. */
const keysOf = (input: unknown): readonly string[] => {
  const { userId, anonymousId, messageId } = (input ?? {}) as Addressed
  return Object.entries({ userId, anonymousId, messageId }).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? `${name} ${value}` : [],
  )
}

/** Answers in the order of `inputs`. `work` must not throw. */
export const inTurn = <T>(inputs: readonly unknown[], work: (input: unknown) => Promise<T>): Promise<T[]> => {
  const last = new Map<string, Promise<unknown>>()
  return Promise.all(
    inputs.map((input) => {
      const keys = keysOf(input)
      const before = keys.flatMap((key) => last.get(key) ?? [])
      const mine = before.length > 0 ? Promise.all(before).then(() => work(input)) : work(input)
      for (const key of keys) last.set(key, mine)
      return mine
    }),
  )
}
