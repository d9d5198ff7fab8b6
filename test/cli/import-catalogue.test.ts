// A catalogue from files as shops have them: each by a real process.
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { counts, newShop } from './import-run.ts'

const YML = `<?xml version="1.0" encoding="windows-1251"?>
<!DOCTYPE yml_catalog SYSTEM "shops.dtd">
<yml_catalog date="2026-11-01 10:00"><shop><name>Крамниця</name>
<currencies><currency id="UAH" rate="1"/></currencies>
<categories>
  <category id="1">Дім</category>
  <category id="2" parentId="1">Лампи</category>
</categories>
<offers>
  <offer id="lamp" available="true">
    <price>990.00</price><oldprice>1490</oldprice><purchase_price>600</purchase_price>
    <currencyId>UAH</currencyId><categoryId>2</categoryId>
    <picture>https://shop.example/lamp.jpg</picture><picture>https://shop.example/lamp2.jpg</picture>
    <name>Лампа «Їжак» &amp; абажур</name><quantity_in_stock>4</quantity_in_stock>
    <url>https://shop.example/lamp?a=1&b=2</url>
    <description><![CDATA[<price>1</price>]]></description>
  </offer>
  <offer id="chair" available="false"><price>2300</price><currencyId>UAH</currencyId><categoryId>1</categoryId>
    <vendor>Стілець</vendor><model>М-1</model></offer>
  <offer id="dollar"><price>10</price><currencyId>USD</currencyId></offer>
</offers></shop></yml_catalog>`

/** Cyrillic in windows-1251, as such feeds still are. */
const windows1251 = (text: string): Buffer => {
  const decoder = new TextDecoder('windows-1251')
  const bytes = new Map(Array.from({ length: 256 }, (_, i) => [decoder.decode(Buffer.of(i)), i]))
  return Buffer.from([...text].map((char) => bytes.get(char) ?? 63))
}

const GOOGLE = `<?xml version="1.0"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title>
<item><title>not this one</title><g:title>Desk lamp</g:title><g:id>lamp</g:id><g:price>1490.00 UAH</g:price>
  <g:sale_price>990.00 UAH</g:sale_price><g:availability>in stock</g:availability>
  <g:product_type>Home &gt; Lamps</g:product_type><g:cost_of_goods_sold>600.00 UAH</g:cost_of_goods_sold>
  <g:image_link>https://shop.example/l.jpg</g:image_link><link>https://shop.example/l</link>
  <g:shipping><g:price>1.00 UAH</g:price></g:shipping></item>
<item><g:id>past</g:id><title>Past sale</title><g:price>100 UAH</g:price><g:sale_price>50 UAH</g:sale_price>
  <g:sale_price_effective_date>2020-01-01T00:00+0200/2020-02-01T00:00+0200</g:sale_price_effective_date>
  <g:availability>out_of_stock</g:availability></item>
<item><g:id>free</g:id><title>No price</title></item>
</channel></rss>`

describe('winback import catalogue', () => {
  it('reads YML in windows-1251, gzipped: prices, tree of categories, stock, cost', async () => {
    const shop = newShop()
    const file = shop.write('feed.bin', gzipSync(windows1251(YML)))
    const figures = await shop.figures(['catalogue', file], 2)
    expect(counts(figures)).toEqual({ read: 3, added: 2, changed: 0, unchanged: 0, refused: 1 })
    expect(figures.refused_rows).toEqual([
      { line: 20, id: 'dollar', why: 'it is in USD, and the shop sells in UAH' },
    ])
    expect(shop.items()).toEqual([
      { item: 'chair', title: 'Стілець М-1', category: 'Дім', price: 230_000, stock: 0 },
      {
        ...{ item: 'lamp', title: 'Лампа «Їжак» & абажур', category: 'Дім > Лампи' },
        ...{ price: 149_000, sale_price: 99_000, cost: 60_000, stock: 4 },
        ...{ picture: 'https://shop.example/lamp.jpg', url: 'https://shop.example/lamp?a=1&b=2' },
      },
    ])
  })

  it('reads Google Merchant XML, and a sale that is over is none', async () => {
    const shop = newShop()
    const figures = await shop.figures(['catalogue', shop.write('google.xml', GOOGLE)], 2)
    expect(figures.refused_rows).toEqual([{ line: 11, id: 'free', why: 'the price is missing' }])
    expect(shop.items()).toEqual([
      {
        ...{ item: 'lamp', title: 'Desk lamp', category: 'Home > Lamps', price: 149_000, sale_price: 99_000 },
        ...{ cost: 60_000, picture: 'https://shop.example/l.jpg', url: 'https://shop.example/l' },
      },
      { item: 'past', title: 'Past sale', price: 10_000, stock: 0 },
    ])
  })

  it("reads a spreadsheet's CSV: semicolons, a BOM, quotes over lines, decimal commas, any order of columns", async () => {
    const shop = newShop()
    const csv =
      '\uFEFFНазва;Title;Sale Price;PRICE;id;stock\r\nx;"Лампа; ""біла""\r\nдруга";;"1 490,50";l-1;3\r\ny;Стілець;99;100,00;c-1;\r\n'
    expect(counts(await shop.figures(['catalogue', shop.write('a.csv', csv)]))).toMatchObject({ added: 2 })
    expect(shop.items()).toEqual([
      { item: 'c-1', title: 'Стілець', price: 10_000, sale_price: 9_900 },
      { item: 'l-1', title: 'Лампа; "біла" друга', price: 149_050, stock: 3 },
    ])
  })

  it('names what is wrong line by line, and the refused rows can be mended and sent again', async () => {
    const shop = newShop()
    const csv = [
      'id,price,title',
      'a,-5,Minus',
      'b,,None',
      'c,"1,490",Which',
      'd,10 EUR,Euro',
      ',10,Nobody',
      'e,10,Too,many',
      'f,"10,Open quote',
      'g,10,Good',
      'g,12,Good again',
    ].join('\n')
    const figures = await shop.figures(
      ['catalogue', shop.write('a.csv', csv), '--refused', `${shop.folder}/bad.csv`],
      2,
    )
    expect(figures.refused_rows.map(({ line, why }) => `${line} ${why}`)).toEqual([
      '2 the price: -5 is negative',
      '3 the price is missing',
      '4 the price: "1,490" may be two different sums: write it like 1490.00',
      '5 it is in EUR, and the shop sells in UAH',
      '6 the id is missing',
      '7 it has 4 columns and the header has 3: is a separator or a quote missing?',
      '8 a quote is opened and never closed',
    ])
    expect(figures.warned_rows).toEqual([
      { line: 9, id: 'g', why: 'it comes again in line 10; that one counts' },
    ])
    expect(shop.items()).toEqual([{ item: 'g', title: 'Good again', price: 1_200 }])
    const bad = shop.read('bad.csv')
    expect(bad.split('\n')[0]).toBe('id,price,title,refused_line,refused_because')
    const mended = bad.replace('a,-5', 'a,5')
    expect(counts(await shop.figures(['catalogue', shop.write('mended.csv', mended)], 2))).toMatchObject({
      added: 2,
      refused: 5,
    })
    expect(shop.items()).toContainEqual({ item: 'e', price: 1_000, title: 'Too,many' })
  })

  it('a dry run says the same and writes nothing; a second run changes nothing; stock alone keeps the rest', async () => {
    const shop = newShop()
    const file = shop.write(
      'a.jsonl',
      '{"id":1,"price":10.5,"title":"A","stock":2}\n{"id":"b","price":{"amount":"7","currency":"UAH"}}\n',
    )
    const dry = await shop.figures(['catalogue', file, '--dry-run'])
    expect(counts(dry)).toEqual({ read: 2, added: 2, changed: 0, unchanged: 0, refused: 0 })
    expect(() => shop.rows('SELECT 1')).toThrow()
    expect(counts(await shop.figures(['catalogue', file]))).toEqual(counts(dry))
    expect(counts(await shop.figures(['catalogue', file]))).toMatchObject({ added: 0, unchanged: 2 })
    const stock = shop.write('stock.csv', 'id\tstock\n1\t0\nnew\t5\n')
    expect((await shop.figures(['catalogue', stock], 2)).refused_rows).toEqual([
      { line: 3, id: 'new', why: 'the price is missing' },
    ])
    expect(shop.items()[0]).toEqual({ item: '1', title: 'A', price: 1_050, stock: 0 })
  })

  it('--replace forgets what is not in the file, asks before most of it goes, and never after a refusal', async () => {
    const shop = newShop()
    const list = (ids: readonly string[], more = '') =>
      shop.write('list.csv', `id,price\n${ids.map((id) => `${id},10\n`).join('')}${more}`)
    await shop.figures(['catalogue', list(['a', 'b', 'c', 'd'])])
    const refused = await shop.run('catalogue', list(['a', 'b', 'c'], 'x,?\n'), '--replace')
    expect([refused.code, shop.items().length]).toEqual([2, 4])
    expect(refused.stderr).toContain('Nothing was forgotten')
    const most = await shop.run('catalogue', list(['a']), '--replace')
    expect([most.code, shop.items().length]).toEqual([1, 4])
    expect(most.stderr).toContain('3 of 4 items are not in the file')
    expect(await shop.figures(['catalogue', list(['a', 'b', 'c']), '--replace'])).toMatchObject({
      forgotten: 1,
    })
    expect(await shop.figures(['catalogue', list(['a']), '--replace', '--yes'])).toMatchObject({
      forgotten: 2,
    })
    expect(shop.items().map(({ item }) => item)).toEqual(['a'])
  })

  it('a file that is broken, cut short or none of these changes nothing and is said in a sentence', async () => {
    const shop = newShop()
    const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
      ['cut.xml', GOOGLE.slice(0, 900), 'ends in the middle'],
      ['cut.gz', gzipSync(YML).subarray(0, 200), 'broken or cut short'],
      ['page.html', '<!doctype html><html></html>', 'a web page'],
      ['other.xml', '<?xml version="1.0"?><orders/>', 'begins with <orders>'],
      ['book.xlsx', Buffer.from('PK\u0003\u0004rest'), 'Excel workbook'],
      ['empty.csv', '', 'is empty'],
      ['plain.csv', 'one,two\n1,2\n', 'must name the columns'],
      ['cut.json', '[{"id":"a","price":1},{"id":"b",', 'ends in the middle'],
    ]
    for (const [name, content, says] of cases) {
      const ran = await shop.run('catalogue', shop.write(name, content))
      expect([name, ran.code, ran.stdout]).toEqual([name, 1, ''])
      expect(ran.stderr).toContain(says)
    }
    expect((await shop.run('catalogue', `${shop.folder}/none.csv`)).stderr).toContain('There is no file')
    expect(shop.items()).toEqual([])
  })

  it('knows what goes with an item, however the ids are joined, and forgets it by an empty cell', async () => {
    const shop = newShop()
    const file = (related: string) =>
      shop.write('g.csv', `sku,price,cross_sell_ids\nboots,100,"${related}"\n`)
    await shop.figures(['catalogue', file('wax, laces')], 0)
    expect(shop.items()).toEqual([{ item: 'boots', price: 10_000, related: ['wax', 'laces'] }])
    expect(counts(await shop.figures(['catalogue', file('wax|laces')], 0))).toMatchObject({ unchanged: 1 })
    await shop.figures(['catalogue', file('')], 0)
    expect(shop.items()).toEqual([{ item: 'boots', price: 10_000 }])
  })

  it('entities that a feed declares itself are never expanded', async () => {
    const shop = newShop()
    const secret = shop.write('secret', 'top secret')
    const feed = `<!DOCTYPE rss [<!ENTITY x SYSTEM "file://${secret}"><!ENTITY y "yyyy">]><rss><channel><item><id>a</id><title>&x;-&y;</title><price>1</price></item></channel></rss>`
    await shop.figures(['catalogue', shop.write('x.xml', feed)])
    expect(shop.items()).toEqual([{ item: 'a', title: '&x;-&y;', price: 100 }])
  })
})
