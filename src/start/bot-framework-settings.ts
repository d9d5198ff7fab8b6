// Reads the settings of the Bot Framework and of the desk in Teams: none, or a whole set of them. Every fault says what is
// missing. Asks no server.
import { isIP } from 'node:net'
import { z } from 'zod'

export const BOT_FRAMEWORK_VARIABLES = {
  MICROSOFT_APP_ID: z.string().optional(),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  MICROSOFT_APP_TENANT_ID: z.string().optional(),
  MICROSOFT_APP_TYPE: z
    .enum(
      ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'],
      'the types are: MultiTenant, SingleTenant, UserAssignedMSI',
    )
    .default('MultiTenant'),
  MICROSOFT_CHANNEL_SERVICE: z.string().optional(),
  TO_CHANNEL_FROM_BOT_LOGIN_URL: z.string().optional(),
  TO_CHANNEL_FROM_BOT_OAUTH_SCOPE: z.string().optional(),
  TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL: z.string().optional(),
  TO_BOT_FROM_CHANNEL_TOKEN_ISSUER: z.string().optional(),
  WINBACK_BOT_FRAMEWORK_EMULATOR: z.enum(['on', 'off'], 'write on or off').default('off'),
  TEAMS_AGENTS: z.string().default(''),
  TEAMS_DESK_CONVERSATION: z.string().max(500).optional(),
}

type Variables = z.infer<z.ZodObject<typeof BOT_FRAMEWORK_VARIABLES>>

/** Where tokens come from, and whose are believed: of one cloud. */
export type BotCloud = {
  /** With the tenant; `/oauth2/v2.0/token` stands behind it. */
  readonly loginUrl: string
  readonly scope: string
  readonly metadataUrl: string
  readonly issuer: string
}

/** An agent as Microsoft's directory knows one. */
export type TeamsAgent = { readonly person: string; readonly name: string; readonly role?: string }

export type BotFrameworkSettings = {
  /** null: nobody is asked who they are; the emulator on this machine only. */
  readonly app: {
    readonly id: string
    /** null: the machine itself is known (UserAssignedMSI). */
    readonly password: string | null
    readonly tenant: string | null
    readonly type: Variables['MICROSOFT_APP_TYPE']
  } | null
  readonly cloud: BotCloud
  readonly emulator: boolean
  /** null: no desk in Teams. */
  readonly desk: { readonly agents: readonly TeamsAgent[]; readonly conversation: string | null } | null
}

const PUBLIC: BotCloud = {
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  scope: 'https://api.botframework.com',
  metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com',
}
const US_GOVERNMENT: BotCloud = {
  loginUrl: 'https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us',
  scope: 'https://api.botframework.us',
  metadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.us',
}
const US_SERVICE = 'https://botframework.azure.us'

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Nobody outside this machine can reach it. */
export const isLoopback = (host: string): boolean => {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIP(name) === 4) return name.startsWith('127.')
  return name === '::1' || name === 'localhost'
}

/** Secrets go out by it, or keys come in: https, or this machine. */
const isSafe = (address: string): boolean => {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}

/** Entries `object id:name` or `object id:name:role`. */
const readTeamsAgents = (text: string, faults: string[]): readonly TeamsAgent[] => {
  const agents: TeamsAgent[] = []
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  for (const entry of entries) {
    const [person = '', name = '', role, ...more] = entry.split(':').map((part) => part.trim())
    const isName = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u
    if (!GUID.test(person) || !isName.test(name) || role === '' || more.length > 0)
      faults.push(
        `TEAMS_AGENTS: "${entry}" is no agent: write OBJECT-ID:name or OBJECT-ID:name:role, with the object id of Microsoft Entra`,
      )
    else if (agents.some((agent) => agent.person === person.toLowerCase()))
      faults.push(`TEAMS_AGENTS: ${person} is named twice`)
    else agents.push({ person: person.toLowerCase(), name, ...(role !== undefined && { role }) })
  }
  return agents
}

const readApp = (found: Variables, faults: string[]): NonNullable<BotFrameworkSettings['app']> => {
  const { MICROSOFT_APP_ID: id = '', MICROSOFT_APP_TYPE: type } = found
  const password = found.MICROSOFT_APP_PASSWORD ?? null
  const tenant = found.MICROSOFT_APP_TENANT_ID ?? null
  if (!GUID.test(id))
    faults.push(`MICROSOFT_APP_ID: "${id}" is no app id: it looks like 01234567-89ab-cdef-0123-456789abcdef`)
  if (type === 'UserAssignedMSI' && password !== null)
    faults.push('MICROSOFT_APP_PASSWORD: leave it out for UserAssignedMSI: the machine itself is known')
  if (type !== 'UserAssignedMSI' && password === null)
    faults.push(
      'MICROSOFT_APP_PASSWORD: needed when MICROSOFT_APP_ID is set: the secret of the app registration',
    )
  if (type !== 'MultiTenant' && tenant === null)
    faults.push(`MICROSOFT_APP_TENANT_ID: needed for ${type}: the directory that the app is registered in`)
  return { id, password, tenant, type }
}

const readCloud = (found: Variables, faults: string[]): BotCloud => {
  const service = found.MICROSOFT_CHANNEL_SERVICE
  if (service !== undefined && service !== US_SERVICE)
    faults.push(`MICROSOFT_CHANNEL_SERVICE: leave it empty for the public cloud, or write ${US_SERVICE}`)
  const cloud = service === US_SERVICE ? US_GOVERNMENT : PUBLIC
  const tenant = found.MICROSOFT_APP_TYPE === 'SingleTenant' ? found.MICROSOFT_APP_TENANT_ID : undefined
  const loginUrl = tenant ? new URL(`/${encodeURIComponent(tenant)}`, cloud.loginUrl).href : cloud.loginUrl
  for (const name of ['TO_CHANNEL_FROM_BOT_LOGIN_URL', 'TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL'] as const)
    if (found[name] !== undefined && !isSafe(found[name]))
      faults.push(`${name}: an address that begins with https://`)
  return {
    loginUrl: (found.TO_CHANNEL_FROM_BOT_LOGIN_URL ?? loginUrl).replace(/\/+$/, ''),
    scope: found.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE ?? cloud.scope,
    metadataUrl: found.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL ?? cloud.metadataUrl,
    issuer: found.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER ?? cloud.issuer,
  }
}

/** Where we listen and are reached. */
export type Reached = {
  readonly host: string
  readonly url: string | undefined
  /** Proxies bring strangers to this machine. */
  readonly isProxied: boolean
}

/** null: there is no Bot Framework. What is wrong is added to `faults`. */
export const readBotFrameworkSettings = (
  found: Variables,
  { host, url, isProxied }: Reached,
  faults: string[],
): BotFrameworkSettings | null => {
  const emulator = found.WINBACK_BOT_FRAMEWORK_EMULATOR === 'on'
  if (
    emulator &&
    (isProxied || !isLoopback(host) || (url !== undefined && !isLoopback(new URL(url).hostname)))
  )
    faults.push(
      'WINBACK_BOT_FRAMEWORK_EMULATOR: it lets in whoever reaches the door, so HOST must be 127.0.0.1, WINBACK_URL empty or on this machine, and WINBACK_PROXIES empty',
    )
  const agents = readTeamsAgents(found.TEAMS_AGENTS, faults)
  const { MICROSOFT_APP_ID: id } = found
  if (id === undefined) {
    for (const name of [
      'MICROSOFT_APP_PASSWORD',
      'MICROSOFT_APP_TENANT_ID',
      'TEAMS_DESK_CONVERSATION',
    ] as const)
      if (found[name] !== undefined) faults.push(`${name}: of no use without MICROSOFT_APP_ID`)
    if (agents.length > 0) faults.push('TEAMS_AGENTS: of no use without MICROSOFT_APP_ID')
    return emulator ? { app: null, cloud: readCloud(found, faults), emulator, desk: null } : null
  }
  if (found.TEAMS_DESK_CONVERSATION !== undefined && agents.length === 0)
    faults.push('TEAMS_AGENTS: needed when TEAMS_DESK_CONVERSATION is set: who may decide there')
  const conversation = found.TEAMS_DESK_CONVERSATION ?? null
  return {
    app: readApp(found, faults),
    cloud: readCloud(found, faults),
    emulator,
    desk: agents.length > 0 ? { agents, conversation } : null,
  }
}
