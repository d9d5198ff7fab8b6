import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'

const ID = '0a1b2c3d-0000-4000-8000-000000000001'
const APP = { MICROSOFT_APP_ID: ID, MICROSOFT_APP_PASSWORD: 'secret' }
const faultsOf = (env: Record<string, string>): string => {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('the settings of the Bot Framework', () => {
  it('are none without an app, and nothing of it opens by half of them', () => {
    expect(readConfig({}).botFramework).toBeNull()
    for (const name of ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID', 'TEAMS_DESK_CONVERSATION'])
      expect(faultsOf({ [name]: 'x' })).toContain(`${name}: of no use without MICROSOFT_APP_ID`)
    expect(faultsOf({ TEAMS_AGENTS: `${ID}:olena` })).toContain('TEAMS_AGENTS: of no use without')
    expect(faultsOf({ MICROSOFT_APP_ID: ID })).toContain('MICROSOFT_APP_PASSWORD: needed')
    expect(faultsOf({ ...APP, MICROSOFT_APP_ID: 'my-bot' })).toContain('is no app id')
  })

  it('name the public cloud, the US government’s, or one’s own', () => {
    expect(readConfig(APP).botFramework).toMatchObject({
      app: { id: ID, password: 'secret', type: 'MultiTenant' },
      cloud: {
        loginUrl: 'https://login.microsoftonline.com/botframework.com',
        issuer: 'https://api.botframework.com',
      },
      desk: null,
    })
    const single = {
      ...APP,
      MICROSOFT_APP_TYPE: 'SingleTenant',
      MICROSOFT_APP_TENANT_ID: 'shop.onmicrosoft.com',
    }
    expect(readConfig(single).botFramework?.cloud.loginUrl).toBe(
      'https://login.microsoftonline.com/shop.onmicrosoft.com',
    )
    const government = { ...APP, MICROSOFT_CHANNEL_SERVICE: 'https://botframework.azure.us' }
    expect(readConfig(government).botFramework?.cloud.issuer).toBe('https://api.botframework.us')
    expect(faultsOf({ ...APP, MICROSOFT_CHANNEL_SERVICE: 'https://x.example' })).toContain(
      'MICROSOFT_CHANNEL_SERVICE',
    )
    expect(faultsOf({ ...APP, TO_CHANNEL_FROM_BOT_LOGIN_URL: 'http://login.example/t' })).toContain(
      'https://',
    )
    expect(faultsOf({ ...APP, MICROSOFT_APP_TYPE: 'SingleTenant' })).toContain('MICROSOFT_APP_TENANT_ID')
    expect(faultsOf({ ...APP, MICROSOFT_APP_TYPE: 'UserAssignedMSI' })).toContain('leave it out')
  })

  it('let the emulator in on this machine only', () => {
    const on = { WINBACK_BOT_FRAMEWORK_EMULATOR: 'on' }
    expect(readConfig(on).botFramework).toMatchObject({ app: null, emulator: true })
    for (const HOST of ['0.0.0.0', '192.168.1.2', '::', 'shop.example'])
      expect(faultsOf({ ...on, HOST })).toContain('HOST must be 127.0.0.1')
    expect(faultsOf({ ...on, WINBACK_URL: 'https://chat.shop.example' })).toContain(
      'WINBACK_BOT_FRAMEWORK_EMULATOR',
    )
    expect(faultsOf({ ...on, WINBACK_PROXIES: '1' })).toContain('WINBACK_PROXIES empty')
    for (const HOST of ['::1', 'localhost', '127.0.0.2']) expect(faultsOf({ ...on, HOST })).toBe('')
  })

  it('say who decides in Teams', () => {
    const agents = `${ID.toUpperCase()}:olena, 0a1b2c3d-0000-4000-8000-000000000002:taras:lead`
    expect(readConfig({ ...APP, TEAMS_AGENTS: agents }).botFramework?.desk).toEqual({
      agents: [
        { person: ID, name: 'olena' },
        { person: '0a1b2c3d-0000-4000-8000-000000000002', name: 'taras', role: 'lead' },
      ],
      conversation: null,
    })
    for (const bad of [
      'olena',
      `${ID}`,
      `${ID}:`,
      `${ID}:olena:`,
      `${ID}:olena:lead:more`,
      `${ID}:olena,${ID}:taras`,
    ])
      expect(faultsOf({ ...APP, TEAMS_AGENTS: bad })).toContain('TEAMS_AGENTS')
    expect(faultsOf({ ...APP, TEAMS_DESK_CONVERSATION: '19:x' })).toContain('TEAMS_AGENTS: needed')
  })
})
