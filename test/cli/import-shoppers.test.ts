// Shoppers from files, by real processes: who they are, one shopper for several addresses, consent.
import { describe, expect, it } from 'vitest'
import { counts, newShop } from './import-run.ts'

const FILE = [
  'user_id;email;phone;First Name;Last Name;language;birthday;city;points;Accepts Marketing;created_at;VIP',
  "1;Anna@Shop.Example;'050 123 45 67;Анна;Коваль;uk-UA;17.05.1990;Львів;120;yes;2020-01-02;x",
  '2;;+48 600 100 200;Jan;;pl;02-29;;;no;2021-01-02;',
  '3;not an address;;X;;;;;;;;',
  ';;;Nobody;;;;;;;;',
  '4;d@shop.example;;D;;;31.02.1990;;;;;',
  '5;e@shop.example;;E;;;;;many;;;',
  '6;f@shop.example;;F;;;;;;perhaps;;',
].join('\n')

describe('winback import shoppers', () => {
  it('keeps what the shop knows, in one form, and says what it refused and what it left out', async () => {
    const shop = newShop()
    const file = shop.write('a.csv', FILE)
    const dry = await shop.figures(['shoppers', file, '--dry-run'], 2)
    const figures = await shop.figures(['shoppers', file], 2)
    expect(counts(figures)).toEqual({ read: 7, added: 2, changed: 0, unchanged: 0, refused: 5 })
    expect(counts(dry)).toEqual(counts(figures))
    expect(figures.refused_rows.map(({ line, id, why }) => `${line} ${id}: ${why}`)).toEqual([
      '4 3: the e-mail is none',
      '5 : nobody is named: a user_id, an email or a phone is needed',
      '6 4: the birthday: "31.02.1990" is no time: write it like 2026-05-01',
      '7 5: the points "many" are no whole number',
      '8 6: the consent "perhaps" is neither yes nor no',
    ])
    expect(figures.warned_rows.map(({ why }) => why)).toEqual([
      'these columns say nothing to us: VIP',
      'the language "pl" is not spoken here and was left out',
    ])
    const anna = shop.shoppers().find(({ traits }) => traits.email)!
    expect(anna.traits).toEqual({
      ...{ email: 'anna@shop.example', phone: '+380501234567', name: 'Анна Коваль', language: 'uk' },
      ...{ birthday: '1990-05-17', region: 'Львів', points: 120 },
    })
    expect(new Date(anna.created).toISOString()).toBe('2020-01-01T22:00:00.000Z')
    const jan = shop.shoppers().find(({ traits }) => traits.phone === '+48600100200')!
    expect(jan.stopped).not.toBe(null)
    const journal = shop.rows('SELECT entry FROM journal').map(({ entry }) => String(entry))
    expect(journal.filter((entry) => /anna@|Коваль|380501234567/.test(entry))).toEqual([])
    expect(counts(await shop.figures(['shoppers', file], 2))).toMatchObject({ changed: 0, unchanged: 2 })
  })

  it('knows one person by any of several addresses, and refuses to make one of two', async () => {
    const shop = newShop()
    const rows = (...lines: readonly string[]) =>
      shop.write('a.csv', ['user_id,email,phone,name', ...lines].join('\n'))
    await shop.figures(['shoppers', rows('1,a@x.example,,A', ',b@x.example,,B')])
    const figures = await shop.figures(
      [
        'shoppers',
        rows('1,A@X.example,+380501112233,Anna', ',,+380501112233,Annette', '1,b@x.example,,Both'),
      ],
      2,
    )
    expect(figures.refused_rows[0]!.why).toContain('two shoppers already')
    expect(
      shop
        .shoppers()
        .map(({ traits }) => traits.name)
        .toSorted(),
    ).toEqual(['Annette', 'B'])
    await shop.figures([
      'orders',
      shop.write('o.csv', 'order_id,at,phone,total\nP-1,2025-01-01,380501112233,10\n'),
    ])
    expect(shop.shoppers().find(({ traits }) => traits.name === 'Annette')!.orders.count).toBe(1)
  })

  it("a no of the file can be taken back by the file; a later yes only by a later consent where it is the shopper's own", async () => {
    const shop = newShop()
    const say = (consent: string, at = '') =>
      shop.figures(['shoppers', shop.write('a.csv', `user_id,consent,consent_at\n1,${consent},${at}\n`)])
    await say('no')
    expect(await say('yes')).toMatchObject({ changed: 1 })
    expect(shop.shoppers()[0]!.stopped).toBe(null)
    const { DatabaseSync } = await import('node:sqlite')
    const db = new DatabaseSync(`${shop.data}/winback.db`)
    const stopped = { ...shop.shoppers()[0]!, stopped: Date.now() - 1000, stopped_by: 'shopper' }
    db.prepare('UPDATE shopper SET document = ?').run(JSON.stringify(stopped))
    db.close()
    const kept = await say('yes', '2020-01-01')
    expect([kept.unchanged, kept.warned_rows[0]!.why.slice(0, 31)]).toEqual([
      1,
      'they asked us to write no more:',
    ])
    expect(await say('yes', new Date().toISOString())).toMatchObject({ changed: 1 })
  })
})
