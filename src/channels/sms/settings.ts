// The account that short messages are sent with.

export type SmsSettings = {
  readonly account: string
  readonly token: string
  /** A number in E.164, a sender's name, or a messaging service. */
  readonly from: string
  /** Without a slash at its end. */
  readonly root: string
}
