// A press while the store is slow: Teams is answered in time, and the act goes on.
import { expect, it } from 'vitest'
import { createTeamsDesk } from '../../../src/desks/teams/desk.ts'
import type { ActAnswer, DeskDoors } from '../../../src/ports/desk-doors.ts'
import type { Note, Notes } from '../../../src/ports/notes.ts'

const PLACE = { service: 'https://smba.example/', conversation: '19:desk' }

const inMemory = (): Notes => {
  const kept = new Map<string, Note>()
  return {
    get: async (name) => kept.get(name) ?? null,
    put: async (name, expects, value) => {
      if ((kept.get(name)?.version ?? 0) !== expects) return false
      kept.set(name, { version: expects + 1, value })
      return true
    },
  }
}

it('is answered before the act is done, and the act is done once', async () => {
  let finish = (_: ActAnswer): void => {}
  const acts: unknown[] = []
  const doors = {
    shop: () => ({ name: 'Shop', currency: 'UAH', time_zone: 'Europe/Kyiv', lang: 'en' }),
    ticket: async () => ({ ticket: null, shopper: { id: 's1' } }),
    waiting: async () => [],
    act: (...asked: unknown[]) => {
      acts.push(asked)
      return new Promise<ActAnswer>((resolve) => {
        finish = resolve
      })
    },
  } as unknown as DeskDoors
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const { wired } = createTeamsDesk({
    ...{ agents: [{ person: 'p1', name: 'olena', role: 'lead' }], conversation: null, doors, log },
    ...{ notes: inMemory(), url: () => '', within: 10 },
  })
  const desk = wired({ post: async () => 'c1', edit: async () => {} })
  const olena = { person: 'p1', place: PLACE, isGroup: true }
  expect(await desk.said(olena, 'desk here')).toContain('from now on')
  const data = { winback_desk: { ticket: 's1.t1', act: 'take_over', version: 3 } }
  expect(await desk.pressed(olena, data)).toEqual({
    kind: 'text',
    text: expect.stringContaining('being worked on'),
  })
  finish({ kind: 'done' })
  expect(acts).toEqual([
    ['olena', 'teams:s1.t1:take_over:3', 's1', { act: 'take_over', ticket: 's1.t1' }, 'lead'],
  ])
})
