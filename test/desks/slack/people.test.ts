// Who an agent of Slack is, where the shop names its people by the ids that they have in Slack.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackWorld, type World, withAgents } from './world.ts'

let world: World
beforeAll(async () => {
  world = await slackWorld(
    {},
    {
      prepare: withAgents(
        'second_agent_above: 10 UAH',
        'roles: { lead: {}, junior: { percent: 1, amount: 1 UAH } }',
        'people: { Olena: { role: lead, also: [U0OLENA] }, Ihor: { role: junior, also: [U0IGOR] } }',
      ),
    },
  )
})
afterAll(async () => {
  expect(world.slack.refused).toEqual([])
  await world.stop()
})

describe('people whom the shop names by their ids in Slack', () => {
  it('go by the name that the shop calls them, and are called out to by it', async () => {
    const { card, talk, ticket } = await world.wantsAgent(8_300)
    await world.member('U0OLENA').press(card, 'winback_take_over')
    await world.slack.until(() => card.text.includes('Olena'), 'the name')
    expect(card.text).not.toContain('Koval')
    talk.say({ kind: 'say', id: randomUUID(), text: 'are you there?' })
    await world.slack.until(
      () => world.slack.thread(card.ts).some((one) => world.texts(one).includes('<@U0OLENA>')),
      `the call in the thread of ${ticket}`,
    )
    talk.close()
  })

  it('are not whoever writes their name into a profile: that one has no more than anybody', async () => {
    const { card, talk } = await world.wantsAgent(8_200)
    await world.member('U0MALLORY').press(card, 'winback_approve')
    await world.slack.until(() => world.texts(card).includes('Olena U0MALLORY'), 'the first yes')
    // The same words from Olena herself are another person's.
    await world.member('U0OLENA').press(card, 'winback_approve')
    await world.slack.until(() => card.text.includes('Approved by Olena,'), 'the second yes')
    await talk.line((line) => line.code !== undefined)
    talk.close()
  })
})

describe('a role that the shop does not have', () => {
  it('stops the start, and the sentence says which was meant', async () => {
    const roles = withAgents('roles: { lead: {}, junior: { percent: 5 } }')
    const teams = {
      MICROSOFT_APP_ID: '01234567-89ab-cdef-0123-456789abcdef',
      MICROSOFT_APP_PASSWORD: 'secret',
      TEAMS_AGENTS: 'bbbbbbbb-0000-4000-8000-000000000001:olena:boss',
    }
    const start = slackWorld({ SLACK_ROLES: '@leads=leed', ...teams }, { prepare: roles })
    await expect(start).rejects.toThrow(
      [
        'SLACK_ROLES: "leed" (of leads) is no role of the shop. Did you mean "lead"?',
        'TEAMS_AGENTS: "boss" (of olena) is no role of the shop.',
        'agents: roles: in shop.yaml has: lead, junior. Name the role there, or another one in the setting.',
      ].join('\n'),
    )
  })
})
