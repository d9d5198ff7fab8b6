// The product as a process, killed at the worst moments: nothing that a shopper wrote is lost, and nobody is answered twice.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aFolder, type ServerProcess, startProcess } from '../../server-process.ts'
import { type BotApi, openBotApi, press, TOKEN, text } from './bot-api.ts'

let api: BotApi
let folder: ReturnType<typeof aFolder>
let running: ServerProcess | null = null
const start = async () => {
  running = await startProcess(folder.folder, { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root })
}
const kill = async () => {
  running?.child.kill('SIGKILL')
  await running?.ended
  running = null
}
beforeEach(async () => {
  api = await openBotApi()
  folder = aFolder()
})
afterEach(async () => {
  await kill()
  await api.close()
  folder.remove()
})

const answers = () =>
  api
    .of('sendMessage')
    .map((one) => one.chat_id)
    .toSorted()
const within = { timeout: 20_000 }

describe('a death', () => {
  it('between keeping and confirming answers nobody twice', async () => {
    // What we say is kept never gets through.
    api.override('getUpdates', ({ offset }) => (offset ? 'hang' : null))
    api.push(text(1, '/start'), text(2, '/start'), press(3, 'c:thanks', 'Thanks'), text(4, 'thank you!'))
    await start()
    await expect.poll(answers, within).toEqual(['1', '2', '3', '4'])
    expect(api.queue()).toHaveLength(4)
    // Sent is settled after the answer has come.
    await new Promise((resolve) => setTimeout(resolve, 300))
    await kill()
    api.override('getUpdates', null)
    await start()
    await expect.poll(() => api.queue(), within).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(answers()).toEqual(['1', '2', '3', '4'])
  })

  it('before anything is kept, or while an answer is on its way, loses none', async () => {
    let given = 0
    api.override('getUpdates', () => {
      // As soon as it has the updates it dies.
      if (api.queue().length > 0 && given++ === 0) setTimeout(() => running?.child.kill('SIGKILL'), 1)
      return null
    })
    api.override('sendMessage', () => 'hang')
    await start()
    api.push(text(1, '/start'), text(2, '/start'))
    await expect.poll(() => running?.child.signalCode, within).toBe('SIGKILL')
    await start()
    await expect.poll(answers, within).toEqual(expect.arrayContaining(['1', '2']))
    const before = answers().length
    await kill()
    api.override('sendMessage', null)
    await start()
    await expect.poll(() => answers().length, within).toBeGreaterThanOrEqual(before + 2)
    await expect.poll(() => api.queue(), within).toEqual([])
    // One repeat for each answer that was lost, and no more.
    expect(answers().length).toBeLessThanOrEqual(before + 2)
  })
})
