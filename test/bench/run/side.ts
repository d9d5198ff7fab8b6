// One side of a benchmark as a process of its own: opens the module it is told of, then does what its parent calls.
// By itself: nothing. far.ts starts it.
type Call = { readonly id: number; readonly call: string; readonly args: readonly unknown[] }
type Side = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>

const [module = '', options = 'null'] = process.argv.slice(2)
const answer = (id: number, given: { readonly value?: unknown; readonly error?: string }): void => {
  process.send?.({ id, ...given })
}
const errorOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

try {
  const { open } = (await import(module)) as { open: (options: unknown) => Promise<Side> }
  const side = await open(JSON.parse(options))
  process.on('message', async ({ id, call, args }: Call) => {
    try {
      answer(id, { value: await side[call]?.(...args) })
    } catch (error) {
      answer(id, { error: errorOf(error) })
    }
  })
  process.on('disconnect', () => process.exit(0))
  answer(0, {})
} catch (error) {
  answer(0, { error: errorOf(error) })
  process.disconnect?.()
}
