// The peer of a cold start: Fastify with one route, as its guide begins. A program of its own: node fastify.ts PATH-OF-FASTIFY
type Fastify = () => {
  readonly get: (path: string, answer: () => Promise<object>) => void
  readonly listen: (where: object) => Promise<string>
}
const { fastify } = (await import(process.argv[2]!)) as { readonly fastify: Fastify }
const app = fastify()
app.get('/readyz', async () => ({ status: 'ok' }))
await app.listen({ host: '127.0.0.1', port: Number(process.argv[3]) })
