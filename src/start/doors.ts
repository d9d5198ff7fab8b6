// All routes of this process on one server: which of them there are depends on the mode. Starts nothing.
import type { Server } from 'node:http'
import { CHAT_PATH, type Sockets } from '../channels/web/sockets.ts'
import { addCodeRoutes } from '../http/code-routes.ts'
import { addCors } from '../http/cors.ts'
import type { DemoParts } from '../http/demo/parts.ts'
import { addDemoRoutes } from '../http/demo/shop-routes.ts'
import { addActRoutes } from '../http/desk/act-routes.ts'
import { addSignInRoutes, type SignInParts } from '../http/desk/sign-in-routes.ts'
import { addTicketRoutes, type TicketParts } from '../http/desk/ticket-routes.ts'
import { addHealthRoutes } from '../http/health-routes.ts'
import { type Asset, addPageRoutes } from '../http/page-routes.ts'
import type { App } from '../http/server.ts'
import { addTrackRoutes, type TrackParts } from '../http/track-routes.ts'
import { addVisitorRoutes, type VisitorParts } from '../http/visitor-routes.ts'
import type { Bundle } from './bundle.ts'

export type Doors = TrackParts &
  VisitorParts &
  SignInParts &
  TicketParts & {
    readonly origins: readonly string[]
    readonly bundle: Bundle
    readonly isStoreWell: () => Promise<unknown>
    readonly demo: DemoParts | null
  }

export const addDoors = (app: App, doors: Doors): void => {
  addCors(app, doors.origins)
  addHealthRoutes(app, doors.isStoreWell)
  addTrackRoutes(app, doors)
  addCodeRoutes(app, doors)
  addVisitorRoutes(app, doors)
  addSignInRoutes(app, doors)
  addTicketRoutes(app, doors)
  addActRoutes(app, doors)
  addPageRoutes(app, assetsOf(doors))
  if (doors.demo) addDemoRoutes(app, doors.demo)
}

/** The chat's socket begins as a request like any other; every other upgrade is refused there. */
export const addChat = (server: Server, sockets: Sockets): void =>
  void server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    try {
      sockets.upgrade(request, socket, head)
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
  '/desk': { type: HTML, body: bundle['desk.html'] },
  '/assets/desk.js': { type: JS, body: bundle['desk.js'] },
  '/assets/desk.css': { type: CSS, body: bundle['desk.css'] },
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
): string => {
  const rows: [string, string][] = [
    ...(demoSecretKey === null ? [] : [['Demo shop', `${url}/`] as [string, string]]),
    ['Desk', `${url}/desk${agent ? `   (name ${agent.name}, password ${agent.password})` : ''}`],
    ['API', `${url}/v1${demoSecretKey === null ? '' : `     (demo secret key ${demoSecretKey})`}`],
    ['Chat', `${url.replace(/^http/, 'ws')}${CHAT_PATH}, by the script ${url}/widget.js`],
  ]
  return ['Winback is ready.', ...rows.map(([name, where]) => `  ${name.padEnd(10)} ${where}`)].join('\n')
}
