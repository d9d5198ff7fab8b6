// The peer of issuing: PostgreSQL, one row a budget, as one writes it: the sum raised where there is room, the code put in,
// committed; each client a connection of its own.
import { loadPeer } from '../run/peers.ts'
import { type IssuingSide, timeWork, WORTH } from './issue.ts'
import { startPostgres } from './postgres.ts'

type Client = {
  readonly connect: () => Promise<void>
  readonly query: (
    query: string | { readonly name: string; readonly text: string; readonly values: readonly unknown[] },
  ) => Promise<{ readonly rowCount: number; readonly rows: readonly Record<string, string>[] }>
  readonly end: () => Promise<void>
}

const TABLES = `
CREATE TABLE budget (id text PRIMARY KEY, reserved bigint NOT NULL, ceiling bigint NOT NULL);
CREATE TABLE code (hmac text PRIMARY KEY, shopper text NOT NULL, document text NOT NULL);
INSERT INTO budget VALUES ('spring', 0, 1000000000000000);
`
const RESERVE = "UPDATE budget SET reserved = reserved + $1 WHERE id = 'spring' AND reserved + $1 <= ceiling"
const PUT = 'INSERT INTO code VALUES ($1, $2, $3)'
const CODE = 'x'.repeat(300)

type Options = { readonly bin: string; readonly clients: number }

export const open = async ({ bin, clients }: Options): Promise<IssuingSide> => {
  const pg = await loadPeer<{ default: { Client: new (options: object) => Client } }>('pg')
  const server = await startPostgres(bin)
  const connect = async (tries = 100): Promise<Client> => {
    const client = new pg.default.Client({ host: server.host, user: 'bench', database: 'postgres' })
    try {
      await client.connect()
      return client
    } catch (error) {
      // Its socket is there before it takes anybody.
      if (tries === 0 || (error as { readonly code?: string }).code !== '57P03') throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
      return connect(tries - 1)
    }
  }
  const all = await Promise.all(Array.from({ length: clients }, () => connect()))
  const [first] = all
  await first!.query(TABLES)
  let issued = 0
  return {
    round: (count, atOnce) =>
      timeWork(count, atOnce, async (_, worker) => {
        const n = `${issued++}`
        const client = all[worker]!
        await client.query('BEGIN')
        const { rowCount } = await client.query({ name: 'reserve', text: RESERVE, values: [WORTH] })
        if (rowCount !== 1) throw new Error('there was no room')
        const values = [n.padStart(43, 'c'), `s_${n}`, CODE]
        await client.query({ name: 'put', text: PUT, values })
        await client.query('COMMIT')
      }),
    reserved: async () => {
      const { rows } = await first!.query('SELECT reserved, (SELECT count(*) FROM code) AS codes FROM budget')
      const [{ reserved, codes } = {}] = rows
      if (Number(reserved) / WORTH !== Number(codes)) throw new Error(`${codes} codes, ${reserved} reserved`)
      return Number(codes)
    },
    close: async () => {
      for (const client of all) await client.end()
      await server.stop()
    },
  }
}
