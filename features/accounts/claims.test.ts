import { describe, expect, it } from 'vitest'
import { requireDecider } from './claims.ts'

const claim = { hasOwner: false, objected: false, isOwn: false }

describe('who decides on a claim', () => {
  it('is an owner where there are some, and no trusted organisation then', () => {
    expect(() => requireDecider('owner', { ...claim, hasOwner: true })).not.toThrow()
    expect(() => requireDecider('trusted', claim)).not.toThrow()
    expect(() => requireDecider('trusted', { ...claim, hasOwner: true })).toThrow('claim_owners_decide')
  })

  it('is the administrator alone once the organisation has objected', () => {
    expect(() => requireDecider('trusted', { ...claim, objected: true })).toThrow('claim_objected')
    expect(() => requireDecider('administrator', { ...claim, objected: true })).not.toThrow()
  })

  it('is never whoever made it', () => {
    expect(() => requireDecider('owner', { ...claim, isOwn: true })).toThrow('claim_own')
    expect(() => requireDecider('trusted', { ...claim, isOwn: true })).toThrow('claim_own')
  })
})
