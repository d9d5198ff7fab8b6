// Who a member of Slack is, while Slack does not say: nobody who may act, so that one person never says yes twice under
// two names.
import { expect, it } from 'vitest'
import { createMembers } from '../../../src/desks/slack/members.ts'
import type { Web } from '../../../src/desks/slack/web.ts'
import type { Notes } from '../../../src/ports/notes.ts'

const memoryNotes = (): Notes => {
  const kept = new Map<string, { version: number; value: string }>()
  return {
    get: async (name: string) => kept.get(name) ?? null,
    put: async (name: string, version: number, value: string) => {
      if ((kept.get(name)?.version ?? 0) !== version) return false
      kept.set(name, { version: version + 1, value })
      return true
    },
  } as Notes
}

it('a member whom Slack does not name yet may look and not act; one with a name keeps it and acts', async () => {
  let isUp = false
  const web = {
    call: async () => {
      if (!isUp) throw new Error('ratelimited')
      return { user: { profile: { display_name: 'Anna' } } }
    },
  } as unknown as Web
  const parts = { web, person: () => null, notes: memoryNotes(), log: { info() {}, warn() {}, error() {} } }
  const members = (agents: Readonly<Record<string, string>> = {}) =>
    createMembers({ ...parts, settings: { roles: [], agents, taken: [] } })
  expect(await members().of('U0ANNA')).toMatchObject({ name: 'U0ANNA', acts: false })
  expect(await members({ U0ANNA: 'anna' }).of('U0ANNA')).toMatchObject({ name: 'anna', acts: true })
  isUp = true
  expect(await members().of('U0ANNA')).toMatchObject({ name: 'Anna', acts: true })
  isUp = false
  expect(await members().of('U0ANNA')).toMatchObject({ name: 'Anna', acts: true })
})
