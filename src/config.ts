// The settings: the only reader of the environment. Reports every fault at once; opens no files but .env.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { AppSettings } from './channels/app/open.ts'
import type { TelegramSettings } from './channels/telegram/settings.ts'
import type { SlackSettings } from './desks/slack/settings.ts'
import type { IdentitySettings } from './http/identity.ts'
import { type Proxies, wrongProxy } from './http/proxies.ts'
import type { ModelSettings } from './model/settings.ts'
import { type AgentLogin, readAgents } from './start/agent-logins.ts'
import { APP_VARIABLES, readAppSettings } from './start/app-settings.ts'
import {
  BOT_FRAMEWORK_VARIABLES,
  type BotFrameworkSettings,
  readBotFrameworkSettings,
} from './start/bot-framework-settings.ts'
import { type DirectLineSettings, readDirectLineSettings } from './start/direct-line-settings.ts'
import { readIdentitySettings } from './start/identity-settings.ts'
import { MODEL_VARIABLES, readModelSettings } from './start/model-settings.ts'
import { REACH_VARIABLES, type ReachSettings, readReachSettings } from './start/reach-settings.ts'
import { REDIS_VARIABLES, readRedisSettings } from './start/redis-settings.ts'
import { readSlackSettings, SLACK_VARIABLES } from './start/slack-settings.ts'
import { StartError } from './start/start-error.ts'
import { readTelegramSettings, TELEGRAM_VARIABLES } from './start/telegram-settings.ts'
import { unknownNames } from './start/unknown-names.ts'
import type { RedisSettings } from './stores/redis/settings.ts'

const folder = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((path) => resolve(path))

const key = (what: string) =>
  z
    .string()
    .regex(/^[\w.~-]{16,200}$/, `${what} is 16 to 200 letters, digits and . ~ _ -`)
    .optional()

/** Every variable that the product reads. `.env.example` lists the same ones, and a test holds it to that. */
export const VARIABLES = z.object({
  PORT: z.coerce
    .number('a port is a number from 0 to 65535 (0: any free one)')
    .int('a port is a whole number')
    .min(0, 'a port is a number from 0 to 65535')
    .max(65535, 'a port is a number from 0 to 65535')
    .default(8080),
  HOST: z.string().default('127.0.0.1'),
  WINBACK_URL: z
    .string()
    .refine(
      isOrigin,
      'the address by which shoppers and other servers reach Winback, without a path: https://chat.shop.example',
    )
    .optional(),
  WINBACK_DATA: folder('data'),
  WINBACK_FLOWS: folder('flows'),
  WINBACK_LOCALES: folder('locales'),
  WINBACK_KEY: z
    .string()
    .transform((text, context) => {
      const read = readKey(text)
      if (read) return read
      context.addIssue('a sealing key is 32 bytes as base64 or hex: make one with `openssl rand -base64 32`')
      return z.NEVER
    })
    .optional(),
  WINBACK_KEY_FILE: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  WINBACK_KEY_OLD: z
    .string()
    .transform((text, context) => {
      const read = readKey(text)
      if (read) return read
      context.addIssue('a sealing key is 32 bytes as base64 or hex: the one that was WINBACK_KEY before')
      return z.NEVER
    })
    .optional(),
  WINBACK_KEY_OLD_FILE: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  WINBACK_STOREFRONT: z
    .enum(['api'], 'the storefronts are: api (leave it empty for the demo shop)')
    .optional(),
  WINBACK_PAGE_KEY: key('a page key'),
  WINBACK_SECRET_KEY: key('a secret key'),
  WINBACK_ORIGINS: z
    .string()
    .default('')
    .transform((text, context) => {
      const origins = listOf(text)
      for (const origin of origins.filter((origin) => !isOrigin(origin))) {
        context.addIssue(`"${origin}" is no origin: write https://shop.example, without a path`)
      }
      return origins
    }),
  WINBACK_PROXIES: z
    .string()
    .default('')
    .transform((text, context): Proxies => {
      if (/^\d$/.test(text)) return Number(text)
      const proxies = listOf(text)
      const wrong = wrongProxy(proxies)
      if (wrong !== null)
        context.addIssue(
          `"${wrong}" is no proxy: write addresses or networks such as 10.0.0.0/8, or how many there are`,
        )
      return proxies
    }),
  WINBACK_STOP_NOTICE: z
    .string()
    .default('')
    .transform((text, context): number => {
      const seconds = text === '' ? DEFAULT_NOTICE : Number(text)
      if (!(seconds >= 0 && seconds <= 300)) context.addIssue('how many seconds, 0 to 300, such as 5')
      return seconds * 1000
    }),
  WINBACK_METRICS_KEY: key('a metrics key'),
  WINBACK_AGENTS: z
    .string()
    .default('')
    .transform((text, context) => {
      const { agents, faults } = readAgents(listOf(text))
      for (const fault of faults) context.addIssue(fault)
      return agents
    }),
  DIRECTLINE_SECRET: key('the secret of Direct Line'),
  ...TELEGRAM_VARIABLES,
  ...MODEL_VARIABLES,
  ...APP_VARIABLES,
  ...BOT_FRAMEWORK_VARIABLES,
  ...SLACK_VARIABLES,
  ...REACH_VARIABLES,
  ...REDIS_VARIABLES,
  WINBACK_IDENTITY_SECRET: z.string().optional(),
  WINBACK_IDENTITY_ACCEPTS: z.enum(['both', 'tokens'], 'write both or tokens').default('both'),
  WINBACK_LOG: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], 'the levels are: silent, error, warn, info, debug')
    .default('warn'),
})

export type Config = {
  readonly port: number
  readonly host: string
  /** Where we are reached from outside; null: where the server listens. */
  readonly url: string | null
  readonly data: string
  readonly flows: string
  readonly locales: string
  /** The sealing key itself, or else the file that it is in. */
  readonly key: Uint8Array | null
  readonly keyFile: string
  /** The key before it, while both are live. */
  readonly keyOld: Uint8Array | null
  readonly keyOldFile: string | null
  /** null: demo mode. */
  readonly storefront: 'api' | null
  /** null only in demo mode: derived from the sealing key. */
  readonly pageKey: string | null
  readonly secretKey: string | null
  readonly origins: readonly string[]
  readonly proxies: Proxies
  /** For so long a process that was told to stop still works, while /readyz says that it will end, ms. */
  readonly notice: number
  /** null: only this machine and the bearer of the secret key read /metrics. */
  readonly metricsKey: string | null
  readonly agents: readonly AgentLogin[]
  /** null: off. */
  readonly directLine: DirectLineSettings | null
  /** null: none. */
  readonly telegram: TelegramSettings | null
  /** null: a page's word joins nobody. */
  readonly identity: IdentitySettings | null
  /** null: none. */
  readonly model: ModelSettings | null
  /** The shop's own app as a channel; null: none. */
  readonly app: AppSettings | null
  /** null: none. */
  readonly botFramework: BotFrameworkSettings | null
  /** null: no desk in Slack. */
  readonly slack: SlackSettings | null
  /** What reaches shoppers outside the chat. */
  readonly reach: ReachSettings
  /** Where the shop's data is; null: in SQLite, in the data folder. */
  readonly redis: RedisSettings | null
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** Adds what an .env file in the working directory says, without overriding what is set. */
export const loadEnvFile = (): void => {
  if (existsSync('.env')) process.loadEnvFile('.env')
}

/** Names that other programs give the model's settings. Whoever uses one would send messages to a server that they did not name. */
const MISNAMED = [
  ['OPENAI_API_BASE', 'OPENAI_BASE_URL'],
  ['OPENAI_API_URL', 'OPENAI_BASE_URL'],
  ['OPENAI_URL', 'OPENAI_BASE_URL'],
  ['OPENAI_MODEL_NAME', 'OPENAI_MODEL'],
] as const

/** Throws one StartError that names every fault, and what to do about it. */
/** Enough for whoever looks at the door all the time, s. */
const DEFAULT_NOTICE = 0.3

export const readConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const known = Object.keys(VARIABLES.shape).map((name) => [name, env[name]?.trim() || undefined] as const)
  const read = VARIABLES.safeParse(Object.fromEntries(known))
  const faults = read.success
    ? []
    : read.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`)
  faults.push(...unknownNames(env, Object.keys(VARIABLES.shape)))
  const isModelMeant = Boolean(
    env.OPENAI_MODEL?.trim() || env.WINBACK_MODEL_READS?.trim() || env.WINBACK_MODEL_PHRASES?.trim(),
  )
  for (const [name, right] of MISNAMED)
    if (isModelMeant && env[name]?.trim() && !env[right]?.trim())
      faults.push(`${name}: it is not read; write ${right}`)
  // What belongs together is looked at also where something else is wrong, so that all of it is told at once.
  const wrong = new Set(read.success ? [] : read.error.issues.map((issue) => String(issue.path[0])))
  const rest = read.success
    ? read
    : VARIABLES.safeParse(Object.fromEntries(known.filter(([name]) => !wrong.has(name))))
  const usable = rest.data
  const ofSets: string[] = []
  const app = usable ? readAppSettings(usable, ofSets) : null
  const identity = usable ? readIdentitySettings(usable, ofSets) : null
  const model = usable ? readModelSettings(usable, ofSets) : null
  const directLine = usable ? readDirectLineSettings(usable, ofSets) : null
  const telegram = usable ? readTelegramSettings(usable, ofSets) : null
  const botFramework = usable
    ? readBotFrameworkSettings(
        usable,
        { host: usable.HOST, url: usable.WINBACK_URL, isProxied: Boolean(env.WINBACK_PROXIES?.trim()) },
        ofSets,
      )
    : null
  const slack = usable ? readSlackSettings(usable, usable.WINBACK_AGENTS, ofSets) : null
  const reach = readReachSettings(usable ?? {}, ofSets)
  const redis = readRedisSettings(usable ?? {}, ofSets)
  // Of one that can't be read there is nothing more to say: neither that it is missing, nor what it would want.
  faults.push(...ofSets.filter((fault) => !isAbout(fault, wrong)))
  if (env.WINBACK_STOREFRONT?.trim()) faults.push(...missingForShop(env))
  if (faults.length > 0 || !read.success) {
    throw new StartError(`The settings can't be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  }
  const found = read.data
  return {
    port: found.PORT,
    host: found.HOST,
    url: found.WINBACK_URL ?? null,
    data: found.WINBACK_DATA,
    flows: found.WINBACK_FLOWS,
    locales: found.WINBACK_LOCALES,
    key: found.WINBACK_KEY ?? null,
    keyFile: found.WINBACK_KEY_FILE ?? resolve('.winback.key'),
    keyOld: found.WINBACK_KEY_OLD ?? null,
    keyOldFile: found.WINBACK_KEY_OLD_FILE ?? null,
    storefront: found.WINBACK_STOREFRONT ?? null,
    pageKey: found.WINBACK_PAGE_KEY ?? null,
    secretKey: found.WINBACK_SECRET_KEY ?? null,
    origins: found.WINBACK_ORIGINS,
    proxies: found.WINBACK_PROXIES,
    notice: found.WINBACK_STOP_NOTICE,
    metricsKey: found.WINBACK_METRICS_KEY ?? null,
    agents: found.WINBACK_AGENTS,
    directLine,
    telegram,
    model,
    app,
    botFramework,
    slack,
    reach,
    redis,
    identity,
    log: found.WINBACK_LOG,
  }
}

/** The setting that it begins with, or one that it says is missing. */
const isAbout = (fault: string, wrong: ReadonlySet<string>): boolean =>
  [...wrong].some((name) => new RegExp(`\\b${name}\\b`).test(fault))

/** 32 bytes from base64, base64url or hex; null where the text is none of these. */
export const readKey = (text: string): Uint8Array | null => {
  const trimmed = text.trim()
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex')
  if (/^[\w+/-]{43}=?$/.test(trimmed)) return Buffer.from(trimmed, 'base64')
  return null
}

/** What a shop with its own storefront must say: nothing is made up for it. */
const missingForShop = (env: Readonly<Record<string, string | undefined>>): string[] => {
  const wanted = {
    WINBACK_PAGE_KEY: 'the key that your pages use; make one with `openssl rand -hex 16`',
    WINBACK_SECRET_KEY: 'the key that your server uses; make one with `openssl rand -hex 32`',
    WINBACK_AGENTS: 'who may sign in at the desk, as name:password,name:password',
  }
  return Object.entries(wanted)
    .filter(([name]) => !env[name]?.trim())
    .map(([name, what]) => `${name}: needed when WINBACK_STOREFRONT is set: ${what}`)
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}
