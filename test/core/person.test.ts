// One person under many spellings: the same comes out as the same, and what only resembles it does not.
import { describe, expect, it } from 'vitest'
import { plainEmail } from '../../src/core/person/email.ts'
import { isOnePerson, likeness } from '../../src/core/person/marks.ts'
import { plainPhone } from '../../src/core/person/phone.ts'
import { plainPostal } from '../../src/core/person/postal.ts'
import { newShopper } from '../../src/core/shopper.ts'

const allSame = (texts: readonly (string | null)[]): void => {
  expect(new Set(texts).size).toBe(1)
  expect(texts[0]).not.toBeNull()
}

describe('one mailbox', () => {
  it('is known by any spelling that its provider takes, and by domains made to look like its own', () => {
    const mails = ['Ira.Koval@gmail.com', 'irakoval+shop@GMAIL.com', 'i.r.a.koval@googlemail.com']
    allSame([...mails, 'irakoval@gmial.com', 'irakoval@gmai.com', 'irakoval@gmаil.com'].map(plainEmail))
    allSame(['ira-koval@ya.ru', 'ira.koval+x@yandex.ru'].map(plainEmail))
    allSame(['ira+1@outlook.com', 'ira@outlook.com'].map(plainEmail))
  })

  it('is not another one', () => {
    expect(plainEmail('ira.koval@ukr.net')).not.toBe(plainEmail('irakoval@ukr.net'))
    expect(plainEmail('ira+1@firm.example')).not.toBe(plainEmail('ira@firm.example'))
    for (const other of ['ymail.com', 'mail.com', 'email.com', 'gmx.com', 'hmail.org'])
      expect(plainEmail(`ira@${other}`)).not.toBe(plainEmail('ira@gmail.com'))
    expect(plainEmail('no mailbox')).toBeNull()
  })
})

describe('one phone', () => {
  it('is its digits, wherever it is written', () => {
    allSame(
      ['+380 50 123-45-67', '0501234567', '80501234567', '00380501234567'].map((one) =>
        plainPhone(one, 'UAH'),
      ),
    )
    allSame(['8 (916) 123-45-67', '+7 916 1234567', '9161234567'].map((one) => plainPhone(one, 'RUB')))
    expect(plainPhone('12', 'UAH')).toBeNull()
  })
})

describe('one address', () => {
  it('is known by any order, alphabet and words for streets', () => {
    allSame(
      [
        'вул. Велика Васильківська, буд. 22, кв. 5, м. Київ',
        'ул. Большая Васильковская 22, кв 5, Киев'.replace('Большая', 'Велика'),
        'Kyiv, Velyka Vasylkivska St. 22, apt. 5',
        'Київ Велика Васильківська 22/5',
      ].map(plainPostal),
    )
    allSame(['Хрещатик 1, Київ', 'Khreshchatyk 1, Kyiv'].map(plainPostal))
  })

  it('is not the neighbour', () => {
    expect(plainPostal('Хрещатик 1, кв. 5, Київ')).not.toBe(plainPostal('Хрещатик 1, кв. 6, Київ'))
    expect(plainPostal('Хрещатик 11, Київ')).not.toBe(plainPostal('Хрещатик 1, Київ'))
    expect(plainPostal('Київ')).toBeNull()
  })
})

describe('two accounts', () => {
  const who = (traits: object) => ({ ...newShopper('s', 0), traits })
  const alike = (one: object, other: object) => likeness(who(one), who(other), 'UAH')
  const flat = { address: 'Хрещатик 1, кв. 5, Київ' }

  it('are one person by a mailbox or a phone, or by a flat and a device together', () => {
    expect(alike({ phone: '0501234567' }, { phone: '+380501234567' })).toEqual({ score: 100, by: ['phone'] })
    expect(isOnePerson(alike({ ...flat, device_id: 'd' }, { ...flat, device_id: 'd' }))).toBe(true)
    for (const shared of [flat, { device_id: 'd' }, { region: 'Kyiv' }, {}])
      expect(isOnePerson(alike(shared, shared))).toBe(false)
  })
})
