import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
// Comes with the validator, and with fastify.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROBLEM_CODES } from '../../src/http/problem-codes.ts'
import { startServer, type TestServer } from '../server.ts'
import { call } from './client.ts'

let server: TestServer
// biome-ignore lint/suspicious/noExplicitAny: a document is read as it came
let document: any
beforeAll(async () => {
  server = await startServer()
  document = (await call(`${server.url()}/openapi.json`)).body
})
afterAll(() => server.stop())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as object).map(([method, operation]) => ({ path, method, operation })),
  )

describe('/openapi.json', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
    expect(document.openapi).toMatch(/^3\.1/)
  })

  it('has every route of /v1, and none that is not there', () => {
    const there = server
      .routes()
      .filter(({ method, path }) => path.startsWith('/v1/') && method !== 'HEAD')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    const told = operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`)
    expect(told.toSorted()).toEqual(there.toSorted())
  })

  it('shows examples that work as they stand, and whose answers are as it says', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    let sent = 0
    for (const { path, operation } of operations()) {
      if (!operation.requestBody) continue
      const { content } = operation.requestBody
      const { schema, examples } = content['application/json']
      for (const [name, { value }] of Object.entries(examples) as [string, { value: object }][]) {
        const where = `${path} ${name}`
        expect(ajv.validate(schema, value), `${where}: ${ajv.errorsText()}`).toBe(true)
        const headers = { authorization: `Bearer ${server.secretKey}`, 'idempotency-key': randomUUID() }
        // Ids are used up on the first door that takes them; the doors are several.
        const fresh = JSON.parse(JSON.stringify(value).replace(/"messageId":"/g, `$&${randomUUID()}`))
        const answer = await call(server.url() + path.replace('{id}', 's_x.c1-1'), fresh, headers)
        const success = Number(Object.keys(operation.responses).find((status) => status.startsWith('2')))
        // Codes of the examples are nobody's.
        const nobodys = [
          'cart_gone',
          'push_off',
          'code_not_found',
          'unknown_shopper',
          'points_of_the_shop',
          'points_not_found',
        ]
        const known = nobodys.includes(answer.body.code)
        expect(known || answer.status === success, `${where}: ${JSON.stringify(answer.body)}`).toBe(true)
        const answered = operation.responses[answer.status].content['application/json']?.schema
        if (answered) expect(ajv.validate(answered, answer.body), `${where}: ${ajv.errorsText()}`).toBe(true)
        for (const one of answer.body.results ?? []) expect(one.status).not.toBe('refused')
        sent += 1
      }
    }
    expect(sent).toBeGreaterThan(15)
  })

  it('names every code that a problem may have', () => {
    const folder = join(import.meta.dirname, '../../src/http')
    const used = readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => [
        ...readFileSync(join(folder, file), 'utf8').matchAll(/new Problem\(\s*\d+,\s*'(\w+)'/g),
      ])
      .map(([, code]) => code ?? '')
    expect(used.filter((code) => !(code in PROBLEM_CODES))).toEqual([])
  })
})
