import { expect, it } from 'vitest'
import { createStoreTrouble } from '../../src/http/store-trouble.ts'
import { StoreError } from '../../src/ports/store-error.ts'

it('says once a minute that nothing can be kept, and how many were refused', () => {
  const said: (readonly [string, number])[] = []
  let now = 0
  const trouble = createStoreTrouble(
    (error, refused) => said.push([error.message, refused]),
    () => now,
  )
  const full = new StoreError('io', '/data/winback.db: the disk failed.')
  trouble(new Error('something else'))
  for (let n = 0; n < 100; n++) trouble(full)
  expect(said).toEqual([['/data/winback.db: the disk failed.', 1]])
  now = 60_000
  trouble(full)
  expect(said.slice(1)).toEqual([['/data/winback.db: the disk failed.', 100]])
})
