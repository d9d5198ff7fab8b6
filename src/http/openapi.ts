// /openapi.json out of what the routes say of themselves. Knows no route; describes nothing that is not there.
import { z } from 'zod'
import type { About } from './about.ts'
import { ANYWHERE, PROBLEM_CODES, type ProblemCode } from './problem-codes.ts'
import type { App } from './server.ts'
import { jsonSchemaOf } from './shown.ts'

type Shop = { readonly currency: string; readonly time_zone: string }
type Described = { readonly method: string; readonly path: string; readonly about: About }

const fault = z.object({ path: z.string(), message: z.string() })
const problem = z.looseObject({
  type: z.string().describe('urn:winback:CODE'),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('For programs; never changes its meaning'),
  detail: z.string().optional(),
  errors: z.array(fault).optional(),
})

const SECURITY: Readonly<Record<About['key'], readonly Record<string, readonly string[]>[]>> = {
  page: [{ pageKey: [] }, { secretKey: [] }, { segment: [] }],
  secret: [{ secretKey: [] }, { segment: [] }],
  none: [],
}

/** Problems by their status, each with its codes. */
const refusalsOf = (codes: readonly ProblemCode[]) => {
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEM_CODES[code].status)
  const described = [...byStatus].map(([status, all]) => [
    String(status),
    {
      description: all.map((code) => `\`${code}\`: ${PROBLEM_CODES[code].means}`).join('\n\n'),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ])
  return Object.fromEntries(described)
}

const queryParameters = ({ query }: About) =>
  Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const { description, ...shape } = jsonSchemaOf(schema as z.ZodType)
    const required = !(schema as z.ZodType).safeParse(undefined).success
    return { name, in: 'query', required, ...(description !== undefined && { description }), schema: shape }
  })

const operationOf = ({ path, about }: Described, shop: Shop) => {
  const { body, examples, answer } = about
  const schema = typeof body === 'function' ? body(shop) : body
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true }))
  const parameters = [
    ...names.map((one) => ({ ...one, schema: { type: 'string' } })),
    ...queryParameters(about),
    ...(about.idempotencyKey
      ? [
          {
            ...{ name: 'Idempotency-Key', in: 'header', required: true },
            description: 'New for each thing to be done, the same when it is sent again',
            schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,100}$' },
          },
        ]
      : []),
  ]
  const shown = Object.entries(examples ?? {}).map(([name, value]) => [
    name.replace(/[^\w.-]+/g, '_'),
    { summary: name, value },
  ])
  return {
    operationId: about.id,
    summary: about.summary,
    ...(about.detail && { description: about.detail }),
    security: SECURITY[about.key],
    ...(parameters.length > 0 && { parameters }),
    ...(schema && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: jsonSchemaOf(schema), examples: Object.fromEntries(shown) },
        },
      },
    }),
    responses: {
      [answer.status]: {
        description: answer.means,
        content: { 'application/json': { schema: jsonSchemaOf(answer.body) } },
      },
      ...refusalsOf([...about.problems, ...ANYWHERE]),
    },
  }
}

const documentOf = (routes: readonly Described[], shop: Shop, version: string) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const there = paths[route.path] ?? {}
    paths[route.path] = there
    there[route.method.toLowerCase()] = operationOf(route, shop)
  }
  return {
    openapi: '3.1.0',
    info: {
      ...{ title: 'Winback', version, license: { name: 'MIT', identifier: 'MIT' } },
      description:
        'Events in, codes at the checkout. The page key is public and brings hints; the secret key stays on your server' +
        ` and brings facts. Sums are decimals in ${shop.currency}. The chat is a WebSocket at /v1/chat, spoken by /widget.js.`,
    },
    paths,
    components: {
      schemas: { Problem: jsonSchemaOf(problem) },
      securitySchemes: {
        pageKey: { type: 'http', scheme: 'bearer', description: 'The page key: hints' },
        secretKey: { type: 'http', scheme: 'bearer', description: 'The secret key: facts' },
        segment: {
          type: 'http',
          scheme: 'basic',
          description: "The key as the name, as Segment's clients send it",
        },
      },
    },
  }
}

/** Collects what routes say of themselves; call it before they are added. `shop`: its currency stands in the schemas. */
export const addOpenApi = (app: App, shop: () => Shop, version: string): void => {
  const routes: Described[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    const about = config?.about
    const path = url.replace(/:(\w+)/g, '{$1}')
    for (const one of [method].flat()) if (about && one !== 'HEAD') routes.push({ method: one, path, about })
  })
  let made: { readonly for: string; readonly text: string } | null = null
  app.get('/openapi.json', async (_request, reply) => {
    const { currency, time_zone } = shop()
    const key = `${currency} ${time_zone}`
    if (made?.for !== key) made = { for: key, text: JSON.stringify(documentOf(routes, shop(), version)) }
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(made.text)
  })
}
