// A marketer who mistypes everything hears of all of it in one go, each mistake at its line and column.
import { describe, expect, it } from 'vitest'
import { problemsOf } from './sources-of.ts'

const FLOW = `flow: Left Cart
abuot: hm
start:
  onn: cart_abandoned
  after: 2 days
  when: cart.totl >= 1000 && segment.firstpurchase
  at_most: once per 2 weeks
goal: { order_withn: 7d }
campaign:
  budget: 600 USD
  holdout: 200%
  until: 31.01.2027
steps:
  - id: why
    ask: bot.unclaer
    choices: [price, prise, price]
    wait: soon
    silent: nowhere
  - when: reason == "pricy"
    say: bot.thanks
    thn: end
  - give: percent_51
  - offer:
      - { when: cart.total >= 10.001, give: percent_15, say: bot.thanks }
      - { when: reason in ["fit", "shiping_cost"], give: fixd_500 }
    else: { sya: bot.thanks }
  - wiat: 3d
  - id: why
    set: { cart: 3, Big: x }
  - remind: bot.reminder
`

describe('an author who mistypes everything', () => {
  it('hears of all of it', () => {
    const found = problemsOf({ 'flows/left.yaml': FLOW })
    const expected: readonly (readonly [string, string])[] = [
      ['1:7', 'a flow cannot be called "Left Cart"|did you mean left_cart?'],
      ['2:1', 'unknown key "abuot" in a flow|did you mean about?'],
      ['4:3', 'unknown key "onn" in start|did you mean on?'],
      ['4:3', 'start lacks on'],
      ['5:10', 'after cannot be "2 days"|did you mean 2d?'],
      ['6:14', 'cart has no "totl"|did you mean cart.total?'],
      ['6:38', 'there is no segment "firstpurchase"|did you mean segment.first_purchase?'],
      ['7:12', 'at_most cannot be "once per 2 weeks"|did you mean once per 2w?'],
      ['8:7', 'the goal says nothing'],
      ['8:9', 'unknown key "order_withn" in the goal|did you mean order_within?'],
      ['10:11', "budget is in USD, but the shop's currency is UAH"],
      ['11:12', 'holdout cannot be "200%"|expected a percentage from 0 up to 90'],
      ['12:10', 'until cannot be "31.01.2027"|did you mean 2027-01-31?'],
      ['15:10', 'the text bot.unclaer is missing in locales/en.yaml|did you mean bot.unclear?'],
      ['16:22', 'the text choices.prise is missing in locales/en.yaml|did you mean choices.price?'],
      ['16:29', 'the choice "price" stands here twice'],
      ['17:11', 'wait cannot be "soon"|expected a duration such as 45m, 12h or 7d'],
      ['18:13', 'there is no step "nowhere"'],
      ['19:21', 'reason is never "pricy"|did you mean price?'],
      ['21:5', 'unknown key "thn" in a step say|did you mean then?'],
      ['22:11', 'there is no offer "percent_51"|did you mean percent_15?'],
      ['24:9', 'one row cannot do both: give, say'],
      ['24:31', 'the sum 10.001 is not exact in UAH|at most 2 digits after the point'],
      ['25:35', 'reason is never "shiping_cost"|did you mean shipping_cost?'],
      ['25:58', 'there is no offer "fixd_500"|did you mean fixed_500?'],
      ['26:11', 'this row does nothing|expected give, climb, escalate, say or end'],
      ['26:13', 'unknown key "sya" in else|did you mean say?'],
      ['27:5', 'this step does nothing|did you mean wait?'],
      ['28:9', 'two steps are called "why"; the first is in line 14'],
      ['29:12', '"cart" is a fact and cannot be a variable'],
      ['29:21', 'a variable cannot be called "Big"|did you mean big?'],
      ['30:13', 'remind lacks before'],
    ]
    expect(found.map((line) => line.split('  ')[0])).toEqual(
      expected.map(([place]) => `flows/left.yaml:${place}`),
    )
    expected.forEach(([, words], i) => {
      for (const part of words.split('|')) expect(found[i]).toContain(part)
    })
  })

  it('hears of faults in every file, and not of what follows from them alone', () => {
    const files = {
      'flows/shop.yaml': 'name: Shop\ncurrency: UHA\ntime_zone: Europe/Kiyv\nlarge_order: 20000\n',
      'flows/segments.yaml': 'segments: [\n',
      'flows/offers.yaml': 'offers:\n\tx: 1\n',
      'locales/ru.yaml': 'bot: {greeting: "hi\n',
      'flows/f.yaml':
        'flow: f\nstart: { on: message, when: segment.x && cart.total > shop.large_order }\n' +
        'steps:\n  - give: percent_15\n    else: end\ncampaign: { budget: 5 UAH, until: none }\n',
    }
    expect(problemsOf(files).map((line) => line.split('  ')[0])).toEqual([
      'flows/offers.yaml:2:1',
      'flows/segments.yaml:2:1',
      'flows/shop.yaml:2:11',
      'flows/shop.yaml:3:12',
      'flows/shop.yaml:4:14',
      'locales/ru.yaml:2:1',
    ])
  })
})
