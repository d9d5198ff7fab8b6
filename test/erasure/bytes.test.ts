// Erasure by a real server process: afterwards no file of the data folder, and no line of the log, has a byte of the
// shopper left, in any writing that a file may hold it in; and the journal's chain still holds.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archiveJournal } from '../../src/stores/sqlite/archive.ts'
import { verifyJournal } from '../../src/stores/sqlite/verify.ts'
import { chat } from '../http/client.ts'
import type { TestServer } from '../server.ts'
import { aFolder, envOf, KEYS, type ServerProcess, startProcess } from '../server-process.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const NODE = join(ROOT, 'node_modules/.bin/node')

const ANNA = {
  user: 'customer-73519-anna',
  visitor: '',
  name: 'Ганна Квіткова-Ляшко',
  email: 'hanna.kvitkova@poshta.example',
  phone: '+380671234598',
  wording: 'Хочу отримувати листи про мої кошики',
  order: 'ORD-HANNA-88121',
}
const BORYS = { user: 'customer-2-borys', visitor: '', email: 'borys@poshta.example' }
const SECRET = 'мій секрет про подарунок для Тараса'

/** Every way in which a file may hold a text: as it is, escaped, in base64 at each offset, in other encodings. */
const writings = (text: string): readonly Buffer[] => {
  const utf8 = Buffer.from(text)
  const escaped = [...text].map((c) =>
    c.charCodeAt(0) < 128 ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), utf8]).toString('base64')
    return whole.slice(offset === 0 ? 0 : 4, Math.floor(((utf8.length + offset) * 4) / 3) - 2)
  })
  return [
    ...[
      utf8,
      Buffer.from(text.toLowerCase()),
      Buffer.from(text, 'utf16le'),
      Buffer.from(utf8.toString('hex')),
    ],
    ...[escaped.join(''), encodeURIComponent(text), ...base64].map((one) => Buffer.from(one)),
    ...base64.map((one) => Buffer.from(one.replaceAll('+', '-').replaceAll('/', '_'))),
  ]
}

/** A report without what may differ: when it was made, and that a code which was out is revoked. */
const counted = (report: unknown): unknown =>
  JSON.parse(JSON.stringify(report), (key, value) =>
    ['made', 'newer_in', 'live', 'revoked'].includes(key) ? undefined : value,
  )

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesOf(path) : [path]
  })

/** Where which of these texts is still to be found. */
const leftIn = (folder: string, texts: readonly string[], log = ''): readonly string[] =>
  [
    ...filesOf(folder).map((path) => [path, readFileSync(path)] as const),
    ['the log', Buffer.from(log)] as const,
  ].flatMap(([path, bytes]) =>
    texts.flatMap((text) => (writings(text).some((one) => bytes.includes(one)) ? `${path}: ${text}` : [])),
  )

const personal = () => [...Object.values(ANNA), SECRET, '380671234598', '0671234598']

describe('erasing a shopper beside everybody else', () => {
  const { folder, remove } = aFolder()
  let server: ServerProcess
  const data = join(folder, 'data')

  const send = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${KEYS.secret}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const track = async (event: string, properties: object, who: object, id: string) => {
    const { status, body } = await send('POST', '/v1/track', { messageId: id, event, properties, ...who })
    expect([status, body]).toEqual([200, expect.anything()])
  }

  const live = async (who: typeof ANNA | typeof BORYS, tag: string) => {
    const given = await send('POST', '/v1/visitors', {})
    const { visitor, token } = given.body as { visitor: string; token: string }
    who.visitor = visitor
    const both = { userId: who.user, anonymousId: who.visitor }
    await track('Product Viewed', { product_id: 'bike-1' }, { anonymousId: who.visitor }, `look-${tag}`)
    const told = await send('POST', '/v1/identify', {
      messageId: `identify-${who.email}`,
      ...both,
      traits: {
        ...{
          name: 'name' in who ? who.name : 'Borys',
          email: who.email,
          phone: 'phone' in who ? who.phone : undefined,
        },
        consents: {
          email: { given: true, wording: 'wording' in who ? who.wording : 'yes', source: 'checkout' },
        },
      },
    })
    expect(told.status).toBe(200)
    await track('Product Added', { product_id: 'bike-1', price: 5000, quantity: 1 }, both, `add-${tag}`)
    const order = 'order' in who ? who.order : 'ORD-2'
    await track('Order Completed', { order_id: order, total: 5000, products: [] }, both, `order-${tag}`)
    await talk(token, [tag === 'anna' ? SECRET : 'what about delivery?', 'Є знижка? Дорого', 'людину!'])
  }

  /** The chat's own socket, as the page opens it; each text is answered before the next. */
  const talk = async (token: string, texts: readonly string[]) => {
    const open = await chat({ url: () => server.url, pageKey: KEYS.page } as TestServer, token)
    for (const text of texts) {
      const before = open.lines().filter(({ who }) => who === 'bot').length
      open.say({ kind: 'say', id: randomUUID(), text })
      await open.until(() =>
        open.lines().filter(({ who }) => who === 'bot').length > before ? true : undefined,
      )
    }
    open.close()
  }

  beforeAll(async () => {
    server = await startProcess(folder, {
      WINBACK_LOG: 'debug',
      WINBACK_STOREFRONT: 'api',
      WINBACK_KEY: Buffer.alloc(32, 5).toString('base64'),
    })
    await live(ANNA, 'anna')
    await live(BORYS, 'borys')
  }, 60_000)
  afterAll(async () => {
    server?.child.kill()
    await server?.ended
    remove()
  })

  it('the search finds what is there before', () => {
    const left = leftIn(data, [ANNA.name, ANNA.email, ANNA.visitor, ANNA.order])
    expect(left.length).toBeGreaterThan(3)
  })

  it('an export gives all of it', async () => {
    const { status, body } = await send('GET', `/v1/shoppers/${ANNA.user}`)
    expect(status).toBe(200)
    const text = JSON.stringify(body)
    for (const one of [ANNA.name, ANNA.email, ANNA.phone, ANNA.wording, ANNA.order, SECRET, ANNA.visitor])
      expect(text).toContain(one)
    expect((await send('GET', '/v1/shoppers/nobody-at-all')).status).toBe(404)
  })

  it('leaves no byte: tables, journal in table and files, write-ahead file, log', async () => {
    // As if a month had passed: half of the journal lies in files.
    const db = new DatabaseSync(join(data, 'winback.db'), { readOnly: true })
    const middle = db
      .prepare('SELECT at FROM journal ORDER BY seq LIMIT 1 OFFSET (SELECT count(*) / 2 FROM journal)')
      .get()
    db.close()
    await archiveJournal(join(data, 'winback.db'), Number(middle?.at) + 1)
    expect(leftIn(join(data, 'journal'), [ANNA.visitor]).length).toBeGreaterThan(0)

    const budgets = await send('GET', '/v1/reports')
    const first = await send('DELETE', `/v1/shoppers/${ANNA.user}`, undefined, {
      'idempotency-key': 'erase-1',
    })
    expect(first).toMatchObject({ status: 200, body: { status: 'erased' } })
    expect(leftIn(data, personal(), server.log())).toEqual([])
    expect(counted((await send('GET', '/v1/reports')).body)).toEqual(counted(budgets.body))

    const again = await send('DELETE', `/v1/shoppers/${ANNA.user}`, undefined, {
      'idempotency-key': 'erase-1',
    })
    expect(again).toMatchObject({ status: 200, body: { status: 'erased' } })
    const other = await send('DELETE', `/v1/shoppers/${ANNA.user}`, undefined, {
      'idempotency-key': 'erase-2',
    })
    expect(other.status).toBe(404)
    expect((await send('GET', `/v1/shoppers/${BORYS.user}`)).status).toBe(200)
    expect((await verifyJournal(join(data, 'winback.db'))).broken).toBeNull()
  }, 60_000)

  it('whoever comes again is new', async () => {
    await track(
      'Product Added',
      { product_id: 'bike-2', price: 100, quantity: 1 },
      { userId: ANNA.user },
      'again-1',
    )
    const { body } = await send('GET', `/v1/shoppers/${ANNA.user}`)
    expect(body).toMatchObject({ traits: {}, orders: { count: 0 }, talk: [], codes: [], campaigns: [] })
  })

  it('the verb does the same beside the running server', async () => {
    const env = {
      ...envOf(folder, { WINBACK_STOREFRONT: 'api', WINBACK_KEY: Buffer.alloc(32, 5).toString('base64') }),
    }
    const verb = (...args: string[]) =>
      execFileSync(NODE, [join(ROOT, 'src/cli/winback.ts'), ...args], { cwd: folder, env, encoding: 'utf8' })
    expect(verb('erase', BORYS.email, '--dry-run')).toContain('lines of talk')
    expect(leftIn(data, [BORYS.email]).length).toBeGreaterThan(0)
    expect(verb('export', BORYS.email)).toContain(BORYS.visitor)
    expect(verb('erase', BORYS.email, '--yes')).toContain('Erased.')
    expect(leftIn(data, Object.values(BORYS), server.log())).toEqual([])
    expect((await verifyJournal(join(data, 'winback.db'))).broken).toBeNull()
  }, 60_000)
})
