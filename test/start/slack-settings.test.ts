import { describe, expect, it } from 'vitest'
import { readSlackSettings, type SlackVariables } from '../../src/start/slack-settings.ts'

const read = (found: SlackVariables) => {
  const faults: string[] = []
  const settings = readSlackSettings(found, [{ name: 'olena' }], faults)
  return { settings, faults }
}
const GOOD = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_CHANNEL: 'C0123ABCD', SLACK_SIGNING_SECRET: 's' }

describe('the settings of the Slack desk', () => {
  it('are none where nothing is set', () => {
    expect(read({})).toEqual({ settings: null, faults: [] })
  })

  it('choose the socket where there is an app-level token, else HTTP', () => {
    expect(read(GOOD).settings?.by).toEqual({ kind: 'http', secret: 's' })
    expect(read({ ...GOOD, SLACK_APP_TOKEN: 'xapp-1' }).settings?.by).toEqual({
      kind: 'socket',
      appToken: 'xapp-1',
    })
  })

  it('read groups with their roles and members with their names, in order', () => {
    const { settings, faults } = read({
      ...GOOD,
      SLACK_ROLES: 'S0123=lead, @agents=agent',
      SLACK_AGENTS: 'U0123=olena',
    })
    expect(faults).toEqual([])
    expect(settings?.roles).toEqual([
      { group: 'S0123', role: 'lead' },
      { group: 'agents', role: 'agent' },
    ])
    expect(settings?.agents).toEqual({ U0123: 'olena' })
    expect(settings?.apiUrl).toBe('https://slack.com/api/')
  })

  it('say every fault at once, each with what to write', () => {
    const { settings, faults } = read({
      ...{
        SLACK_BOT_TOKEN: 'xapp-1',
        SLACK_APP_TOKEN: 'xoxb-1',
        SLACK_CHANNEL: '#tickets',
        SLACK_API_URL: 'slack',
      },
      ...{ SLACK_ROLES: 'S0123', SLACK_AGENTS: 'olena=U0123, U1AA=olena, U2AA=olena' },
    })
    expect(settings).toBeNull()
    const names = ['BOT_TOKEN', 'CHANNEL', 'APP_TOKEN', 'ROLES', 'AGENTS', 'AGENTS', 'API_URL']
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(names.map((name) => `SLACK_${name}`))
  })
})
