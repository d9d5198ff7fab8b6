import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signIn } from '../../http/desk-client.ts'
import { buttonsOf } from './member.ts'
import type { Any } from './stub.ts'
import { slackWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await slackWorld()
})
afterAll(async () => {
  expect(world.slack.refused).toEqual([])
  await world.stop()
})

const actionsOf = (card: Parameters<typeof buttonsOf>[0]): string[] =>
  buttonsOf(card)
    .map(({ action_id }) => action_id)
    .filter((action) => action !== 'winback_assign')

describe("a ticket's card", () => {
  it.concurrent('shows all that a decision needs: shopper, cart, history, margin, offers, what they do to the budget', async () => {
    const { card, talk } = await world.wantsAgent(2_690)
    const shown = world.texts(card)
    for (const part of [
      ...[
        'Asks for a person',
        'item-2690',
        '₴2,690',
        'Orders',
        'Margin room',
        'Budget of Questions',
        'Segments',
      ],
      ...[
        '> I want a person',
        'What the rules allow',
        'the least that may still win',
        'budget left',
        'Waits for an answer until',
      ],
    ])
      expect(shown).toContain(part)
    expect(actionsOf(card)).toEqual([
      'winback_approve',
      'winback_adjust',
      'winback_decline',
      'winback_take_over',
      'winback_send',
    ])
    talk.close()
  })

  it.concurrent('is posted once, and calls nobody whatever a shopper writes', async () => {
    const { card, talk } = await world.wantsAgent(
      2_700,
      'a person please <!channel> <@U0OLENA> <http://evil.example|free>',
    )
    expect(world.texts(card)).toContain('&lt;!channel&gt; &lt;@U0OLENA&gt; &lt;http://evil.example|free&gt;')
    expect(world.texts(card)).not.toMatch(/<!channel>|<@U0OLENA>|<http:\/\/evil/)
    expect(
      world.slack
        .cards()
        .filter(({ metadata }) => metadata.event_payload.ticket === card.metadata.event_payload.ticket),
    ).toHaveLength(1)
    talk.close()
  })

  it.concurrent('is approved by one press: the shopper gets the code; the card says who, what and when, and has no buttons', async () => {
    const { card, talk } = await world.wantsAgent(3_100)
    const { status, ms } = await world.member('U0OLENA').press(card, 'winback_approve')
    expect(status).toBe(200)
    expect(ms).toBeLessThan(3000)
    const { code } = await talk.line((line) => line.code !== undefined)
    await world.slack.until(() => /Approved by Olena Koval, .*: Points 50/.test(card.text), 'the decision')
    expect(actionsOf(card)).toEqual([])
    expect(JSON.stringify(world.slack.messages)).not.toContain(code!.text)
    talk.close()
  })

  it.concurrent('is declined with a reason from the list; "other" wants words', async () => {
    const { card, talk } = await world.wantsAgent(3_200)
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_decline')
    const modal = await olena.modal((view) => view.callback_id === 'winback_declined')
    const wrong = await olena.submit(modal, { reason: 'other' })
    expect(wrong).toEqual({ response_action: 'errors', errors: { why: 'Say in a few words why.' } })
    expect(await olena.submit(modal, { reason: 'other', why: 'had one last week' })).toEqual({
      response_action: 'clear',
    })
    await world.slack.until(() => card.text.includes('Declined by Olena Koval'), 'the decision')
    expect(card.text).toContain('had one last week')
    expect(actionsOf(card)).toEqual([])
    talk.close()
  })

  it.concurrent('is adjusted within the limits of the shop: errors stand in the form, and what is given is shown once more', async () => {
    const { card, talk } = await world.wantsAgent(4_000)
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_adjust')
    const first = await olena.modal((view) => view.callback_id === 'winback_terms')
    await olena.choose(first, 'offer', 'percent_15')
    const form = await olena.modal((view) => JSON.stringify(view.blocks).includes('"value|percent_15"'))
    const over = await olena.submit(form, { offer: 'percent_15', value: '60' })
    expect(over).toEqual({
      response_action: 'errors',
      errors: { 'value|percent_15': 'You may give up to 25%, not 60%.' },
    })
    const next = await olena.submit(form, {
      offer: 'percent_15',
      value: '20',
      up_to: '900',
      words: 'For you',
    })
    expect(next.response_action).toBe('update')
    const confirm = world.slack.views.get(form.id)!
    expect(JSON.stringify(confirm.blocks)).toContain('Up to ₴800')
    expect(await olena.submit(confirm)).toEqual({ response_action: 'clear' })
    await world.slack.until(() => card.text.includes('Approved by Olena Koval'), 'the decision')
    const { code } = await talk.line((line) => line.code !== undefined)
    expect(JSON.stringify(code)).toContain('20')
    await talk.line((line) => line.text.includes('For you'))
    talk.close()
  })

  it.concurrent('is taken over and handed back, and says so', async () => {
    const { card, talk } = await world.wantsAgent(3_300)
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_take_over')
    await world.slack.until(() => card.text.includes('Olena Koval has the talk'), 'the taking')
    expect(actionsOf(card)).toContain('winback_hand_back')
    const taras = world.member('U0TARAS')
    await taras.press(card, 'winback_decline')
    const modal = await taras.modal((view) => view.callback_id === 'winback_declined')
    const late = await taras.submit(modal, { reason: 'not_eligible' })
    expect(late.errors.reason).toMatch(/^Цю розмову веде Olena Koval з/)
    await olena.press(card, 'winback_hand_back')
    await world.slack.until(
      () => card.text.includes('Handed back to the bot by Olena Koval'),
      'the handing back',
    )
    expect(actionsOf(card)).toEqual([])
    talk.close()
  })

  it.concurrent('says what another desk decided, under one name in one trail', async () => {
    const { card, ticket, talk } = await world.wantsAgent(3_400)
    const desk = await signIn(world.server)
    await desk.act({ act: 'decline', ticket, reason: 'too_small_margin' })
    await world.slack.until(() => card.text.includes('Declined by olena'), 'the decision')
    expect(card.text).toContain('Too small a margin')
    expect(actionsOf(card)).toEqual([])
    talk.close()
  })

  it.concurrent('asks anew where the cart has grown since', async () => {
    const { card, client, visitor, talk } = await world.wantsAgent(1_000)
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_adjust')
    const first = await olena.modal((view) => view.callback_id === 'winback_terms')
    await olena.choose(first, 'offer', 'percent_15')
    const form = await olena.modal((view) => JSON.stringify(view.blocks).includes('"value|percent_15"'))
    await olena.submit(form, { offer: 'percent_15' })
    const confirm = world.slack.views.get(form.id)!
    await client.add(visitor, 'one-more', 2_000)
    const changed = await olena.submit(confirm)
    expect(changed.errors.words).toMatch(/^(The cart has changed|Cart or offer have changed)/)
    await world.slack.until(
      () => card.blocks.some((block: Any) => JSON.stringify(block).includes('one-more')),
      'the new card',
    )
    expect(actionsOf(card)).toContain('winback_adjust')
    talk.close()
  })
})

describe("a ticket's thread", () => {
  it.concurrent('has new words of the shopper as they come', async () => {
    const { card, talk } = await world.wantsAgent(3_600)
    await world.slack.until(() => world.slack.thread(card.ts).length > 0, 'what was said before')
    expect(JSON.stringify(world.slack.thread(card.ts))).toContain('> I want a person')
    talk.say({ kind: 'say', id: randomUUID(), text: 'are you there? I need 30 pieces' })
    await world.slack.until(
      () =>
        world.slack
          .thread(card.ts)
          .find((message) => JSON.stringify(message.blocks).includes('> are you there? I need 30 pieces')),
      'the words',
    )
    talk.close()
  })

  it.concurrent("keeps agents' messages as notes that the shopper never sees, once each, without an echo", async () => {
    const { card, ticket, talk } = await world.wantsAgent(3_700)
    const olena = world.member('U0OLENA')
    const ts = '1790000000.000100'
    await olena.write('she is a <https://x.example|regular> &amp; kind', card.ts, { ts })
    await olena.write(
      'she is a <https://x.example|regular> &amp; kind',
      card.ts,
      { ts },
      { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
    )
    const desk = await signIn(world.server)
    const view = async () =>
      (await desk.ticket(ticket)).lines.filter(({ who, did }: Any) => who === 'note' && !did)
    let notes: Any[] = []
    for (let n = 0; n < 50 && notes.length === 0; n += 1) {
      notes = await view()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(notes.map(({ text, by }) => [by, text])).toEqual([
      ['Olena Koval', 'she is a regular (https://x.example) & kind'],
    ])
    await desk.act({ act: 'note', ticket, text: 'from the other desk' })
    await olena.press(card, 'winback_take_over')
    await world.slack.until(
      () => JSON.stringify(world.slack.thread(card.ts)).includes('from the other desk'),
      'the note',
    )
    expect(JSON.stringify(world.slack.thread(card.ts))).not.toContain('she is a')
    expect(await view()).toHaveLength(2)
    expect(JSON.stringify(talk.heard)).not.toContain('regular')
    talk.close()
  })

  it.concurrent('sends words to the shopper past the guard, and says what it does not let through', async () => {
    const { card, talk } = await world.wantsAgent(3_800)
    const olena = world.member('U0OLENA')
    await olena.press(card, 'winback_send')
    const modal = await olena.modal((view) => view.callback_id === 'winback_words')
    const refused = await olena.submit(modal, { words: 'I give you 50% off' })
    expect(refused.errors['words|']).toContain('Nothing stands behind «50%»')
    expect(await olena.submit(modal, { words: 'We are looking into it' })).toEqual({
      response_action: 'clear',
    })
    await talk.line((line) => line.text.includes('looking into it'))
    const sent = await world.slack.until(
      () =>
        world.slack
          .thread(card.ts)
          .find((message) => JSON.stringify(message.blocks).includes('> We are looking into it')),
      'the words',
    )
    expect(JSON.stringify(sent.blocks)).toMatch(/_(sent|delivered)_/)
    expect(JSON.stringify(talk.heard)).not.toContain('50%')
    talk.close()
  })

  it.concurrent('sends a message of the thread by its shortcut', async () => {
    const { card, talk } = await world.wantsAgent(3_900)
    const olena = world.member('U0OLENA')
    await olena.shortcut('winback_send_message', { ts: '1.2', thread_ts: card.ts, text: 'It is in stock' })
    const modal = await olena.modal((view) => JSON.stringify(view.blocks).includes('It is in stock'))
    await olena.submit(modal)
    await talk.line((line) => line.text === 'It is in stock')
    talk.close()
  })
})

describe('a ticket that nobody answers', () => {
  it('says that nobody answered in time, and can still be decided', async () => {
    const { card, client, talk } = await world.wantsAgent(3_500)
    await client.forward('20m')
    await world.slack.until(() => card.text.includes('Nobody answered by'), 'the expiry')
    expect(actionsOf(card)).toContain('winback_decline')
    talk.close()
  })
})
