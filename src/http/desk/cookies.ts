// The desk's cookies: read and set so that no script and no other site gets at them. Knows no sessions.
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Its value; empty where there is none. */
export const cookieOf = (request: FastifyRequest, name: string): string => {
  const all = (request.headers.cookie ?? '').split(/;\s*/)
  return (all.find((one) => one.startsWith(`${name}=`)) ?? '').slice(name.length + 1)
}

/** Behind a proxy that speaks TLS the cookie never travels in the clear. 0 seconds: it is gone. */
export const putCookie = (reply: FastifyReply, name: string, value: string, seconds: number): void => {
  const secure = reply.request.protocol === 'https' ? '; Secure' : ''
  const set = reply.getHeader('set-cookie') ?? []
  const cookie = `${name}=${value}; Path=/desk; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`
  reply.header('set-cookie', [...[set].flat().map(String), cookie])
}
