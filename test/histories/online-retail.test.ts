import { describe, expect, it } from 'vitest'
import { onlineRetail } from '../../src/histories/online-retail.ts'

const NOW = Date.UTC(2026, 0, 1)
const COLUMNS = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const read = (line: string) => onlineRetail.read(line.split(','), NOW)

describe('a line of Online Retail', () => {
  it('is pieces of an item at a price, in a cart of its shopper', () => {
    expect(read('536365,85123A,LANTERN,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom')).toEqual({
      kind: 'line',
      at: Date.UTC(2010, 11, 1, 8, 26),
      shopper: '17850',
      rank: 0,
      group: '536365',
      data: ['85123A', 6, 255],
    })
  })

  it('gives back pieces where its invoice begins with C', () => {
    expect(read('C536379,22,X,-3,2010-12-01 09:41:00,27.50,14527.0,United Kingdom')).toMatchObject({
      rank: 1,
      data: ['22', 3, 2750],
    })
  })

  it('may have a price of less than a penny', () => {
    expect(read('1,22,X,1,2010-12-01 09:41:00,0.001,14527,')).toMatchObject({ data: ['22', 1, 1] })
    expect(read('1,22,X,1,2010-12-01 09:41:00,1.255,14527,')).toMatchObject({ data: ['22', 1, 126] })
  })

  it.each([
    ['1,22,X,1,2010-12-01 09:41:00,2.5,,UK', 'no_customer'],
    ['1,22,X,1,2010-12-01 09:41:00,0.0,1,UK', 'price'],
    ['1,22,X,1,2010-12-01 09:41:00,-11062.06,1,UK', 'price'],
    ['1,22,X,1,2010-12-01 09:41:00,free,1,UK', 'price'],
    ['1,22,X,-1,2010-12-01 09:41:00,2.5,1,UK', 'quantity'],
    ['1,22,X,0,2010-12-01 09:41:00,2.5,1,UK', 'quantity'],
    ['C1,22,X,1,2010-12-01 09:41:00,2.5,1,UK', 'quantity'],
    ['1,22,X,1,1999-12-31 23:59:59,2.5,1,UK', 'time'],
    ['1,22,X,1,2031-12-31 23:59:59,2.5,1,UK', 'time'],
    ['1,22,X,1,2010-02-30 10:00:00,2.5,1,UK', 'time'],
    ['1,22,X,1,yesterday,2.5,1,UK', 'time'],
    ['1,,X,1,2010-12-01 09:41:00,2.5,1,UK', 'no_item'],
    [',22,X,1,2010-12-01 09:41:00,2.5,1,UK', 'no_invoice'],
  ])('%s is refused for its %s', (line, reason) => {
    expect(read(line)).toEqual({ kind: 'rejected', reason })
  })

  it('may write its time as UCI did first', () => {
    expect(read('1,22,X,1,12/1/2010 8:26,2.5,1,UK')).toMatchObject({ at: Date.UTC(2010, 11, 1, 8, 26) })
  })
})

describe('the columns of a file', () => {
  it('are known by name, in any order', () => {
    const order = COLUMNS.split(',')
    expect(onlineRetail.layout(order)).toMatchObject({ order: [0, 1, 2, 3, 4, 5, 6, 7], header: true })
    expect(onlineRetail.layout(order.toReversed())).toMatchObject({ order: [7, 6, 5, 4, 3, 2, 1, 0] })
  })

  it('may bear the names of the later edition, and lack what is not needed', () => {
    const later = ['Invoice', 'StockCode', 'Quantity', 'InvoiceDate', 'Price', 'Customer ID']
    expect(onlineRetail.layout(later)).toMatchObject({ order: [0, 1, -1, 2, 3, 4, 5, -1] })
  })

  it('are named where they are missing', () => {
    const layout = onlineRetail.layout(['InvoiceNo', 'StockCode', 'Quantity', 'UnitPrice', 'CustomerID'])
    expect(layout).toMatchObject({ kind: 'wrong', why: expect.stringContaining('InvoiceDate is not') })
  })
})
