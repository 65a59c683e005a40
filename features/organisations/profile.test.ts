import { describe, expect, it } from 'vitest'
import { isPublicByDefault, readOfficial } from './officials.ts'
import { emptyProfile, readProfile } from './profile.ts'

const now = new Date('2026-11-21T10:00:00Z')
const read = (typed: Record<string, unknown>) => readProfile({ ...emptyProfile, ...typed }, now)
const problems = (typed: Record<string, unknown>) => {
  const found = read(typed)
  return 'problems' in found ? found.problems : []
}

describe('the sheet of an organisation', () => {
  it('keeps what was typed, tidied', () => {
    expect(
      read({
        website: ' www.ouahigouya.bf ',
        contactEmail: 'Mairie@Ouahigouya.BF',
        councilStatus: 'specialDelegation',
        councilSince: '2022-02-01',
        councilSource: 'Décret du 1er février 2022',
        mandateEnd: '',
        languages: ['fr', 'mos', 'fr'].filter((code) => code !== 'mos'),
        priorities: ['6', '3', '6'],
        competences: 'waterSanitation',
        strengths: ' Maraîchage ',
      }),
    ).toEqual({
      facts: {
        ...emptyProfile,
        website: 'https://www.ouahigouya.bf',
        contactEmail: 'mairie@ouahigouya.bf',
        councilStatus: 'specialDelegation',
        councilSince: '2022-02-01',
        councilSource: 'Décret du 1er février 2022',
        languages: ['fr'],
        priorities: [3, 6],
        competences: ['waterSanitation'],
        strengths: 'Maraîchage',
      },
    })
  })

  it.each([
    ['website', 'ville', 'profile_web_address_wrong'],
    ['website', 'javascript:alert(1)', 'profile_web_address_wrong'],
    ['developmentPlanUrl', 'ftp://ville.example/plan', 'profile_web_address_wrong'],
    ['contactEmail', 'mairie', 'email_wrong'],
    ['councilStatus', 'king', 'profile_choice_unknown'],
    ['councilSince', '31/02/2026', 'profile_day_wrong'],
    ['mandateEnd', '2026-02-31', 'profile_day_wrong'],
    ['strengths', 'x'.repeat(4001), 'profile_text_long'],
    ['priorities', ['18'], 'profile_choice_unknown'],
    ['languages', ['xx'], 'profile_choice_unknown'],
    ['competences', ['war'], 'profile_choice_unknown'],
  ])('asks for %s again when it says %s', (field, value, reason) => {
    expect(problems({ [field]: value })).toEqual([{ field, reason }])
  })

  it('wants to know who says how the council stands', () => {
    expect(problems({ councilStatus: 'dissolved' })).toEqual([
      { field: 'councilSource', reason: 'profile_council_source_missing' },
    ])
    expect(problems({ councilStatus: 'unknown' })).toEqual([])
    const told = { councilStatus: 'electedCouncil', councilSource: 'Préfecture' }
    expect(problems({ ...told, councilSince: '2026-12-01' })[0]?.reason).toBe('profile_day_to_come')
    expect(problems({ ...told, councilSince: '2026-03-28', mandateEnd: '2026-03-01' })[0]?.reason).toBe(
      'profile_mandate_before_council',
    )
  })
})

describe('persons by function', () => {
  it('are shown by default only when elected in France', () => {
    expect(isPublicByDefault('elected', 'FR')).toBe(true)
    expect(isPublicByDefault('elected', 'BF')).toBe(false)
    expect(isPublicByDefault('officer', 'FR')).toBe(false)
  })

  it('have a name', () => {
    expect(readOfficial({ name: ' ', functionTitle: '', kind: 'elected', isPublic: false, until: '' })).toEqual({
      problems: [{ field: 'name', reason: 'official_name_wrong' }],
    })
  })
})
