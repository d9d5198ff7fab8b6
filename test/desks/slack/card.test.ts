import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonsOf } from './member.ts'
import { slackWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await slackWorld()
})
afterAll(async () => {
  expect(world.slack.refused).toEqual([])
  await world.stop()
})

describe('a ticket in Slack', () => {
  it('is a card with everything for a decision, and buttons', async () => {
    const { card, talk } = await world.wantsAgent(2_690)
    const shown = world.texts(card)
    for (const part of [
      'item-2690',
      '2,690',
      'Orders',
      'Margin room',
      'Budget of',
      'I want a person',
      'percent',
    ])
      expect(shown).toContain(part)
    expect(buttonsOf(card).map(({ action_id }) => action_id)).toEqual(
      expect.arrayContaining(['winback_adjust', 'winback_decline', 'winback_take_over', 'winback_send']),
    )
    talk.close()
  })

  it('is approved by one press: the shopper gets the code, the card says who, what and when, the buttons are gone', async () => {
    const { card, talk } = await world.wantsAgent(3_100)
    const olena = world.member('U0OLENA')
    const { status, ms } = await olena.press(card, 'winback_approve')
    expect(status).toBe(200)
    expect(ms).toBeLessThan(3000)
    const { code } = await talk.line((line) => line.code !== undefined)
    expect(code!.text).toMatch(/^ZT-/)
    await world.slack.until(() => card.text.includes('Approved by Olena Koval'))
    expect(buttonsOf(card)).toEqual([])
    expect(world.texts(card)).not.toContain(code!.text)
    talk.close()
  })

  it('is declined with a reason from the list and why', async () => {
    const { card, talk } = await world.wantsAgent(3_200)
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_decline')
    const modal = await olena.modal((view) => view.callback_id === 'winback_declined')
    expect(await olena.submit(modal, { reason: 'other' })).toEqual({
      response_action: 'errors',
      errors: { why: 'Say in a few words why.' },
    })
    expect(await olena.submit(modal, { reason: 'other', why: 'had one last week' })).toEqual({
      response_action: 'clear',
    })
    await world.slack.until(() => card.text.includes('Declined by Olena Koval'))
    expect(card.text).toContain('had one last week')
    expect(buttonsOf(card)).toEqual([])
    talk.close()
  })
})
