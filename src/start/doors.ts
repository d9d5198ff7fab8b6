// All routes of this process on one server: which of them there are depends on the mode. Starts nothing.
import type { Server } from 'node:http'
import { CHAT_PATH, type Sockets } from '../channels/web/sockets.ts'
import { addCatalogueRoutes, type CatalogueParts } from '../http/catalogue-routes.ts'
import { addChatRoutes } from '../http/chat-routes.ts'
import { addCodeRoutes } from '../http/code-routes.ts'
import type { DemoParts } from '../http/demo/parts.ts'
import { addDemoRoutes } from '../http/demo/shop-routes.ts'
import { type ActParts, addActRoutes } from '../http/desk/act-routes.ts'
import { addAuditRoutes } from '../http/desk/audit-routes.ts'
import { addChangeRoutes, type ChangeParts } from '../http/desk/change-routes.ts'
import { addFileRoutes, type FileParts } from '../http/desk/file-routes.ts'
import { addFindRoutes, type FindParts } from '../http/desk/find-routes.ts'
import { addDeskReportRoutes, type DeskReportParts } from '../http/desk/report-routes.ts'
import { addSignInRoutes, type SignInParts } from '../http/desk/sign-in-routes.ts'
import { addTicketRoutes, type TicketParts } from '../http/desk/ticket-routes.ts'
import { addHealthRoutes, type HealthParts } from '../http/health-routes.ts'
import { addHookRoutes } from '../http/hook-routes.ts'
import { addLinkRoutes, type LinkParts } from '../http/link-routes.ts'
import { addMetricsRoutes, type MetricsParts } from '../http/metrics-routes.ts'
import { addOpenApi } from '../http/openapi.ts'
import { createPace } from '../http/pace.ts'
import { addCors, addPace } from '../http/page-doors.ts'
import { type Asset, addPageRoutes } from '../http/page-routes.ts'
import { addPointRoutes } from '../http/point-routes.ts'
import type { Trusts } from '../http/proxies.ts'
import { addReachRoutes, type ReachParts } from '../http/reach/routes.ts'
import { addReportRoutes, type ReportParts } from '../http/report-routes.ts'
import type { App } from '../http/server.ts'
import { addShopperRoutes, type ShopperParts } from '../http/shopper-routes.ts'
import { addSignalRoutes, type SignalParts } from '../http/signal-routes.ts'
import { addTrackRoutes, type TrackParts } from '../http/track-routes.ts'
import { addVisitorRoutes, type VisitorParts } from '../http/visitor-routes.ts'
import type { Upgrade } from '../ports/adapter.ts'
import type { Gate } from '../ports/gate.ts'
import type { Hook } from '../ports/hook.ts'
import type { Bundle } from './bundle.ts'

export type Doors = TrackParts &
  ShopperParts &
  CatalogueParts &
  SignalParts &
  VisitorParts &
  LinkParts &
  SignInParts &
  TicketParts &
  Pick<ActParts, 'roleOf'> &
  FileParts &
  FindParts &
  HealthParts &
  MetricsParts &
  ChangeParts &
  Pick<FindParts, 'steered'> &
  ReportParts &
  ReachParts &
  Omit<DeskReportParts, 'demo'> & {
    readonly version: string
    readonly bundle: Bundle
    readonly demo: DemoParts | null
    readonly hooks: readonly Hook[]
    readonly trusts: Trusts
    readonly gate: Gate
  }

export const addDoors = (app: App, doors: Doors): void => {
  addCors(app, doors.keys.origins)
  addPace(app, doors.keys, createPace(doors.now))
  addOpenApi(app, () => doors.engine.rulebook().shop, doors.version)
  addHealthRoutes(app, doors)
  addMetricsRoutes(app, doors)
  addTrackRoutes(app, doors)
  addCodeRoutes(app, doors)
  addPointRoutes(app, doors)
  addCatalogueRoutes(app, doors)
  addSignalRoutes(app, doors)
  addVisitorRoutes(app, doors)
  addLinkRoutes(app, doors)
  addChatRoutes(app)
  addReachRoutes(app, doors)
  addSignInRoutes(app, doors)
  addTicketRoutes(app, doors)
  addFileRoutes(app, doors)
  addAuditRoutes(app, doors)
  addFindRoutes(app, doors)
  addChangeRoutes(app, doors)
  addActRoutes(app, doors)
  addReportRoutes(app, doors)
  addShopperRoutes(app, doors)
  addDeskReportRoutes(app, doors)
  addPageRoutes(app, assetsOf(doors))
  addHookRoutes(app, doors.hooks, doors.trusts)
  if (doors.demo) addDemoRoutes(app, doors.demo)
}

const UNAVAILABLE = 'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n'

/** The chat's socket begins as a request like any other; every other upgrade is refused there. */
export const addChat = (
  server: Server,
  sockets: Sockets,
  isShut: () => boolean,
  others: readonly Upgrade[],
  gate: Gate,
): void =>
  void server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (isShut()) return void socket.end(`${UNAVAILABLE}Retry-After: 5\r\n\r\n`)
    if (gate.isTooMuch('talk')) {
      const after = Math.ceil(gate.refuse('talk', 'all').wait / 1000)
      return void socket.end(`${UNAVAILABLE}Retry-After: ${after}\r\n\r\n`)
    }
    try {
      const path = (request.url ?? '').split('?')[0] ?? ''
      const { upgrade } = others.find(({ takes }) => takes(path)) ?? sockets
      upgrade(request, socket, head)
    } catch {
      // Whatever a stranger asks for in a first line, the others go on.
      socket.destroy()
    }
  })

const JS = 'text/javascript; charset=utf-8'
const CSS = 'text/css; charset=utf-8'
const HTML = 'text/html; charset=utf-8'

const assetsOf = ({ bundle, keys, demo }: Doors): Readonly<Record<string, Asset>> => ({
  '/widget.js': { type: JS, body: bundle['widget.js'] },
  '/widget/panel.js': { type: JS, body: bundle['widget/panel.js'] },
  '/desk': { type: HTML, body: bundle['desk.html'] },
  '/assets/desk.js': { type: JS, body: bundle['desk.js'] },
  '/assets/desk.css': { type: CSS, body: bundle['desk.css'] },
  '/board': { type: HTML, body: bundle['board.html'] },
  '/assets/board.js': { type: JS, body: bundle['board.js'] },
  '/assets/board.css': { type: CSS, body: bundle['board.css'] },
  ...(demo && {
    '/': { type: HTML, body: bundle['shop.html'].replace('{{page_key}}', keys.page) },
    '/assets/shop.js': { type: JS, body: bundle['shop.js'] },
    '/assets/shop.css': { type: CSS, body: bundle['shop.css'] },
  }),
})

/** Where everything is, for whoever started it. */
export const aboutDoors = (
  url: string,
  agent: { readonly name: string; readonly password: string } | null,
  demoSecretKey: string | null,
  connected: readonly string[] = [],
): string => {
  const rows: [string, string][] = [
    ...(demoSecretKey === null ? [] : [['Demo shop', `${url}/`] as [string, string]]),
    ['Desk', `${url}/desk${agent ? `   (name ${agent.name}, password ${agent.password})` : ''}`],
    ['Board', `${url}/board   (the same sign-in)`],
    ['API', `${url}/v1${demoSecretKey === null ? '' : `     (demo secret key ${demoSecretKey})`}`],
    ['Chat', `${url.replace(/^http/, 'ws')}${CHAT_PATH}, by the script ${url}/widget.js`],
    ...(connected.length === 0 ? [] : [['Connected', connected.join(', ')] as [string, string]]),
  ]
  return ['Winback is ready.', ...rows.map(([name, where]) => `  ${name.padEnd(10)} ${where}`)].join('\n')
}
