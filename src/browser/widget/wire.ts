// What the chat's socket carries, as the browser sees it. The same as channels/web/protocol.ts; a test holds them equal.

export type Lang = 'ru' | 'uk' | 'en'

export type CodeState = 'issued' | 'redeemed' | 'expired' | 'revoked'

export type ChatLine = {
  seq: number
  at: number
  who: 'shopper' | 'bot' | 'agent'
  by?: string | undefined
  text: string
  choices?: { id: string; text: string }[] | undefined
  code?: { text: string; until: number; terms: string; state: CodeState } | undefined
  goods?:
    | {
        lines: {
          title: string
          quantity: number
          sum: string
          picture?: string | undefined
          url?: string | undefined
        }[]
        more: number
      }
    | undefined
}

export type MessengerLink = { channel: string; url: string }

/** What is sent until it is heard. */
export type Word =
  | { kind: 'open'; id: string }
  | { kind: 'say'; id: string; text: string }
  | { kind: 'choose'; id: string; choice: string; text: string }

export type ClientSays =
  | {
      kind: 'hello'
      token?: string | undefined
      last: number
      talk?: string | undefined
      lang?: Lang | undefined
      source?: string | undefined
      zone?: string | undefined
    }
  | Word
  | { kind: 'earlier'; before: number }
  | { kind: 'links' }
  | { kind: 'ping' }

export type ServerSays =
  | {
      kind: 'welcome'
      token: string
      visitor: string
      shop: string
      zone: string
      push?: string | undefined
      now: number
    }
  | { kind: 'page'; lines: ChatLine[]; more: boolean }
  | { kind: 'talk'; talk: string }
  | { kind: 'line'; line: ChatLine; now: number }
  | { kind: 'earlier'; lines: ChatLine[]; more: boolean }
  | { kind: 'code'; text: string; state: CodeState; now: number }
  | { kind: 'heard'; id: string }
  | { kind: 'refused'; id: string; reason: 'too_fast' | 'busy' | 'changed' | 'failed' }
  | { kind: 'links'; links: MessengerLink[]; until: number; now: number }
  | { kind: 'pong'; now: number }
