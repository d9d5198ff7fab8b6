// The keys that push services know us by (VAPID, RFC 8292), as base64url.

export type PushSettings = {
  readonly publicKey: string
  readonly privateKey: string
  /** mailto: or https: of whoever runs this. */
  readonly subject: string
}
