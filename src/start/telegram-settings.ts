// Reads the settings of the Telegram channel: none, or a whole set of them. Every fault says what is missing.
import { isIP } from 'node:net'
import { z } from 'zod'
import type { TelegramSettings } from '../channels/telegram/settings.ts'

export const TELEGRAM_VARIABLES = {
  TELEGRAM_BOT_TOKEN: z.string().optional(),
  TELEGRAM_API_ROOT: z.string().optional(),
  TELEGRAM_WEBHOOK_SECRET: z.string().optional(),
}

export type TelegramVariables = {
  readonly TELEGRAM_BOT_TOKEN?: string | undefined
  readonly TELEGRAM_API_ROOT?: string | undefined
  readonly TELEGRAM_WEBHOOK_SECRET?: string | undefined
  readonly WINBACK_URL?: string | undefined
}

const TELEGRAM = 'https://api.telegram.org'
/** As @BotFather hands them out; an emulator takes any word. */
const TOKEN = /^\d{3,20}:[\w-]{30,64}$/
const SECRET = /^[\w-]{16,256}$/

const isHere = (host: string): boolean => host === 'localhost' || isIP(host.replace(/^\[|\]$/g, '')) > 0

const readRoot = (text: string | undefined, faults: string[]): string => {
  if (text === undefined) return TELEGRAM
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username)
    return url.href.replace(/\/+$/, '')
  faults.push(`TELEGRAM_API_ROOT: "${text}" is no address of a Bot API server: write http://127.0.0.1:8081`)
  return TELEGRAM
}

/** null: no Telegram. What is wrong is added to `faults`. */
export const readTelegramSettings = (found: TelegramVariables, faults: string[]): TelegramSettings | null => {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: root, TELEGRAM_WEBHOOK_SECRET: secret } = found
  if (!token) {
    if (root || secret)
      faults.push(
        'TELEGRAM_BOT_TOKEN: needed when another TELEGRAM_ setting is there: @BotFather in Telegram hands one out',
      )
    return null
  }
  const apiRoot = readRoot(root, faults)
  if (!(root ? /^[\w:-]{3,100}$/ : TOKEN).test(token))
    faults.push('TELEGRAM_BOT_TOKEN: it looks like 123456789:AAE0Xw… ; copy it whole from @BotFather')
  if (secret && !SECRET.test(secret))
    faults.push(
      'TELEGRAM_WEBHOOK_SECRET: 16 to 256 letters, digits, _ and -: make one with `openssl rand -hex 32`',
    )
  const url = found.WINBACK_URL && URL.canParse(found.WINBACK_URL) ? new URL(found.WINBACK_URL) : null
  if (secret && !url)
    faults.push(
      'WINBACK_URL: needed with TELEGRAM_WEBHOOK_SECRET: where Telegram reaches us; or leave the secret empty (long polling)',
    )
  else if (secret && !root && url && (url.protocol !== 'https:' || isHere(url.hostname)))
    faults.push(
      'WINBACK_URL: Telegram calls https addresses of the internet only; or leave TELEGRAM_WEBHOOK_SECRET empty (long polling)',
    )
  return { token, apiRoot, secret: secret ?? null }
}
