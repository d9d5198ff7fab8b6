// Pools of codes that were imported: sealed from the first moment, each drawn for one shopper. The contract of every
// store; where a pool and a shopper live in different places, what is drawn is laid aside where the commit is.

/** A code as it lies in a pool; `sealed` opens for the place `pool:<hmac>`. */
export type PoolCode = {
  readonly hmac: string
  readonly sealed: string
  /** When it ends, ms since 1970; null: it does not. */
  readonly ends: number | null
}

/** A code that a commit uses up: it must still be laid aside for the commit's shopper. */
export type DrawnCode = { readonly hmac: string; readonly id: string }

/** `left`: still to be had. `laid_aside`: drawn by a turn that has not committed (yet). `ended`: too late to be given. */
export type PoolState = {
  readonly pool: string
  readonly left: number
  readonly laid_aside: number
  readonly used: number
  readonly ended: number
}

export type Draw = {
  readonly pool: string
  readonly shopper: string
  /** Those that this turn has already. */
  readonly except: readonly string[]
  readonly now: number
  /** Laid aside until then; afterwards another may draw it, if it was not used. */
  readonly until: number
  /** One that ends before this is not given out. */
  readonly lasts: number
}

export type Pools = {
  /** Puts each where no pool has it; answers the pool of each that was there already, null where it is new, in order. */
  readonly add: (pool: string, codes: readonly PoolCode[]) => Promise<readonly (string | null)[]>
  /** Lays one code aside for a shopper: the one laid aside before, or the one that ends soonest. null: none is left. */
  readonly draw: (draw: Draw) => Promise<PoolCode | null>
  /** The pool and, once used, the code's id, for each hmac that is in some pool; null for any other, in order. */
  readonly find: (
    hmacs: readonly string[],
  ) => Promise<readonly ({ readonly pool: string; readonly id: string | null } | null)[]>
  /** All of all pools by hmac, used ones too: up to `most` of those after `after`. */
  readonly page: (after: string, most: number) => Promise<readonly PoolCode[]>
  /** The same codes under another key: each lies where `was` lay from now on, with whoever has it. */
  readonly rekey: (codes: readonly (PoolCode & { readonly was: string })[]) => Promise<void>
  /** By name; `lasts` as in Draw. */
  readonly list: (now: number, lasts: number) => Promise<readonly PoolState[]>
}
