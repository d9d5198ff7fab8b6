// The only file that knows botbuilder: is this activity's sender who it says, and calls to the channel's service. What it
// takes and gives is in our own types; the SDK's zod 3 never sees an object of ours.
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder'
import { DeliveryError } from '../../ports/channel.ts'
import type { Activity, Sent } from './activity.ts'
import { createEndorsements } from './endorsements.ts'
import { deliveryError } from './failures.ts'
import { keepQuiet } from './quiet.ts'
import { createTokens } from './tokens.ts'
import { type Claims, type Distrust, distrust, distrustEmulator } from './trust.ts'

export type SdkSettings = {
  readonly app: {
    readonly id: string
    readonly password: string | null
    readonly tenant: string | null
    readonly type: string
  } | null
  readonly cloud: {
    readonly loginUrl: string
    readonly scope: string
    readonly metadataUrl: string
    readonly issuer: string
  }
  readonly emulator: boolean
}

/** Where a message goes: a service that a token has vouched for, and a conversation there. */
export type Place = { readonly service: string; readonly conversation: string }

/** Who is spoken with for the first time; `bot` is how we are called there. */
export type Begin = {
  readonly service: string
  readonly tenant: string | undefined
  readonly bot: { readonly id: string; readonly name?: string | undefined }
  readonly person: string
}

export type Sdk = {
  /** null: it is. `token`: no token, or not a good one; `unreachable`: the keys can't be had now. */
  readonly refuses: (
    activity: Activity,
    authorization: string,
  ) => Promise<Distrust | 'token' | 'unreachable' | null>
  /** These throw DeliveryError and nothing else. */
  readonly send: (to: Place, activity: Sent) => Promise<string | null>
  readonly update: (to: Place, id: string, activity: Sent) => Promise<void>
  /** The id of the conversation with this one person: the same for every call. */
  readonly begin: (with_: Begin) => Promise<string>
  /** null: nobody asks for one here. */
  readonly token: () => Promise<string | null>
}

type Factory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>
type Connector = Awaited<
  ReturnType<ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>['create']>
>
type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0]

const EMULATOR_KEYS = 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration'
const WITHIN = 15_000

type Signer = Awaited<ReturnType<Factory['createCredentials']>>

/** The SDK's seam for credentials: with our own tokens, or none where nobody asks for them. */
const factoryOf = (id: string | null, signer: Signer): Factory => ({
  isValidAppId: async (asked) => id !== null && asked === id,
  isAuthenticationDisabled: async () => id === null,
  createCredentials: async () => signer,
})

/** A part of a token as it says itself; nothing of it is believed for that. */
const saidIn = (authorization: string, part: 0 | 1, name: string): string => {
  try {
    const text = (authorization.split(' ')[1] ?? '').split('.')[part] ?? ''
    const said: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    const found = typeof said === 'object' && said !== null ? Reflect.get(said, name) : undefined
    return typeof found === 'string' ? found : ''
  } catch {
    return ''
  }
}

/** Keys that could not be had are our trouble, or Microsoft's; everything else is the token's. */
const isTrouble = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500))

export const createSdk = ({ app, cloud, emulator }: SdkSettings, now: () => number = Date.now): Sdk => {
  keepQuiet()
  const tokens =
    app?.password != null
      ? createTokens({
          ...{ appId: app.id, password: app.password, now },
          ...{ loginUrl: cloud.loginUrl, scope: cloud.scope },
        })
      : null
  let last = ''
  const signer: Signer = {
    signRequest: async (request) => {
      if (!tokens) return request
      last = await tokens.get()
      request.headers.set('authorization', `Bearer ${last}`)
      return request
    },
  }
  const options = {
    MicrosoftAppId: app?.id ?? '',
    ...(app?.tenant && { MicrosoftAppTenantId: app.tenant }),
    MicrosoftAppType: app?.type ?? 'MultiTenant',
    ValidateAuthority: 'true',
    ToChannelFromBotLoginUrl: cloud.loginUrl,
    ToChannelFromBotOAuthScope: cloud.scope,
    ToBotFromChannelTokenIssuer: cloud.issuer,
    ToBotFromChannelOpenIdMetadataUrl: cloud.metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: EMULATOR_KEYS,
    OAuthUrl: 'https://token.botframework.com',
  }
  const byMachine = app !== null && tokens === null
  const factory: Factory = byMachine
    ? new ConfigurationServiceClientCredentialFactory(options)
    : factoryOf(app?.id ?? null, signer)
  const authentication = new ConfigurationBotFrameworkAuthentication(options, factory)
  const endorsementsOf = createEndorsements(cloud.metadataUrl, now)

  /** All that the SDK asks of it is the app's id. */
  const identity = { getClaimValue: (name: string) => (name === 'aud' ? (app?.id ?? null) : null) }
  const connectors = authentication.createConnectorFactory(identity as unknown as Identity)
  const connectorOf = async (service: string): Promise<Connector> => {
    const connector = await connectors.create(service, cloud.scope)
    // The relay tries again, in order and by the other side's own word; a way on would take our token elsewhere.
    const { client } = connector as unknown as {
      client: { pipeline: { removePolicy: (which: { name: string }) => void } }
    }
    for (const name of ['defaultRetryPolicy', 'redirectPolicy']) client.pipeline.removePolicy({ name })
    return connector
  }
  const call = async <T>(service: string, ask: (connector: Connector) => Promise<T>): Promise<T> => {
    try {
      return await ask(await connectorOf(service))
    } catch (error) {
      const failed = deliveryError(error, now())
      if (failed.code === 'token_refused') tokens?.drop(last)
      throw failed
    }
  }

  return {
    refuses: async (activity, authorization) => {
      if (app === null) return distrustEmulator(activity)
      // The SDK would ask another directory for the keys of skills and emulators, on any stranger's word.
      if (!emulator && saidIn(authorization, 1, 'iss') !== cloud.issuer) return 'token'
      try {
        const { claimsIdentity } = await authentication.authenticateRequest(
          { channelId: activity.channelId, serviceUrl: activity.serviceUrl } as never,
          authorization,
        )
        const said = new Map(claimsIdentity.claims.map(({ type, value }) => [type, value as unknown]))
        const claims: Claims = (name) => said.get(name)
        if (emulator && claims('iss') !== cloud.issuer) return distrustEmulator(activity)
        return distrust(claims, activity, await endorsementsOf(saidIn(authorization, 0, 'kid')), now())
      } catch (error) {
        return isTrouble(error) ? 'unreachable' : 'token'
      }
    },
    send: async ({ service, conversation }, activity) => {
      const { id } = await call(service, ({ conversations }) =>
        conversations.sendToConversation(conversation, activity as never, { timeout: WITHIN }),
      )
      return id ?? null
    },
    update: async ({ service, conversation }, id, activity) => {
      await call(service, ({ conversations }) =>
        conversations.updateActivity(conversation, id, { ...activity, id } as never, { timeout: WITHIN }),
      )
    },
    begin: async ({ service, tenant, bot, person }) => {
      const made = await call(service, ({ conversations }) =>
        conversations.createConversation(
          {
            ...{ isGroup: false, bot, members: [{ id: person }] },
            ...(tenant && { tenantId: tenant, channelData: { tenant: { id: tenant } } }),
          } as never,
          { timeout: WITHIN },
        ),
      )
      if (!made.id) throw new DeliveryError('no_conversation', false)
      return made.id
    },
    token: async () => {
      if (app === null) return null
      if (tokens) return tokens.get()
      const credentials = await factory.createCredentials(app.id, cloud.scope, cloud.loginUrl, true)
      return 'getToken' in credentials && typeof credentials.getToken === 'function'
        ? ((await credentials.getToken()) as string)
        : null
    },
  }
}
