// The peer of a cold start: Fastify with one route, as its guide begins. A program of its own, in plain
// JavaScript as its users write it: node fastify.js PATH-OF-FASTIFY PORT
const { fastify } = await import(process.argv[2] ?? '')
const app = fastify()
app.get('/readyz', async () => ({ status: 'ok' }))
await app.listen({ host: '127.0.0.1', port: Number(process.argv[3]) })
