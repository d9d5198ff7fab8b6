import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, shopperWithCode } from '../../http/client.ts'
import { slackWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await slackWorld()
  await clientOf(world.server).shop('/v1/identify', {
    ...{ messageId: 'i-1', userId: '42' },
    traits: {
      email: 'maria@shop.example',
      name: 'Maria <!here>',
      phone: '+380 67 123 45 67',
      language: 'uk',
    },
  })
})
afterAll(async () => {
  expect(world.slack.refused).toEqual([])
  await world.stop()
})

const ask = async (user: string, text: string): Promise<string> => {
  const member = world.member(user)
  return member.said(await member.command(text))
}

describe('/winback', () => {
  it('helps, in the language of whoever asks, and guesses what was meant', async () => {
    for (const text of ['', 'help'])
      expect(await ask('U0OLENA', text)).toContain('*/winback find* e-mail, phone or id')
    expect(await ask('U0TARAS', 'help')).toContain('забрати код')
    expect(await ask('U0IGOR', 'help')).toContain('забрать код')
    expect(await ask('U0OLENA', 'isue x@y.example')).toMatch(
      /There is no "isue"\. Did you mean \*\/winback issue\*\?/,
    )
    expect(await ask('U0OLENA', 'find')).toBe('Say whom: */winback find* e-mail, phone or id, in full.')
  })

  it('finds a shopper by e-mail, phone or id, as Slack writes them', async () => {
    const asked = [
      'maria@shop.example',
      '<mailto:maria@shop.example|maria@shop.example>',
      '<tel:+380671234567|+380 67 123-45-67>',
      '42',
    ]
    for (const who of asked) {
      const said = await ask('U0OLENA', `find ${who}`)
      expect(said).toContain('Maria &lt;!here&gt;')
      expect(said).toContain('The cart is empty.')
    }
    expect(await ask('U0OLENA', 'find nobody@shop.example')).toContain(
      'Nobody is known by "nobody@shop.example"',
    )
  })

  it('says what is left of the budgets', async () => {
    expect(await ask('U0OLENA', 'budget')).toMatch(/• \*Large order\* \(runs\): ₴100,000 left of ₴100,000/)
  })

  it('issues a code by hand with a reason, and takes one back', async () => {
    const { visitor, token, talk } = await shopperWithCode(world.server)
    expect(token).toBeTruthy()
    const olena = world.member('U0OLENA')
    await olena.command(`revoke ${visitor}`)
    const revoke = await olena.modal((view) => view.callback_id === 'winback_revoked')
    await olena.submit(revoke, { why: 'was given by mistake' })
    await world.slack.until(() =>
      world.slack.ephemerals.find(({ text }) => text === 'The code was taken back.'),
    )
    expect(await ask('U0OLENA', `revoke ${visitor}`)).toBe('This shopper has no code that is still good.')

    await olena.command('issue')
    const who = await olena.modal((view) => view.callback_id === 'winback_who')
    expect((await olena.submit(who, { who: 'no@one.example' })).errors).toEqual({
      who: 'Nobody is known by this.',
    })
    await olena.submit(who, { who: visitor })
    const form = await olena.modal((view) => view.callback_id === 'winback_terms')
    const given = talk.lines().filter((line) => line.code !== undefined).length
    await olena.submit(form, { why: 'made good for a late parcel' })
    const confirm = await olena.modal((view) => view.callback_id === 'winback_confirm')
    expect(await olena.submit(confirm)).toEqual({ response_action: 'clear' })
    await world.slack.until(() =>
      world.slack.ephemerals.find(({ text }) => text.startsWith('Issued: the code is on its way')),
    )
    await talk.until(() =>
      talk.lines().filter((line) => line.code !== undefined).length > given ? true : undefined,
    )
    expect(JSON.stringify([world.slack.messages, world.slack.responses])).not.toMatch(/ZT-[A-Z0-9]/)
    talk.close()
  })

  it('begins a code from any message that names a shopper', async () => {
    const olena = world.member('U0OLENA')
    await olena.shortcut('winback_issue_code', {
      ts: '9.9',
      text: 'please help <mailto:maria@shop.example|maria@shop.example>',
    })
    const who = await olena.modal((view) => view.callback_id === 'winback_who')
    expect(JSON.stringify(who.blocks)).toContain('"initial_value":"maria@shop.example"')
  })
})

describe('App Home', () => {
  it("shows the agent's talks, what waits, and the budgets, in the agent's language", async () => {
    const mine = await world.wantsAgent(6_000)
    const waits = await world.wantsAgent(6_100)
    const taras = world.member('U0TARAS')
    await taras.press(mine.card, 'winback_take_over')
    await world.slack.until(() => mine.card.text.includes('has the talk'), 'the taking')
    await taras.home()
    const home = await world.slack.until(() => world.slack.homes.get('U0TARAS'), 'the home')
    const shown = JSON.stringify(home.blocks)
    const [own = '', others = ''] = shown.split('Чекають на відповідь')
    expect(own).toContain('6\u00a0000')
    expect(own).toContain('https://shop.slack.com/archives/C0TICKETS/p')
    expect(others).toContain('6\u00a0100')
    expect(shown).toContain('Залишок бюджету')
    for (const { talk } of [mine, waits]) talk.close()
  })
})
