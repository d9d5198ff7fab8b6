// The chat's address for whoever comes without a WebSocket: says what it is. The socket itself is not HTTP's.
import { Problem } from './problem.ts'
import type { App } from './server.ts'

export const addChatRoutes = (app: App): void => {
  app.get('/v1/chat', async (_request, reply) => {
    reply.header('upgrade', 'websocket').header('connection', 'upgrade')
    throw new Problem(426, 'upgrade_required', 'The chat is a WebSocket', {
      detail: 'Connect to it as ws(s)://.../v1/chat?key=PAGE_KEY; /widget.js does it for a page.',
    })
  })
}
