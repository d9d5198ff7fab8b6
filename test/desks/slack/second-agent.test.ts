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
