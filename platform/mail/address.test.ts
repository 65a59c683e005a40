import { describe, expect, it } from 'vitest'
import { mailAddress, mailSubject } from './address.ts'

describe('a mail address', () => {
  it.each([
    ['Claire.Martin+navette@Mairie-Évry.example', 'claire.martin+navette@mairie-évry.example'],
    ["  o'neill@town.example ", "o'neill@town.example"],
  ])('%j is kept as %j', (given, kept) => {
    expect(mailAddress(given)).toBe(kept)
  })

  it.each([
    'mairie',
    'a@b@town.example',
    'a@town.example, b@town.example',
    'Claire <claire@town.example>',
    'claire@town.example\r\nBcc: all@town.example',
    'claire\u2028@town.example',
    'claire@[127.0.0.1]',
    'claire @town.example',
    '"a b"@town.example',
    'claire@town.example;',
    'claire@localhost',
    'élue@town.example',
    `${'a'.repeat(65)}@town.example`,
  ])('%j is refused', (given) => {
    expect(() => mailAddress(given)).toThrow('mail_address_invalid')
  })
})

describe('a subject', () => {
  it('keeps accents and signs', () => {
    expect(mailSubject('« Évry » – 東京 : à vérifier')).toBe('« Évry » – 東京 : à vérifier')
  })

  it.each(['Bonjour\r\nBcc: all@town.example', 'a\nb', 'a\u0085b', 'a\u2028b', 'a\u0000b', '  '])(
    '%j is refused',
    (given) => {
      expect(() => mailSubject(given)).toThrow('mail_subject_invalid')
    },
  )
})
