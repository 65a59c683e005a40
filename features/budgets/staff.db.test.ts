import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { type LineFacts, readLineFacts } from './line-input.ts'
import { changeLine, createLine, getLine, type LineExtent, noExtent } from './line-record.server.ts'
import { sumStaffForPublic } from './public-staff.server.ts'
import { addGrade, changeGrade, listStaff, removeGrade } from './staff.server.ts'

const owner = await testContext()
let made = 0
let town: { id: string; key: string; name: string }
let me: Ctx

beforeEach(async () => {
  town = await makeAuthority(owner, { name: `Ville ${++made}` })
  me = await seatIn('contributor')
})

async function seatIn(role: 'reader' | 'contributor', organisationId = town.id) {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

const attache = { year: '2025', label: 'Attaché', yearlyCost: '52 400', daysPerYear: '205' }
const grade = (facts: Partial<typeof attache> = {}) => addGrade(me, town.id, { ...attache, ...facts })

function facts(valuation: string): LineFacts {
  const fields: Record<string, string> = { label: 'Coopération', year: '2025', valuation }
  const read = readLineFacts((name) => fields[name] ?? '', { drawn: false, computed: true })
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.facts
}
const staff = (gradeId: string, quantity: string, unit: 'days' | 'fullTime', state = 'executed'): LineExtent => ({
  ...noExtent,
  effort: { gradeId, quantity, unit },
  state,
})
const enter = (extent: LineExtent, valuation = 'staff') => createLine(me, town.id, facts(valuation), extent)

describe('time of people is worth what it costs', () => {
  it('days and full-time equivalents of a grade, to the cent', async () => {
    const id = await grade()
    const days = await enter(staff(id, '120', 'days'))
    const full = await enter(staff(id, '0,6', 'fullTime', 'planned'))
    expect(await getLine(me, town.id, days)).toMatchObject({
      valuation: 'staff',
      amounts: { executed: '30673.17', planned: null },
      quantity: '120.00',
      unit: 'days',
    })
    expect((await getLine(me, town.id, full)).amounts).toMatchObject({ executed: null, planned: '31440.00' })
  })

  it('what a grade costs counts at once in all its entries', async () => {
    const id = await grade()
    const line = await enter(staff(id, '10', 'days'))
    await changeGrade(me, town.id, id, { ...attache, yearlyCost: '61500' })
    expect((await getLine(me, town.id, line)).amounts.executed).toBe('3000.00')
  })

  it('hours of volunteers at the value that was stated', async () => {
    const hours: LineExtent = {
      ...noExtent,
      effort: { gradeId: null, quantity: '240', unit: 'hours' },
      hourValue: '15,33',
    }
    const id = await enter(hours, 'volunteerTime')
    expect((await getLine(me, town.id, id)).amounts.executed).toBe('3679.20')
    const line = await getLine(me, town.id, id)
    await changeLine(me, { organisationId: town.id, id, version: line.version }, facts('volunteerTime'), {
      ...hours,
      hourValue: '16',
    })
    expect((await getLine(me, town.id, id)).amounts.executed).toBe('3840.00')
  })

  it.each([
    [{ quantity: '' }, 'budget_quantity_wrong'],
    [{ quantity: 'beaucoup' }, 'budget_quantity_wrong'],
    [{ unit: 'hours' as const }, 'budget_unit_wrong'],
    [{ gradeId: null }, 'budget_grade_missing'],
  ])('%j is refused', async (change, reason) => {
    const id = await grade()
    const extent = staff(id, '1', 'days')
    await expect(enter({ ...extent, effort: { ...extent.effort, ...change } })).rejects.toMatchObject({ reason })
  })

  it('a grade of another year or another body is refused', async () => {
    const other = await grade({ year: '2024' })
    await expect(enter(staff(other, '1', 'days'))).rejects.toMatchObject({ reason: 'budget_grade_other_year' })
    const elsewhere = await makeAuthority(owner, { name: 'Annecy' })
    const theirs = await addGrade(await seatIn('contributor', elsewhere.id), elsewhere.id, attache)
    await expect(enter(staff(theirs, '1', 'days'))).rejects.toMatchObject({ reason: 'budget_grade_missing' })
  })
})

describe('grades', () => {
  it.each([
    [{ label: ' ' }, 'budget_grade_label_missing'],
    [{ yearlyCost: '0' }, 'budget_grade_cost_wrong'],
    [{ daysPerYear: '400' }, 'budget_grade_days_wrong'],
    [{ year: 'x' }, 'budget_year_wrong'],
  ])('%j is refused', async (change, reason) => {
    await expect(grade(change)).rejects.toMatchObject({ reason })
  })

  it('are once a year by name, and stay while an entry counts with them', async () => {
    const id = await grade()
    await expect(grade()).rejects.toMatchObject({ reason: 'budget_grade_there' })
    await grade({ year: '2024' })
    await enter(staff(id, '1', 'days'))
    await expect(removeGrade(me, town.id, id)).rejects.toMatchObject({ reason: 'budget_grade_used' })
    const free = await grade({ label: 'Rédacteur' })
    await removeGrade(me, town.id, free)
    expect((await listStaff(me, town.id, 2025)).grades.map(({ label }) => label)).toEqual(['Attaché'])
  })

  it('are the authority’s own', async () => {
    const id = await grade()
    const reader = await seatIn('reader')
    await expect(addGrade(reader, town.id, attache)).rejects.toMatchObject({ reason: 'role_too_low' })
    const elsewhere = await makeAuthority(owner, { name: 'Annecy' })
    const theirs = await seatIn('contributor', elsewhere.id)
    await expect(listStaff(theirs, town.id, 2025)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeGrade(theirs, elsewhere.id, id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('what leaves publicly', () => {
  it('is one sum, and nothing where it is the work of one person', async () => {
    const id = await grade()
    await enter(staff(id, '1', 'fullTime'))
    await enter(staff(id, '20', 'days'))
    expect(await sumStaffForPublic(me, town.id, 2025)).toBeNull()
    await enter(staff(id, '1', 'fullTime', 'planned'))
    expect(await sumStaffForPublic(me, town.id, 2025)).toBeNull()
    await enter(staff(id, '1', 'fullTime'))
    expect(await sumStaffForPublic(me, town.id, 2025)).toBe('109912.20')
  })
})
