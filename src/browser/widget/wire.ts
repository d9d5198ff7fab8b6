// What the chat's socket carries, as the browser sees it. The same as channels/web/protocol.ts; a test holds them equal.

export type Lang = 'ru' | 'uk' | 'en'

export type ChatLine = {
  seq: number
  at: number
  who: 'shopper' | 'bot' | 'agent'
  by?: string | undefined
  text: string
  choices?: { id: string; text: string }[] | undefined
  code?: { text: string; until: number; terms: string } | undefined
}

/** What is sent until it is heard. */
export type Word =
  | { kind: 'open'; id: string }
  | { kind: 'say'; id: string; text: string }
  | { kind: 'choose'; id: string; choice: string; text: string }

export type ClientSays =
  | { kind: 'hello'; token?: string | undefined; last: number; lang?: Lang | undefined }
  | Word
  | { kind: 'ping' }

export type ServerSays =
  | { kind: 'welcome'; token: string; visitor: string; shop: string; zone: string }
  | { kind: 'line'; line: ChatLine }
  | { kind: 'heard'; id: string }
  | { kind: 'refused'; id: string; reason: 'too_fast' | 'changed' | 'failed' }
  | { kind: 'pong' }
