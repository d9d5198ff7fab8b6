// The manifests against what Slack publishes of them, and against what this desk really calls, hears and answers to.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { METHODS } from '../../../src/desks/slack/web.ts'
import type { Any } from './stub.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const read = (name: string): Any => parse(readFileSync(join(ROOT, 'docs', name), 'utf8')) as Any
const MANIFESTS = { socket: read('slack-manifest.yaml'), http: read('slack-manifest-http.yaml') }
const source = readdirSync(join(ROOT, 'src/desks/slack'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(ROOT, 'src/desks/slack', name), 'utf8'))
  .join('\n')

/** docs.slack.dev/reference/methods: any one of these scopes opens the method to a bot; none: the token is enough. */
const SCOPES_OF: Readonly<Record<keyof typeof METHODS, readonly string[]>> = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  // Public and private channels: SLACK_CHANNEL may be either.
  'conversations.history': ['channels:history', 'groups:history'],
  'files.uploadV2': ['files:write'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
}
/** docs.slack.dev/reference/events */
const SCOPE_OF_EVENT: Readonly<Record<string, string | null>> = {
  app_home_opened: null,
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
}

describe.each(Object.entries(MANIFESTS))('the manifest for %s', (mode, manifest) => {
  const { display_information: shown, features, oauth_config, settings } = manifest
  const scopes: string[] = oauth_config.scopes.bot
  const events: string[] = settings.event_subscriptions.bot_events

  it('keeps to the lengths, signs and numbers that Slack takes', () => {
    expect(Object.keys(manifest).toSorted()).toEqual([
      'display_information',
      'features',
      'oauth_config',
      'settings',
    ])
    expect(shown.name.length).toBeLessThanOrEqual(35)
    expect(shown.description.length).toBeLessThanOrEqual(140)
    expect(shown.long_description.length).toBeGreaterThanOrEqual(175)
    expect(shown.long_description.length).toBeLessThanOrEqual(4000)
    expect(shown.background_color).toMatch(/^#([0-9a-f]{3}){1,2}$/i)
    expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/)
    expect(features.slash_commands.length).toBeLessThanOrEqual(50)
    for (const { command, description, usage_hint } of features.slash_commands) {
      expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/)
      expect(description.length).toBeLessThanOrEqual(2000)
      expect(usage_hint.length).toBeLessThanOrEqual(1000)
    }
    expect(features.shortcuts.length).toBeLessThanOrEqual(10)
    for (const { name, type, callback_id, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24)
      expect(['message', 'global']).toContain(type)
      expect(callback_id.length).toBeLessThanOrEqual(255)
      expect(description.length).toBeLessThanOrEqual(150)
    }
    expect(scopes.length).toBeLessThanOrEqual(255)
    expect(events.length).toBeLessThanOrEqual(100)
  })

  it('asks for every permission that a call or an event needs, and for none beside', () => {
    const needed = new Set([
      'commands',
      ...Object.values(SCOPES_OF).flat(),
      ...events.flatMap((event) => SCOPE_OF_EVENT[event] ?? []),
    ])
    expect(scopes.toSorted()).toEqual([...needed].toSorted())
    // What the desk says of itself is the same.
    for (const [method, scope] of Object.entries(METHODS))
      if (scope !== null) expect(SCOPES_OF[method as keyof typeof METHODS]).toContain(scope)
  })

  it('hears the events, commands and shortcuts that the desk answers to, and no others', () => {
    const handled = (what: string): string[] =>
      [...source.matchAll(new RegExp(`app\\.${what}\\(\\s*'([^']+)'`, 'g'))].map((match) => match[1] ?? '')
    expect(new Set(events.map((event) => event.split('.')[0]))).toEqual(new Set(handled('event')))
    expect(features.slash_commands.map(({ command }: Any) => command)).toEqual(handled('command'))
    expect(features.shortcuts.map(({ callback_id }: Any) => callback_id).toSorted()).toEqual(
      handled('shortcut').toSorted(),
    )
    expect(events.filter((event) => !(event in SCOPE_OF_EVENT))).toEqual([])
    expect(features.app_home.home_tab_enabled).toBe(true)
    expect(settings.interactivity.is_enabled).toBe(true)
  })

  it('names one address everywhere, or none', () => {
    const urls = [
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
      features.slash_commands[0].url,
    ]
    expect(settings.socket_mode_enabled).toBe(mode === 'socket')
    expect(new Set(urls)).toEqual(
      new Set([mode === 'socket' ? undefined : 'https://chat.shop.example/slack/events']),
    )
  })
})

it('the two manifests are one app', () => {
  const { socket, http } = MANIFESTS
  expect(http.oauth_config).toEqual(socket.oauth_config)
  expect(http.display_information).toEqual(socket.display_information)
  expect(http.features.shortcuts).toEqual(socket.features.shortcuts)
})

it('no call goes round the table of methods', () => {
  expect(
    [...source.matchAll(/\.call\(\s*'([^']+)'/g)]
      .map((match) => match[1])
      .filter((method) => !(String(method) in METHODS)),
  ).toEqual([])
  expect(source).not.toMatch(/\bclient\.(chat|views|users|files|conversations)\b/)
})
