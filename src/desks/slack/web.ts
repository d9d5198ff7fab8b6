// Slack's Web API: one call, one attempt; what fails is a DeliveryError that says what to do. Knows no tickets.
import { webApi } from '@slack/bolt'
import { DeliveryError } from '../../ports/channel.ts'
import type { Log } from '../../ports/log.ts'
import { createBoltLog } from './bolt-log.ts'
import type { SlackSettings } from './settings.ts'

/** Every method that is called, with the scope that the bot's token needs for it (docs/slack-manifest.yaml has them). */
export const METHODS = {
  'auth.test': null,
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.getPermalink': null,
  'conversations.history': 'channels:history',
  'files.uploadV2': 'files:write',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
  'users.info': 'users:read',
  'views.open': null,
  'views.publish': null,
  'views.update': null,
} as const satisfies Readonly<Record<string, string | null>>

export type Method = keyof typeof METHODS
type Given = Readonly<Record<string, unknown>>
// biome-ignore lint/suspicious/noExplicitAny: an answer of Slack; whoever asks reads what it needs of it
export type Found = Readonly<Record<string, any>>

export type Web = { readonly call: (method: Method, given?: Given) => Promise<Found> }

const WITHIN = 10_000
const MINUTE = 60_000

/** What an operator has to do about it; none of these passes by itself. */
const FATAL: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not know the bot token: copy it anew to SLACK_BOT_TOKEN',
  not_authed: 'Slack does not know the bot token: copy it anew to SLACK_BOT_TOKEN',
  account_inactive:
    'the app was removed from the workspace: install it again and copy the token to SLACK_BOT_TOKEN',
  token_revoked: 'the bot token was revoked: install the app again and copy the token to SLACK_BOT_TOKEN',
  token_expired: 'the bot token has expired: switch token rotation off and copy the token to SLACK_BOT_TOKEN',
  missing_scope: 'the app lacks a permission: compare it with docs/slack-manifest.yaml and install it again',
  channel_not_found:
    'SLACK_CHANNEL names no channel that the app is in: check the id, and invite the app with /invite',
  not_in_channel: 'the app is not in the channel of SLACK_CHANNEL: invite it there with /invite',
  is_archived: 'the channel of SLACK_CHANNEL is archived: name another one',
  restricted_action: 'the workspace allows no posting there: ask its owner, or name another SLACK_CHANNEL',
}

/** Slack's own word for what went wrong; null: it did not answer at all. */
export const slackWord = (error: unknown): string | null => {
  const word = error instanceof webApi.WebAPIPlatformError ? error.data.error : null
  // Somebody in between has answered, with a page of its own.
  return word !== null && /^[a-z0-9_]{1,80}$/.test(word) ? word : null
}

/** A defect of ours stays what it is. */
export const deliveryError = (error: unknown): unknown => {
  if (!(error instanceof webApi.SlackError)) return error
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new DeliveryError('slack_rate_limited', true, error.retryAfter * 1000)
  const word = slackWord(error)
  if (word === null) return new DeliveryError('slack_unreachable', true)
  const what = FATAL[word]
  if (what) return new DeliveryError(`${word}: ${what}`, false)
  const passes = [
    'internal_error',
    'fatal_error',
    'service_unavailable',
    'request_timeout',
    'ratelimited',
    'team_added_to_org',
  ]
  return passes.includes(word)
    ? new DeliveryError(word, true, word === 'ratelimited' ? MINUTE : null)
    : new DeliveryError(word, false)
}

export const createWeb = (
  { botToken, apiUrl }: Pick<SlackSettings, 'botToken' | 'apiUrl'>,
  log: Log,
): Web => {
  const client = new webApi.WebClient(botToken, {
    slackApiUrl: apiUrl,
    // Our outbox tries again, under the same key and with the pause that Slack asks for.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: WITHIN,
    logger: createBoltLog(log),
  })
  return {
    call: async (method, given = {}) => {
      try {
        return (await client.apiCall(method, { ...given })) as Found
      } catch (error) {
        const word = slackWord(error)
        if (word !== null && FATAL[word]) log.error({ method, error: word }, `Slack refuses: ${FATAL[word]}`)
        throw error
      }
    },
  }
}
