import { describe, expect, it } from 'vitest'
import {
  electionMonthsOf,
  findSettingProblem,
  missingInLegal,
  type SettingName,
  settingNames,
  tidySetting,
} from './settings.ts'

describe('a setting', () => {
  it.each([
    ['instanceName', '  Savoie \r\n', 'Savoie'],
    ['instanceName', 'Deux\nlignes\u0000', 'Deux lignes'],
    ['host', ' Mairie \r\n\r\n 1, place  de la Mairie ', 'Mairie\n1, place de la Mairie'],
    ['contact', ' Atlas@Mairie.Example ', 'atlas@mairie.example'],
    ['publisherPhone', '   ', ''],
  ] as const)('%s is tidied', (name, given, kept) => {
    expect(tidySetting(name, given)).toBe(kept)
  })

  it.each<[SettingName, string, string | null]>([
    ['contact', 'atlas@mairie.example', null],
    ['contact', 'atlas@mairie', 'mail_address_invalid'],
    ['contact', 'a@b.example, c@d.example', 'mail_address_invalid'],
    ['publisherPhone', '+33 4 79 00 00 00', null],
    ['publisherPhone', '04.79.00.00.00', null],
    ['publisherPhone', 'au secrétariat', 'setting_phone_wrong'],
    ['instanceName', 'x'.repeat(61), 'setting_too_long'],
    ['publicationDirector', '', null],
    ['electionMonths', '1', null],
    ['electionMonths', '24', null],
    ['electionMonths', '0', 'setting_number_wrong'],
    ['electionMonths', '25', 'setting_number_wrong'],
    ['electionMonths', 'six', 'setting_too_long'],
    ['electionMonths', '-6', 'setting_number_wrong'],
  ])('%s “%s”: %s', (name, value, reason) => {
    expect(findSettingProblem(name, value)?.reason ?? null).toBe(reason)
  })

  it('of months is six where nothing else was said', () => {
    expect(electionMonthsOf({})).toBe(6)
    expect(electionMonthsOf({ electionMonths: '9' })).toBe(9)
  })

  it('is missed by the law until publisher, address, director, host and one way to reach them are told', () => {
    expect(missingInLegal({})).toEqual(['publisherName', 'publisherAddress', 'publicationDirector', 'host', 'reach'])
    const all = Object.fromEntries(settingNames.map((name) => [name, 'x']))
    expect(missingInLegal(all)).toEqual([])
    expect(missingInLegal({ ...all, publisherPhone: '' })).toEqual([])
  })
})
