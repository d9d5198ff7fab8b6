import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonsOf } from './member.ts'
import { slackWorld, type World, withRoles } from './world.ts'

const REPLIES = `replies:
  hello:
    en: 'Hello! This is {agent}.'
    uk: 'Вітаю! Це {agent}.'
    ru: 'Здравствуйте! Это {agent}.'
`

describe('agents with roles in Slack', () => {
  let world: World
  beforeAll(async () => {
    world = await slackWorld(
      { SLACK_ROLES: 'S0LEADS=lead,S0JUNIORS=junior' },
      {
        prepare: (folder) => {
          withRoles('{ lead: {}, junior: { percent: 5, amount: 20 UAH } }')(folder)
          writeFileSync(join(folder, 'flows/replies.yaml'), '')
          appendFileSync(join(folder, 'flows/replies.yaml'), REPLIES)
        },
      },
    )
    world.slack.groups.S0LEADS = { handle: 'leads', users: ['U0OLENA'] }
    world.slack.groups.S0JUNIORS = { handle: 'juniors', users: ['U0IGOR'] }
  })
  afterAll(async () => {
    expect(world.slack.refused).toEqual([])
    await world.stop()
  })

  it('above the limit one yes is kept, and a second agent gives the code', async () => {
    const { card, talk } = await world.wantsAgent(8_000)
    await world.member('U0IGOR').press(card, 'winback_approve')
    await world.slack.until(
      () => JSON.stringify(card.blocks).includes('A second agent must approve it'),
      'the first yes',
    )
    expect(buttonsOf(card)[0]?.text.text).toMatch(/^Approve as the second: /)
    expect(talk.lines().some((line) => line.code !== undefined)).toBe(false)
    await world.member('U0OLENA').press(card, 'winback_approve')
    await world.slack.until(() => card.text.includes('Approved by Olena Koval'), 'the decision')
    await talk.line((line) => line.code !== undefined)
    talk.close()
  })

  it('is told before anybody says yes, and the words of the first go out with the yes of the second', async () => {
    const { card, talk } = await world.wantsAgent(8_200)
    const igor = world.member('U0IGOR')
    await igor.press(card, 'winback_adjust')
    const first = await igor.modal((view) => view.callback_id === 'winback_terms')
    expect(JSON.stringify(first.blocks)).toContain('Сами вы можете дать до 5%, код ценой до')
    await igor.choose(first, 'offer', 'percent_15')
    const form = await igor.modal((view) => JSON.stringify(view.blocks).includes('"value|percent_15"'))
    await igor.submit(form, { offer: 'percent_15', value: '10', words: 'We both wish you a good evening' })
    const confirm = world.slack.views.get(form.id)!
    expect(JSON.stringify(confirm.blocks)).toContain(
      'будет ждать второго сотрудника: сами вы можете дать до 5%',
    )
    await igor.submit(confirm)
    await world.slack.until(
      () => JSON.stringify(card.blocks).includes('would say to the shopper:'),
      'the words on the card',
    )
    expect(world.texts(card)).toContain('We both wish you a good evening')
    expect(talk.lines().some((line) => line.text === 'We both wish you a good evening')).toBe(false)
    await world.member('U0OLENA').press(card, 'winback_approve')
    await talk.line((line) => line.text === 'We both wish you a good evening')
    await world.slack.until(() => card.text.includes('Approved by Olena Koval'), 'the decision')
    talk.close()
  })

  it('is not hindered by words of the first that promise too much: they alone are kept back', async () => {
    const { card, talk } = await world.wantsAgent(8_300)
    const igor = world.member('U0IGOR')
    await igor.press(card, 'winback_adjust')
    const form = await igor.modal((view) => view.callback_id === 'winback_terms')
    await igor.choose(form, 'offer', 'percent_15')
    const terms = await igor.modal((view) => JSON.stringify(view.blocks).includes('"value|percent_15"'))
    await igor.submit(terms, { offer: 'percent_15', words: 'and a gift from us' })
    await igor.submit(world.slack.views.get(terms.id)!)
    await world.slack.until(() => world.texts(card).includes('and a gift from us'), 'the words on the card')
    await world.member('U0OLENA').press(card, 'winback_approve')
    await talk.line((line) => line.code !== undefined)
    await world.slack.until(
      () => world.slack.thread(card.ts).some((one) => world.texts(one).includes('Kept back.')),
      'the note',
    )
    expect(talk.lines().some((line) => line.text.includes('gift from us'))).toBe(false)
    talk.close()
  })

  it("a saved reply is put into the form, in the shopper's language, under the agent's name", async () => {
    const { card, talk } = await world.wantsAgent(8_100)
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_send')
    const modal = await olena.modal((view) => JSON.stringify(view.blocks).includes('"reply"'))
    await olena.choose(modal, 'reply', 'hello')
    const filled = await olena.modal((view) =>
      JSON.stringify(view.blocks).includes('Hello! This is Olena Koval.'),
    )
    expect(await olena.submit(filled)).toEqual({ response_action: 'clear' })
    await talk.line((line) => line.text === 'Hello! This is Olena Koval.')
    talk.close()
  })
})
