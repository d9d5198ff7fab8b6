// Patterns that are built when they are first asked: classes such as \\p{L} cost about a millisecond each, there are hundreds
// of them, and a start needs none. Knows no words.

const waiting = new Set<LazyPattern>()

/** What String and RegExp ask of a pattern, handed on to the real one. */
class LazyPattern {
  readonly source: string
  readonly flags: string
  #built: RegExp | undefined

  constructor(source: string, flags: string) {
    this.source = source
    this.flags = flags
    waiting.add(this)
  }

  build(): RegExp {
    if (this.#built) return this.#built
    waiting.delete(this)
    this.#built = new RegExp(this.source, this.flags)
    return this.#built
  }

  get global(): boolean {
    return this.flags.includes('g')
  }
  get lastIndex(): number {
    return this.build().lastIndex
  }
  set lastIndex(at: number) {
    this.build().lastIndex = at
  }
  test(text: string): boolean {
    return this.build().test(text)
  }
  exec(text: string): RegExpExecArray | null {
    return this.build().exec(text)
  }
  [Symbol.match](text: string): RegExpMatchArray | null {
    return this.build()[Symbol.match](text)
  }
  [Symbol.matchAll](text: string): RegExpStringIterator<RegExpMatchArray> {
    return this.build()[Symbol.matchAll](text)
  }
  [Symbol.replace](text: string, by: string): string {
    return this.build()[Symbol.replace](text, by)
  }
  [Symbol.search](text: string): number {
    return this.build()[Symbol.search](text)
  }
  [Symbol.split](text: string, limit?: number): string[] {
    return this.build()[Symbol.split](text, limit)
  }
}

/** As new RegExp, but built at first use: a source that cannot be built throws there (a test builds all). */
export const lazyPattern = (source: string, flags: string): RegExp =>
  new LazyPattern(source, flags) as unknown as RegExp

/** Builds one that still waits; false: none does. For a server that is ready and has nothing better to do. */
export const buildNext = (): boolean => {
  for (const one of waiting) {
    one.build()
    return true
  }
  return false
}
