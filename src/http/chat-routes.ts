// The chat's address for whoever comes without a WebSocket: says what it is. The socket itself is not HTTP's.
import { z } from 'zod'
import type { About } from './about.ts'
import { Problem } from './problem.ts'
import type { App } from './server.ts'

const ABOUT: About = {
  id: 'chat',
  summary: 'The chat: a WebSocket, at /v1/chat?key=PAGE_KEY',
  detail: '/widget.js speaks it for a page. Its messages are in src/channels/web/protocol.ts.',
  key: 'none',
  answer: { status: 101, means: 'The socket is open: say hello', body: z.unknown() },
  problems: ['upgrade_required'],
}

export const addChatRoutes = (app: App): void => {
  app.get('/v1/chat', { config: { about: ABOUT } }, async (_request, reply) => {
    reply.header('upgrade', 'websocket').header('connection', 'upgrade')
    throw new Problem(426, 'upgrade_required', 'The chat is a WebSocket', {
      detail: 'Connect to it as ws(s)://.../v1/chat?key=PAGE_KEY; /widget.js does it for a page.',
    })
  })
}
