import { describe, expect, it } from 'vitest'
import { higherRole, invitationState, rolesToGiveGuests } from './invitations.ts'
import { canChangeSeat, roleByAddress, rolesToGive } from './rules.ts'

const now = new Date('2026-11-21')
const open = { acceptedAt: null, revokedAt: null, expiresAt: new Date('2026-12-01') }

describe('an invitation', () => {
  it('is open until it is accepted, taken back, or too old', () => {
    expect(invitationState(open, now)).toBe('open')
    expect(invitationState({ ...open, acceptedAt: now }, new Date('2027-01-01'))).toBe('accepted')
    expect(invitationState({ ...open, revokedAt: now }, now)).toBe('revoked')
    expect(invitationState({ ...open, expiresAt: now }, now)).toBe('expired')
  })

  it('brings a guest no further than keeping the tie up to date', () => {
    expect(rolesToGiveGuests('owner')).toEqual(['reader', 'contributor'])
    expect(rolesToGiveGuests('manager')).toEqual(['reader', 'contributor'])
    expect(rolesToGiveGuests('contributor')).toEqual([])
  })

  it('never lowers the role somebody has already', () => {
    expect(higherRole('owner', 'reader')).toBe('owner')
    expect(higherRole('reader', 'manager')).toBe('manager')
    expect(higherRole(null, 'reader')).toBe('reader')
  })
})

describe('who gives which role', () => {
  it('lets an owner give all, a manager up to contributor, the others none', () => {
    expect(rolesToGive('owner')).toEqual(['reader', 'contributor', 'manager', 'owner'])
    expect(rolesToGive('manager')).toEqual(['reader', 'contributor'])
    expect(rolesToGive('contributor')).toEqual([])
    expect(canChangeSeat('manager', 'manager')).toBe(false)
    expect(canChangeSeat('owner', 'owner')).toBe(true)
  })
})

describe('the domain of an address', () => {
  it('makes a contributor where it is that of the known site, and nothing more', () => {
    expect(roleByAddress('agent@mairie-chambery.fr', 'https://www.mairie-chambery.fr/accueil')).toBe('contributor')
    expect(roleByAddress('agent@autre.mairie-chambery.fr', 'https://mairie-chambery.fr')).toBeNull()
    expect(roleByAddress('agent@mairie-chambery.fr.example', 'https://mairie-chambery.fr')).toBeNull()
    expect(roleByAddress('agent@mairie-chambery.fr', null)).toBeNull()
  })

  it('proves nothing with a provider open to everybody, even where that is the site', () => {
    expect(roleByAddress('mairie@gmail.com', 'https://gmail.com')).toBeNull()
    expect(roleByAddress('mairie@orange.fr', 'https://orange.fr')).toBeNull()
  })
})
