// How the demo shop's server speaks to Winback: over HTTP with the secret key, as any shop's server would.

export type Validation =
  | { readonly valid: true; readonly amount: string; readonly points?: number; readonly until: string }
  | { readonly valid: false; readonly reason: string; readonly missing?: string; readonly message: string }

export type Redemption =
  | { readonly redeemed: true; readonly id: string; readonly amount: string }
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

export type Winback = {
  readonly validate: (code: string, order: OrderForCode, visitor: string) => Promise<Validation>
  readonly redeem: (key: string, code: string, order: OrderForCode, visitor: string) => Promise<Redemption>
  readonly track: (event: {
    readonly messageId: string
    readonly event: string
    readonly anonymousId: string
    readonly properties: Readonly<Record<string, unknown>>
  }) => Promise<void>
}

export const createWinback = (api: { readonly url: () => string; readonly secretKey: string }): Winback => {
  const post = async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(new URL(path, api.url()), {
      method: 'POST',
      headers: { authorization: `Bearer ${api.secretKey}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> }
  }
  const failed = (path: string, status: number): Error => new Error(`Winback answered ${path} with ${status}`)
  return {
    validate: async (code, order, visitor) => {
      const { status, answer } = await post('/v1/validations', {
        code,
        order,
        shopper: { anonymousId: visitor },
      })
      if (status !== 200) throw failed('/v1/validations', status)
      return answer as Validation
    },
    redeem: async (key, code, order, visitor) => {
      const body = { code, order, shopper: { anonymousId: visitor } }
      const { status, answer } = await post('/v1/redemptions', body, { 'idempotency-key': key })
      if (status === 201) return { redeemed: true, ...(answer as { id: string; amount: string }) }
      if (status !== 409 || typeof answer.reason !== 'string') throw failed('/v1/redemptions', status)
      const { reason, missing, title, detail } = answer as Record<string, string>
      return { redeemed: false, reason: reason!, ...(missing && { missing }), message: detail ?? title ?? '' }
    },
    track: async (event) => {
      const { status } = await post('/v1/track', event)
      if (status !== 200) throw failed('/v1/track', status)
    },
  }
}
