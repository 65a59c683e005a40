import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { loadSmallRegister, makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { publishTies } from './publish.server.ts'
import {
  applySpreadsheet,
  choosePartners,
  discardSpreadsheet,
  downloadOwnTies,
  findSpreadsheet,
  listSpreadsheets,
  setSpreadsheetColumns,
  undoSpreadsheet,
  uploadSpreadsheet,
} from './spreadsheet.server.ts'

const ctx = await testContext()
let chambery: { id: string; key: string; name: string }
let torino: { id: string; key: string; name: string }
let officer: Ctx
let reader: Ctx
let elsewhere: Ctx
let elsewhereId: string
let tieId: string

const bytes = (text: string) => new TextEncoder().encode(text)
const bring = (text: string, who = officer) =>
  uploadSpreadsheet(who, chambery.id, { name: 'partenaires.csv', bytes: bytes(text) })
const all = { show: 'all', page: 1 } as const
const pageOf = (id: string) => findSpreadsheet(officer, chambery.id, id, all)
const later = (who: Ctx): Ctx => ({ ...who, now: new Date() })

async function settle(id: string): Promise<void> {
  const sheet = await pageOf(id)
  if (sheet.state === 'uploaded') await setSpreadsheetColumns(officer, chambery.id, id, sheet.mapping.columns)
}

async function plan(text: string): Promise<string> {
  const id = await bring(text)
  await settle(id)
  return id
}

const linesOf = async (id: string) =>
  (await pageOf(id)).lines.map(({ line, outcome, plan: { partner, problems, notes } }) => [
    line,
    outcome,
    partner.name,
    ...problems.map((problem) => problem.rule),
    ...notes.map((note) => note.rule),
  ])

const tieWith = async (name: string) =>
  (
    await sql<{
      id: string
      type: string
      state: string
      since: number | null
      until: number | null
      evidence: string
    }>`
      select p.id, p.type, p.state, p.since_year as since, p.until_year as until, p.evidence from partnership p
      join partnership_party a on a.partnership_id = p.id and a.organisation_id = ${chambery.id}
      join partnership_party b on b.partnership_id = p.id join organisation o on o.id = b.organisation_id
      where o.name = ${name}`.execute(ctx.db)
  ).rows[0]

beforeAll(async () => {
  await loadSmallRegister(ctx)
  const known = await ctx.db
    .selectFrom('organisation')
    .select(['id', 'key', 'name'])
    .where('key', '=', 'c73065')
    .executeTakeFirstOrThrow()
  chambery = known
  torino = await makeAuthority(ctx, { name: 'Torino', key: 'it-torino', country: 'IT', otherNames: ['Turin'] })
  tieId = await makeTie(ctx, {
    parties: [chambery, torino],
    sinceYear: 1957,
    said: [{ source: 'list', licence: 'etalab-2.0', themes: ['culture'] }],
  })
  await publishTies(ctx)
  const other = await makeAuthority(ctx, { name: 'Annecy', inseeCode: '74010' })
  elsewhereId = other.id
  const seat = async (organisationId: string, role: 'reader' | 'contributor') => {
    const person = await makePerson(ctx)
    await makeSeat(ctx, { personId: person.id, organisationId, role })
    return memberContext(person.id, organisationId)
  }
  officer = await seat(chambery.id, 'contributor')
  reader = await seat(chambery.id, 'reader')
  elsewhere = await seat(other.id, 'contributor')
})

describe('who may bring a sheet', () => {
  const sheet = 'Partenaire;Pays\nKayes;Mali'

  it('nobody known, a stranger and a reader may not', async () => {
    await expect(bring(sheet, await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
    const stranger = await memberContext((await makePerson(ctx)).id, chambery.id)
    await expect(bring(sheet, stranger)).rejects.toMatchObject({ code: 'forbidden', reason: 'not_a_member' })
    await expect(bring(sheet, reader)).rejects.toMatchObject({ code: 'forbidden', reason: 'role_too_low' })
    await expect(bring(sheet, elsewhere)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('another organisation does not find it, in no deed', async () => {
    const id = await plan(sheet)
    const missing = { code: 'not_found', reason: 'spreadsheet_not_found' }
    await expect(findSpreadsheet(elsewhere, elsewhereId, id, all)).rejects.toMatchObject(missing)
    await expect(setSpreadsheetColumns(elsewhere, elsewhereId, id, ['partnerName'])).rejects.toMatchObject(missing)
    await expect(choosePartners(elsewhere, elsewhereId, id, {})).rejects.toMatchObject(missing)
    await expect(applySpreadsheet(elsewhere, elsewhereId, id)).rejects.toMatchObject(missing)
    await expect(undoSpreadsheet(elsewhere, elsewhereId, id)).rejects.toMatchObject(missing)
    await expect(discardSpreadsheet(elsewhere, elsewhereId, id)).rejects.toMatchObject(missing)
    await expect(findSpreadsheet(reader, chambery.id, id, all)).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(applySpreadsheet(reader, chambery.id, id)).rejects.toMatchObject({ reason: 'role_too_low' })
    // The second belt: without the permission asked first, row-level security shows nothing either.
    expect(
      await reader.db.transaction().execute((db) => db.selectFrom('spreadsheet_row').select('line').execute()),
    ).toEqual([])
    expect(await listSpreadsheets(elsewhere, elsewhereId)).toEqual([])
    await discardSpreadsheet(officer, chambery.id, id)
    await expect(pageOf(id)).rejects.toMatchObject(missing)
  })
})

describe('a sheet with mistakes', () => {
  const sheet = `Ville partenaire;Pays;Nature;État;Depuis;Fin;Thèmes;Observations
Ouahigouya;Burkina Faso;coopération décentralisée;actif;12/05/1991;;eau, bidules;
Turin;Italie;;;;;;rien de neuf
Torino;;jumelage;en veille;1957;;;
Kayes;Mali;chose;peut-être;1986;;;
Atlantis;Grèce;jumelage;;;;;
Nulleville;Pays inconnu;jumelage;;;;;
Chambéry;France;jumelage;;;;;
Pesaro;Italie;jumelage;;1990;1980;;
;Mali;;;;;;
Tlemcen;Algérie;jumelage;;2030;;;`

  it('is shown line by line, and nothing is written', async () => {
    const before = await getDataVersion(ctx)
    const id = await plan(sheet)
    expect(await linesOf(id)).toEqual([
      [2, 'added', 'Ouahigouya', 'themesUnknown'],
      [3, 'left', 'Torino'],
      [4, 'error', 'Torino', 'sameTieTwice'],
      [5, 'error', 'Kayes', 'type', 'state'],
      [6, 'error', 'Atlantis', 'import.noSuchPlace'],
      [7, 'error', 'Nulleville', 'import.countryUnknown'],
      [8, 'error', 'Chambéry', 'ownPartner'],
      [9, 'error', 'Pesaro', 'yearOrder'],
      [10, 'error', '', 'partnerMissing'],
      [11, 'added', 'Tlemcen'],
    ])
    expect((await pageOf(id)).counts).toEqual({ added: 2, changed: 0, left: 1, error: 7, ambiguous: 0 })
    const kayes = (await pageOf(id)).lines.find(({ line }) => line === 5)
    expect(kayes?.plan.problems.map(({ column }) => column)).toEqual([2, 3])
    expect(await tieWith('Ouahigouya')).toBeUndefined()
    expect((await getDataVersion(ctx)).version).toBe(before.version)
    await discardSpreadsheet(officer, chambery.id, id)
  })

  it('keeps the columns given by hand for the next one with these headings', async () => {
    const id = await bring('Qui;Où\nKayes;Mali')
    expect((await pageOf(id)).mapping.columns).toEqual([null, null])
    await expect(setSpreadsheetColumns(officer, chambery.id, id, [null, 'partnerCountry'])).rejects.toMatchObject({
      code: 'invalid',
      reason: 'spreadsheet_no_partner_column',
    })
    await setSpreadsheetColumns(officer, chambery.id, id, ['partnerName', 'partnerCountry'])
    const next = await pageOf(await bring('QUI;ou\nOuahigouya;Burkina Faso'))
    expect([next.state, next.mapping.remembered, next.counts.added]).toEqual(['ready', true, 1])
  })
})

describe('a partner whose name several bear', () => {
  it('is asked about, and chosen for all lines that write it so', async () => {
    const id = await plan('Partenaire;Pays;Nature\nSainte-Colombe;France;jumelage\nKayes;Mali;jumelage')
    const [first] = (await pageOf(id)).lines
    expect([first?.outcome, first?.plan.choices.map(({ name, part }) => `${name} ${part}`)]).toEqual([
      'ambiguous',
      ['Sainte-Colombe 69', 'Sainte-Colombe 77'],
    ])
    const chosen = first?.plan.choices[1]
    await choosePartners(officer, chambery.id, id, { [first?.plan.partnerKey ?? '']: chosen?.value ?? '' })
    expect(await linesOf(id)).toEqual([
      [2, 'added', 'Sainte-Colombe'],
      [3, 'added', 'Kayes'],
    ])
    await choosePartners(officer, chambery.id, id, { [first?.plan.partnerKey ?? '']: 'none' })
    expect((await linesOf(id))[0]).toEqual([2, 'left', 'Sainte-Colombe', 'leftOut'])
  })
})

describe('a sheet that is applied', () => {
  const sheet = `Partenaire;Pays;Nature;État;Depuis;Thèmes
Ouahigouya;Burkina Faso;coopération décentralisée;actif;1991;eau
Torino;Italie;jumelage;en veille;1958;santé
Kayes;Mali;;;bientôt;`
  let id: string

  it('adds and changes ties as declared by the organisation, published, with their trail', async () => {
    const before = await getDataVersion(ctx)
    id = await plan(sheet)
    expect((await pageOf(id)).lines.find(({ line }) => line === 3)?.plan.changes).toEqual([
      { fact: 'state', from: 'unknown', to: 'suspended' },
      { fact: 'since', from: 1957, to: 1958 },
      { fact: 'themes', from: ['culture'], to: ['health', 'culture'] },
    ])
    expect(await applySpreadsheet(later(officer), chambery.id, id)).toBe(2)
    expect(await tieWith('Ouahigouya')).toMatchObject({
      type: 'decentralisedCooperation',
      state: 'active',
      since: 1991,
      evidence: 'oneParty',
    })
    expect(await tieWith('Torino')).toMatchObject({
      id: tieId,
      type: 'twinning',
      state: 'suspended',
      since: 1958,
      evidence: 'oneParty',
    })
    const shown = await ctx.db
      .selectFrom('public_tie')
      .select(['party_names', 'since_year', 'themes'])
      .orderBy('since_year')
      .execute()
    expect(shown).toEqual([
      { party_names: ['Chambéry', 'Torino'], since_year: 1958, themes: ['culture', 'health'] },
      { party_names: ['Chambéry', 'Ouahigouya'], since_year: 1991, themes: ['waterSanitation'] },
    ])
    const said = await sql<{ title: string; licence: string; source: string }>`
      select m.page_title as title, m.licence, s.code as source from partnership_statement m join source s on s.id = m.source_id
      where m.partnership_id = ${tieId} and s.code = 'declaration'`.execute(ctx.db)
    expect(said.rows).toEqual([{ title: 'Chambéry', licence: 'etalab-2.0', source: 'declaration' }])
    const trail = await sql`select action, door, before, after, note from audit_entry
      where record_kind = 'partnership' and record_id = ${tieId}`.execute(ctx.db)
    expect(trail.rows).toEqual([
      {
        action: 'changed',
        door: 'import',
        before: { state: 'unknown', sinceYear: 1957, themes: ['culture'] },
        after: { state: 'suspended', sinceYear: 1958, themes: ['health', 'culture'] },
        note: 'partenaires.csv',
      },
    ])
    expect((await getDataVersion(ctx)).version).toBe(before.version + 1)
    expect((await pageOf(id)).written).toEqual({ done: 2, kept: 0, undone: 0, confirmed: 0 })
  })

  it('cannot be applied again, and the same file brought again changes nothing', async () => {
    await expect(applySpreadsheet(officer, chambery.id, id)).rejects.toMatchObject({
      reason: 'spreadsheet_already_applied',
    })
    const again = await plan(sheet)
    expect((await pageOf(again)).counts).toMatchObject({ added: 0, changed: 0, left: 2, error: 1 })
    await expect(applySpreadsheet(officer, chambery.id, again)).rejects.toMatchObject({
      reason: 'spreadsheet_not_ticked',
    })
  })

  it('never erases by a blank cell', async () => {
    const blank = await plan('Partenaire;Pays;Nature;État;Depuis;Thèmes\nTorino;Italie;;;;')
    expect((await pageOf(blank)).counts).toMatchObject({ changed: 0, left: 1 })
  })

  it('is undone as a whole, the place it made an authority included', async () => {
    expect(await undoSpreadsheet(later(officer), chambery.id, id)).toEqual({ undone: 2, left: 0 })
    expect(await tieWith('Ouahigouya')).toBeUndefined()
    expect(await ctx.db.selectFrom('organisation').select('id').where('name', '=', 'Ouahigouya').execute()).toEqual([])
    expect(
      await ctx.db.selectFrom('public_organisation').select('id').where('name', '=', 'Ouahigouya').execute(),
    ).toEqual([])
    expect(await tieWith('Torino')).toMatchObject({ state: 'unknown', since: 1957, evidence: 'thirdParty' })
    const shown = await ctx.db.selectFrom('public_tie').select(['party_names', 'since_year', 'themes']).execute()
    expect(shown).toEqual([{ party_names: ['Chambéry', 'Torino'], since_year: 1957, themes: ['culture'] }])
    await expect(undoSpreadsheet(officer, chambery.id, id)).rejects.toMatchObject({ reason: 'spreadsheet_not_applied' })
  })
})

describe('a tie somebody has touched', () => {
  it('between preview and apply is not written, and told', async () => {
    const id = await plan('Partenaire;Pays;Depuis\nTorino;Italie;1960')
    const other = await plan('Partenaire;Pays;Depuis\nTorino;Italie;1961')
    await applySpreadsheet(later(officer), chambery.id, other)
    expect(await applySpreadsheet(later(officer), chambery.id, id)).toBe(0)
    expect((await pageOf(id)).written).toEqual({ done: 0, kept: 1, undone: 0, confirmed: 0 })
    expect(await tieWith('Torino')).toMatchObject({ since: 1961 })
    await undoSpreadsheet(later(officer), chambery.id, other)
  })

  it('after a sheet was applied is left when the sheet is undone', async () => {
    const first = await plan('Partenaire;Pays;Depuis\nTorino;Italie;1960\nPesaro;Italie;1990')
    await applySpreadsheet(later(officer), chambery.id, first)
    const second = await plan('Partenaire;Pays;Depuis\nTorino;Italie;1961')
    await new Promise((resolve) => setTimeout(resolve, 5))
    await applySpreadsheet(later(officer), chambery.id, second)
    expect(await undoSpreadsheet(later(officer), chambery.id, first)).toEqual({ undone: 1, left: 1 })
    expect(await tieWith('Torino')).toMatchObject({ since: 1961 })
    expect(await tieWith('Pesaro')).toBeUndefined()
    expect(await undoSpreadsheet(later(officer), chambery.id, second)).toEqual({ undone: 1, left: 0 })
    expect(await tieWith('Torino')).toMatchObject({ since: 1960 })
  })
})

describe.each(['csv', 'xlsx'] as const)('what is downloaded as %s', (format) => {
  it.each(['fr', 'en'] as const)(
    'and brought back unchanged (%s) changes nothing; one cell edited changes one tie',
    async (locale) => {
      const who: Ctx = { ...later(officer), locale }
      const file = await downloadOwnTies({ ...reader, locale }, chambery.id, format)
      expect(file.name).toMatch(new RegExp(`-c73065-.*\\.${format}$`))
      const id = await uploadSpreadsheet(who, chambery.id, { name: file.name, bytes: file.bytes })
      const sheet = await pageOf(id)
      expect([sheet.state, sheet.counts]).toEqual(['ready', { added: 0, changed: 0, left: 1, error: 0, ambiguous: 0 }])
      expect(sheet.lines[0]?.plan).toMatchObject({ tieId, notes: [] })
      if (format === 'xlsx') return
      const text = new TextDecoder().decode(file.bytes).replace('1960', '1964')
      const edited = await uploadSpreadsheet(who, chambery.id, { name: file.name, bytes: bytes(text) })
      expect((await pageOf(edited)).lines[0]?.plan.changes).toEqual([{ fact: 'since', from: 1960, to: 1964 }])
    },
  )
})

it('an identifier of another’s tie is not recognised', async () => {
  const other = await makeTie(ctx, { parties: [torino, await makeAuthority(ctx, { name: 'Lyon', key: 'x-lyon' })] })
  const id = await plan(`identifiant Navette;Partenaire;Depuis\n${other};Torino;1900`)
  expect(await linesOf(id)).toEqual([[2, 'error', 'Torino', 'idUnknown']])
})

it('lines of a network’s base about other authorities are left alone', async () => {
  const id = await plan(
    'Collectivité française;Ville partenaire;Pays;Depuis\nVille de Chambéry;Torino;Italie;1972\nAnnecy;Kayes;Mali;1990',
  )
  expect(await linesOf(id)).toEqual([
    [2, 'changed', 'Torino'],
    [3, 'left', 'Kayes', 'notOurs'],
  ])
})
