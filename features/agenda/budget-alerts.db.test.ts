import ICAL from 'ical.js'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makePair } from '../../tests/ties.ts'
import { fileOdaReturn, reopenOdaReturn } from '../budgets/oda-return.server.ts'
import { sendAlerts } from './alerts.server.ts'
import { writeCalendar } from './calendar-file.ts'
import { listDue } from './due.server.ts'
import { groupOf } from './due-rules.ts'

const owner = await testContext()
const job = await jobContext('alert')
const links = { due: (locale: string, key: string | null) => `http://navette.example/${locale}/${key ?? 'all'}` }
const on = (day: string) => sendAlerts({ ...job, now: new Date(`${day}T05:30:00Z`) }, links)

async function letters() {
  const rows = await owner.db
    .selectFrom('mail')
    .selectAll()
    .where('kind', '=', 'dueAlert')
    .orderBy('recipient')
    .execute()
  await owner.db.deleteFrom('mail').execute()
  return rows
}

/** A town with an officer who keeps its budget and one who reads it; on a day, as that officer. */
async function makeTown(name: string, locale = 'fr') {
  const town = await makeAuthority(owner, { name })
  const officer = await makePerson(owner)
  await owner.db.updateTable('person').set({ locale }).where('id', '=', officer.id).execute()
  await makeSeat(owner, { personId: officer.id, organisationId: town.id, role: 'contributor' })
  const reader = await makePerson(owner)
  await makeSeat(owner, { personId: reader.id, organisationId: town.id, role: 'reader' })
  const ctx = await memberContext(officer.id, town.id)
  return { town, officer, at: (day: string) => ({ ...ctx, now: new Date(`${day}T10:00:00Z`) }) }
}
const due = async ({ town, at }: Awaited<ReturnType<typeof makeTown>>, day: string) =>
  (await listDue(at(day), town.id))
    .filter(({ kind }) => kind === 'odaReturn' || kind === 'floor')
    .map((item) => [item.kind, item.title, item.detail, item.on, groupOf(item, day)])

async function addFloor(organisationId: string, value: string, fromYear: number) {
  const id = newId()
  await owner.db
    .insertInto('budget_floor')
    .values({
      ...{ id, organisation_id: organisationId, label: 'Secret de la majorité', scope: 'solidarity', scope_value: '' },
      ...{ measure: 'amount', value, from_year: fromYear, to_year: null, voted_on: null, reference: '' },
    })
    .execute()
  return id
}

beforeAll(async () => {
  await owner.db
    .insertInto('oda_campaign')
    .values({
      ...{ year: 2030, opens_on: '2031-04-15', closes_on: '2031-05-31', place: 'Démarches simplifiées' },
      ...{ form: JSON.stringify({ columns: [], verifiedOn: null, editedAt: null }), source_name: 'essai' },
    })
    .execute()
})
beforeEach(async () => {
  await owner.db.deleteFrom('mail').execute()
})

describe('the yearly return', () => {
  it('is told of a month and a week before its window opens, when it opens and before it closes, once each', async () => {
    const { town, officer } = await makeTown('Sallanches')
    await makeBudgetLine(owner, town.id, { year: 2030 })
    expect(await on('2031-03-15')).toBe(0)
    expect(await on('2031-03-16')).toBe(1)
    expect(await on('2031-03-16')).toBe(0)
    const [first] = await letters()
    expect([first?.recipient, first?.subject]).toEqual([officer.email, 'Une échéance approche'])
    expect(first?.text_body).toContain('Dans votre budget')
    expect(first?.text_body).toContain('la campagne e-APD des versements de 2030 ouvre le 15 avril 2031')
    expect(first?.text_body).toContain(`http://navette.example/fr/${town.key}`)
    expect([await on('2031-04-07'), await on('2031-04-08'), await on('2031-04-15'), await on('2031-05-01')]).toEqual([
      ...[0, 1, 1, 0],
    ])
    await letters()
    expect(await on('2031-05-17')).toBe(1)
    expect((await letters())[0]?.text_body).toContain(
      'se termine le 31 mai 2031, et rien n’est encore noté comme déposé',
    )
    expect([await on('2031-05-31'), await on('2031-06-01')]).toEqual([0, 0])
    await owner.db.deleteFrom('budget_line').where('organisation_id', '=', town.id).execute()
  })

  it('stands on the board and in the calendar, each of its days, until it is filed', async () => {
    const place = await makeTown('Ugine')
    const { town, at } = place
    await makeBudgetLine(owner, town.id, { year: 2029 })
    expect(await due(place, '2031-02-01')).toEqual([
      ['odaReturn', '2030', 'opens', '2031-04-15', 'quarter'],
      ['odaReturn', '2030', 'closes', '2031-05-31', 'later'],
    ])
    expect(await due(place, '2031-05-20')).toEqual([['odaReturn', '2030', 'closes', '2031-05-31', 'month']])
    expect(await due(place, '2031-06-10')).toEqual([['odaReturn', '2030', 'closes', '2031-05-31', 'late']])
    expect(await due(place, '2031-12-01')).toEqual([])

    const items = (await listDue(at('2031-02-01'), town.id)).map((item) => ({ organisationKey: town.key, item }))
    const calendar = writeCalendar(
      { items, locale: 'fr', today: '2031-02-01', host: 'navette.example' },
      { item: (_, key, item) => `http://navette.example/${key}/${item.year}` },
    )
    const events = new ICAL.Component(ICAL.parse(calendar))
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one))
    expect(events.map(({ startDate, summary }) => [String(startDate), summary.replaceAll('\u00a0', ' ')])).toEqual([
      ['2031-04-15', 'e-APD des versements de 2030 : la campagne ouvre'],
      ['2031-05-31', 'e-APD des versements de 2030 : dernier jour pour déposer'],
    ])
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(2)

    expect(await on('2031-05-17')).toBe(1)
    const of = { organisationId: town.id, year: 2030 }
    await fileOdaReturn(at('2031-05-20'), of, { filedOn: '2031-05-20', reference: '' })
    expect(await due(place, '2031-05-20')).toEqual([])
    expect(await on('2031-05-21')).toBe(0)
    await reopenOdaReturn(at('2031-05-21'), of)
    expect(await due(place, '2031-05-21')).toHaveLength(1)
    await owner.db.deleteFrom('budget_line').where('organisation_id', '=', town.id).execute()
  })

  it('is told to those who keep the budget, not to guests of a tie, nor where nothing was spent abroad', async () => {
    const { tie, here } = await makePair(owner)
    const guest = await makePerson(owner)
    await makeSeat(owner, { personId: guest.id, organisationId: here.id, role: 'contributor', partnershipId: tie.id })
    await makeBudgetLine(owner, here.id, { year: 2030 })
    await makeTown('Cluses')
    expect(await on('2031-05-17')).toBe(0)
    await owner.db.deleteFrom('budget_line').where('organisation_id', '=', here.id).execute()
  })

  it('is asked of French authorities alone: not of the partner abroad that keeps its own lines here', async () => {
    const abroad = await makeAuthority(owner, { name: 'Kaolack', country: 'SN' })
    const person = await makePerson(owner)
    await makeSeat(owner, { personId: person.id, organisationId: abroad.id, role: 'contributor' })
    await makeBudgetLine(owner, abroad.id, { year: 2030, executed: '900.00' })
    await on('2031-04-15')
    expect((await letters()).filter(({ recipient }) => recipient === person.email)).toEqual([])
    const at = { ...(await memberContext(person.id, abroad.id)), now: new Date('2031-04-15T10:00:00Z') }
    expect((await listDue(at, abroad.id)).filter(({ kind }) => kind === 'odaReturn')).toEqual([])
  })

  it('speaks the language of each', async () => {
    const { town } = await makeTown('Thônes', 'en')
    await makeBudgetLine(owner, town.id, { year: 2030 })
    expect(await on('2031-04-15')).toBe(1)
    const [sent] = await letters()
    expect([sent?.locale, sent?.subject]).toEqual(['en', 'One date is near'])
    expect(sent?.text_body).toContain('closes on 31 May 2031, and nothing is recorded as filed yet')
    await owner.db.deleteFrom('budget_line').where('organisation_id', '=', town.id).execute()
  })
})

describe('a voted floor that is not met', () => {
  it('is told of once a year without its name, stands on the board, and goes once it is met', async () => {
    const place = await makeTown('Rumilly')
    const { town } = place
    const floor = await addFloor(town.id, '1000.00', 2034)
    const facts = { year: 2034, purpose_frame: 'solidarity', voted: '400.00', executed: null }
    const line = await makeBudgetLine(owner, town.id, facts)
    const vote = (voted: string) => owner.db.updateTable('budget_line').set({ voted }).where('id', '=', line).execute()
    expect(await on('2034-03-01')).toBe(1)
    const [sent] = await letters()
    expect(sent?.subject).toBe('Un plancher voté n’est pas atteint')
    expect(sent?.text_body).toContain('un plancher voté n’est pas atteint en 2034, d’après les montants votés')
    expect(sent?.text_body).not.toContain('majorité')
    expect(await on('2034-03-02')).toBe(0)
    const said = ['floor', 'Secret de la majorité', '2034']
    expect(await due(place, '2034-03-02')).toEqual([[...said, '2034-12-31', 'later']])
    // Its year is over: nobody can reach it any more, and somebody has to look at it.
    expect(await due(place, '2035-02-01')).toEqual([[...said, null, 'waiting']])
    expect(await on('2035-02-01')).toBe(0)

    await vote('1000.00')
    expect(await due(place, '2034-04-01')).toEqual([])
    expect(await on('2034-04-01')).toBe(0)
    await vote('900.00')
    expect(await on('2034-05-01')).toBe(1)
    await owner.db.deleteFrom('budget_floor').where('id', '=', floor).execute()
    expect(await due(place, '2034-05-02')).toEqual([])
  })

  it('and a return that are near are told of in one mail', async () => {
    const { town } = await makeTown('Faverges')
    await addFloor(town.id, '1000.00', 2030)
    await makeBudgetLine(owner, town.id, { year: 2030, purpose_frame: 'solidarity', executed: '10.00' })
    expect(await on('2031-04-20')).toBe(1)
    const [sent] = await letters()
    expect(sent?.subject).toBe('2 échéances approchent')
    expect(sent?.text_body).toContain('d’après les montants exécutés')
  })
})
