// How the demo shop's server speaks to Winback: over HTTP with the secret key, as any shop's server would.

/** Who buys, by the shop's own id (an e-mail here) or by the browser's visitor; the surest first. */
export type Buyer = { readonly userId: string } | { readonly anonymousId: string }

export type Validation =
  | {
      readonly valid: true
      readonly amount: string
      readonly points?: number
      readonly gift?: string
      readonly until: string
    }
  | { readonly valid: false; readonly reason: string; readonly missing?: string; readonly message: string }

export type Redemption =
  | { readonly redeemed: true; readonly id: string; readonly amount: string; readonly points?: number }
  | { readonly redeemed: false; readonly reason: string; readonly missing?: string; readonly message: string }

export type OrderForCode = {
  readonly id?: string
  readonly currency: string
  readonly shipping: string
  readonly lines: readonly {
    readonly product_id: string
    readonly price: string
    readonly quantity: number
  }[]
}

type Sent = { readonly messageId: string; readonly userId?: string; readonly anonymousId?: string }
export type Tracked = Sent & {
  readonly event: string
  readonly timestamp?: string
  readonly properties: Readonly<Record<string, unknown>>
}
export type Identified = Sent & { readonly traits: Readonly<Record<string, string>> }

/** A row of POST /v1/catalogue: sums are decimals in the shop's currency. */
export type CatalogueRow = {
  readonly product_id: string
  readonly name: string
  readonly category: string
  readonly price: string
  readonly sale_price?: string
  readonly cost: string
  readonly stock: number
  readonly image_url: string
  readonly url: string
}

/** What a link to a cart gives to whoever opens it; the code only to whom it is for. */
export type RestoredCart = {
  readonly lines: readonly { readonly product_id: string; readonly quantity: number }[]
  readonly code: { readonly text: string } | null
  readonly withheld: boolean
}

/** All throw a WinbackError where there was no answer, or one that can't be right: ask again later under the same key. */
export type Winback = {
  readonly validate: (code: string, order: OrderForCode, buyer: Buyer) => Promise<Validation>
  readonly redeem: (key: string, code: string, order: OrderForCode, buyer: Buyer) => Promise<Redemption>
  readonly rollBack: (key: string, redemption: string) => Promise<void>
  /** null: the link is over. */
  readonly restore: (
    token: string,
    who: { readonly anonymousId: string; readonly userId?: string },
  ) => Promise<RestoredCart | null>
  readonly track: (event: Tracked) => Promise<void>
  readonly identify: (who: Identified) => Promise<void>
  /** Answers how many rows were refused; null: this Winback takes no catalogue. */
  readonly catalogue: (products: readonly CatalogueRow[]) => Promise<number | null>
}

export class WinbackError extends Error {
  readonly status: number | null
  constructor(path: string, status: number | null, options?: ErrorOptions) {
    super(
      status === null ? `Winback did not answer ${path}` : `Winback answered ${path} with ${status}`,
      options,
    )
    this.name = 'WinbackError'
    this.status = status
  }
}

const ANSWER_WITHIN = 10_000

export const createWinback = (api: { readonly url: () => string; readonly secretKey: string }): Winback => {
  const post = async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    try {
      const response = await fetch(new URL(path, api.url()), {
        method: 'POST',
        headers: { authorization: `Bearer ${api.secretKey}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      })
      return { status: response.status, answer: (await response.json()) as Record<string, unknown> }
    } catch (cause) {
      throw new WinbackError(path, null, { cause })
    }
  }
  /** An event that was sent before with other words has been heard: that is not sent again. */
  const told = async (path: string, body: unknown): Promise<void> => {
    const { status, answer } = await post(path, body)
    if (status !== 200 && answer.code !== 'id_reused') throw new WinbackError(path, status)
  }
  return {
    validate: async (code, order, shopper) => {
      const { status, answer } = await post('/v1/validations', { code, order, shopper })
      if (status !== 200) throw new WinbackError('/v1/validations', status)
      return answer as Validation
    },
    redeem: async (key, code, order, shopper) => {
      const path = '/v1/redemptions'
      const { status, answer } = await post(path, { code, order, shopper }, { 'idempotency-key': key })
      if (status === 201)
        return { redeemed: true, ...(answer as { id: string; amount: string; points?: number }) }
      if (status !== 409 || typeof answer.reason !== 'string') throw new WinbackError(path, status)
      const { reason, missing, title, detail } = answer as Record<string, string>
      return { redeemed: false, reason: reason!, ...(missing && { missing }), message: detail ?? title ?? '' }
    },
    rollBack: async (key, redemption) => {
      const path = `/v1/redemptions/${encodeURIComponent(redemption)}/rollback`
      const { status } = await post(path, {}, { 'idempotency-key': key })
      if (status !== 200) throw new WinbackError(path, status)
    },
    restore: async (token, who) => {
      const path = '/v1/carts/restore'
      const { status, answer } = await post(path, { token, ...who })
      if (status === 404) return null
      if (status !== 200) throw new WinbackError(path, status)
      return answer as RestoredCart
    },
    track: (event) => told('/v1/track', event),
    identify: (who) => told('/v1/identify', who),
    catalogue: async (products) => {
      const { status, answer } = await post('/v1/catalogue', { products })
      if (status === 404) return null
      if (status !== 200) throw new WinbackError('/v1/catalogue', status)
      const results = answer.results as readonly { readonly status: string }[]
      return results.filter((result) => result.status !== 'accepted').length
    },
  }
}
