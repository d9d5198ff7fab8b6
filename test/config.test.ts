import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig, VARIABLES } from '../src/config.ts'
import { hashPassword, isPassword, readAgents } from '../src/start/agent-logins.ts'

const faultsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('the settings', () => {
  it('need nothing for the demo, which is reached from this machine only', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      storefront: null,
      key: null,
      log: 'warn',
    })
  })

  it('tell every fault at once, with what to do', () => {
    const said = faultsOf({
      PORT: 'x',
      WINBACK_KEY: 'short',
      WINBACK_ORIGINS: 'shop.example',
      WINBACK_LOGS: 'info',
    })
    for (const name of ['PORT', 'WINBACK_KEY', 'WINBACK_ORIGINS', 'WINBACK_LOGS'])
      expect(said).toContain(name)
    expect(said).toContain('openssl rand -base64 32')
  })

  it('of messengers and mail are looked at also where another setting is wrong', () => {
    const said = faultsOf({
      ...{ PORT: 'x', WINBACK_URL: 'nonsense', DIRECTLINE_SECRET: 'short', TELEGRAM_API_ROOT: 'http://a' },
      ...{
        SLACK_CHANNEL: 'x',
        SMTP_URL: 'mail',
        TWILIO_API_ROOT: 'http://a',
        WINBACK_APP_URL: 'https://a.example',
      },
    })
    for (const name of [
      ...[
        'PORT',
        'WINBACK_URL',
        'DIRECTLINE_SECRET',
        'TELEGRAM_BOT_TOKEN',
        'SLACK_BOT_TOKEN',
        'SLACK_CHANNEL',
      ],
      ...['SMTP_URL', 'WINBACK_MAIL_FROM', 'TWILIO_ACCOUNT_SID', 'WINBACK_APP_SECRET'],
    ])
      expect(said).toContain(`  ${name}: `)
    // One that can't be read is not missing as well.
    const half = faultsOf({ WINBACK_APP_URL: 'here', WINBACK_APP_SECRET: `${'a'.repeat(32)}` })
    expect(half.match(/WINBACK_APP_URL/g)).toHaveLength(1)
  })

  it('that are mistyped are named with the one that was meant; those of other programs are let be', () => {
    expect(faultsOf({ WINBACK_ORIGIN: 'x' })).toContain('did you mean WINBACK_ORIGINS?')
    expect(faultsOf({ TELEGRAM_TOKEN: 'x' })).toContain('did you mean TELEGRAM_BOT_TOKEN?')
    expect(faultsOf({ REDIS_REPLICA: '1' })).toContain('did you mean REDIS_REPLICAS?')
    expect(faultsOf({ SMTP_URI: 'x' })).toContain('did you mean SMTP_URL?')
    expect(faultsOf({ SLACK_WEBHOOK_URL: 'x', TELEGRAM_CHAT_ID: '1', SMTP_TOKEN: '', HOSTS: 'a' })).toBe('')
    const both = { SMTP_HOST: 'mail', SMTP_URL: 'smtp://mail', WINBACK_MAIL_FROM: 'a@b.example' }
    expect(faultsOf(both)).toBe('')
  })

  it('make nothing up for a configured shop: keys and agents are wanted, all at once', () => {
    const said = faultsOf({ WINBACK_STOREFRONT: 'api' })
    for (const name of ['WINBACK_PAGE_KEY', 'WINBACK_SECRET_KEY', 'WINBACK_AGENTS'])
      expect(said).toContain(name)
  })

  it('of Telegram go together, and say what is missing', () => {
    const token = '123456789:AAE0XwAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    expect(readConfig({}).telegram).toBeNull()
    expect(readConfig({ TELEGRAM_BOT_TOKEN: token }).telegram).toEqual({
      ...{ token, apiRoot: 'https://api.telegram.org', secret: null },
    })
    expect(
      readConfig({ TELEGRAM_BOT_TOKEN: '1:x', TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/' }).telegram,
    ).toMatchObject({ apiRoot: 'http://127.0.0.1:8081' })
    expect(faultsOf({ TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-some-length' })).toContain('TELEGRAM_BOT_TOKEN')
    expect(faultsOf({ TELEGRAM_BOT_TOKEN: 'my bot' })).toContain('@BotFather')
    expect(faultsOf({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: 'here' })).toContain('http://127.0.0.1')
    const secret = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-some-length' }
    expect(faultsOf(secret)).toContain('WINBACK_URL')
    expect(faultsOf({ ...secret, WINBACK_URL: 'http://chat.shop.example' })).toContain('https')
    expect(readConfig({ ...secret, WINBACK_URL: 'https://chat.shop.example' }).telegram?.secret).toBe(
      'a-secret-of-some-length',
    )
    expect(faultsOf({ ...secret, TELEGRAM_WEBHOOK_SECRET: 'short one' })).toContain('openssl rand -hex 32')
  })

  it('take an empty value for none, so that a copied .env.example changes nothing', () => {
    const file = readFileSync(resolve(import.meta.dirname, '../.env.example'), 'utf8')
    const pairs = file
      .split('\n')
      .filter((line) => /^[A-Z]/.test(line))
      .map((line) => line.split('=') as [string, string])
    expect(readConfig(Object.fromEntries(pairs))).toEqual(readConfig({}))
  })

  it('stand in .env.example, every one of them and no other', () => {
    const file = readFileSync(resolve(import.meta.dirname, '../.env.example'), 'utf8')
    const listed = [...file.matchAll(/^([A-Z_]+)=/gm)].map((found) => found[1])
    expect(listed.toSorted()).toEqual(Object.keys(VARIABLES.shape).toSorted())
  })

  it('take a key as base64 or hex', () => {
    const key = Buffer.alloc(32, 7)
    expect(readConfig({ WINBACK_KEY: key.toString('base64') }).key).toEqual(key)
    expect(readConfig({ WINBACK_KEY: key.toString('hex') }).key).toEqual(key)
  })
})

describe('the settings of a model', () => {
  const LOCAL = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1/', OPENAI_MODEL: 'qwen' }
  const HOSTED = { OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'gpt' }

  it('are none, or a key and a name, or the address of an own server and a name', () => {
    expect(readConfig({}).model).toBeNull()
    expect(readConfig(HOSTED).model).toMatchObject({
      ...{
        url: 'https://api.openai.com/v1',
        key: 'sk-1',
        name: 'gpt',
        reads: 'unsure',
        phrases: false,
        masks: true,
      },
      ...{ price: null, daily: { kind: 'tokens', most: 1_000_000 } },
    })
    expect(readConfig(LOCAL).model).toMatchObject({ url: 'http://127.0.0.1:11434/v1', key: null })
    for (const host of ['ollama:11434', '192.168.1.7', '[::1]:8000', 'gpu.local', 'host.docker.internal'])
      expect(readConfig({ ...LOCAL, OPENAI_BASE_URL: `http://${host}/v1` }).model?.key).toBeNull()
  })

  const partial: readonly (readonly [what: string, env: Record<string, string>, said: RegExp])[] = [
    ['a key alone', { OPENAI_API_KEY: 'sk-1' }, /OPENAI_MODEL: needed when OPENAI_API_KEY is set/],
    [
      'an address alone',
      { OPENAI_BASE_URL: LOCAL.OPENAI_BASE_URL },
      /OPENAI_MODEL: needed when OPENAI_BASE_URL is set/,
    ],
    ['a name alone', { OPENAI_MODEL: 'gpt' }, /OPENAI_API_KEY: needed for api\.openai\.com/],
    [
      "somebody else's server without a key",
      { OPENAI_MODEL: 'x', OPENAI_BASE_URL: 'https://api.example.com/v1' },
      /OPENAI_API_KEY: needed for api\.example\.com/,
    ],
    [
      "somebody else's server in the clear",
      { ...HOSTED, OPENAI_BASE_URL: 'http://api.example.com/v1' },
      /use https/,
    ],
    ['no address', { ...HOSTED, OPENAI_BASE_URL: 'localhost:11434' }, /is no address of a server/],
    [
      'a password in the address',
      { ...HOSTED, OPENAI_BASE_URL: 'https://a:b@x.example/v1' },
      /no name and no password/,
    ],
    [
      'the whole address of a question',
      { ...HOSTED, OPENAI_BASE_URL: 'https://x.example/v1/chat/completions' },
      /OPENAI_BASE_URL: leave "\/chat\/completions" out/,
    ],
    ['a key in quotes', { ...HOSTED, OPENAI_API_KEY: '"sk-1"' }, /OPENAI_API_KEY: it stands in quotes/],
    [
      "another program's name for the address",
      { ...HOSTED, OPENAI_API_BASE: 'http://127.0.0.1:8000/v1' },
      /OPENAI_API_BASE: it is not read; write OPENAI_BASE_URL/,
    ],
    ['phrases without a model', { WINBACK_MODEL_PHRASES: 'on' }, /OPENAI_MODEL: needed/],
    ['nothing to do', { ...HOSTED, WINBACK_MODEL_READS: 'never' }, /leaves the model nothing to do/],
    [
      'a word that is none',
      { ...HOSTED, WINBACK_MODEL_READS: 'sometimes' },
      /a model reads: unsure, always, never/,
    ],
    ['a sum without a price', { ...HOSTED, WINBACK_MODEL_DAILY: '2.00' }, /a sum needs WINBACK_MODEL_PRICE/],
    ['no sum', { ...HOSTED, WINBACK_MODEL_DAILY: 'much' }, /WINBACK_MODEL_DAILY: write a sum/],
    ['half a price', { ...HOSTED, WINBACK_MODEL_PRICE: '0.15' }, /0\.15\/0\.60/],
  ]
  it.each(partial)('%s is a fault that says what is missing', (_, env, said) => {
    expect(faultsOf(env)).toMatch(said)
  })

  it('count a cap in tokens, or in the currency of the price, exactly', () => {
    const daily = (more: Record<string, string>) => readConfig({ ...HOSTED, ...more }).model
    expect(daily({ WINBACK_MODEL_DAILY: '500000 tokens' })?.daily).toEqual({ kind: 'tokens', most: 500_000 })
    expect(daily({ WINBACK_MODEL_DAILY: 'none' })?.daily).toBeNull()
    expect(daily({ WINBACK_MODEL_PRICE: '0.15/0.6', WINBACK_MODEL_DAILY: '2.00' })).toMatchObject({
      price: { input: 150, output: 600 },
      daily: { kind: 'money', most: 2_000_000_000 },
    })
  })
})

describe("agents' passwords", () => {
  it('are kept as hashes, whether they came plain or hashed', async () => {
    const { agents, faults } = readAgents(['Olena:correct horse', `Taras:${hashPassword('battery staple')}`])
    expect(faults).toEqual([])
    expect(JSON.stringify(agents)).not.toMatch(/horse|staple/)
    expect(await isPassword(agents[0]!, 'correct horse')).toBe(true)
    expect(await isPassword(agents[1]!, 'battery staple')).toBe(true)
    expect(await isPassword(agents[1]!, 'correct horse')).toBe(false)
  })

  it('takes a role before the password, which may hold whatever it likes', () => {
    const { agents, faults } = readAgents([
      'Olena/lead:a:b/c:d e f',
      'Taras:with/slash:es',
      ' Ivan Franko / junior : long enough',
    ])
    expect(faults).toEqual([])
    expect(agents.map(({ name, role }) => [name, role])).toEqual([
      ['Olena', 'lead'],
      ['Taras', undefined],
      ['Ivan Franko', 'junior'],
    ])
    expect(
      readAgents(['Olena/Lead:long enough', 'Taras/:long enough', 'Ivan/a/b:long enough']).faults,
    ).toHaveLength(3)
  })

  it('must be long enough, and each name stands once', () => {
    const { faults } = readAgents(['a:short', 'b:long enough', 'b:long enough', 'nobody'])
    expect(faults).toHaveLength(3)
  })
})

describe('the settings of what reaches shoppers', () => {
  it('are none, or whole; what is wrong is named without showing a password', () => {
    expect(readConfig({}).reach).toEqual({ mail: null, sms: null, push: null })
    const said = faultsOf({
      ...{ SMTP_URL: 'http://name:hidden@mail.example', TWILIO_FROM: '+380441234567' },
      WINBACK_VAPID_SUBJECT: 'somebody',
    })
    for (const name of [
      ...['SMTP_URL', 'WINBACK_MAIL_FROM', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
      ...['WINBACK_VAPID_PUBLIC', 'WINBACK_VAPID_PRIVATE', 'WINBACK_VAPID_SUBJECT', 'keys vapid'],
    ])
      expect(said).toContain(name)
    expect(said).not.toContain('hidden')
    expect(faultsOf({ WINBACK_MAIL_FROM: 'hello@shop.example' })).toContain('SMTP_URL')
  })
})
