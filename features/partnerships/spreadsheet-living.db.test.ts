import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Ctx } from '../../platform/context.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { loadSmallRegister, makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { confirmRecords } from '../freshness/confirm.server.ts'
import { publishTies } from './publish.server.ts'
import {
  applySpreadsheet,
  chooseSheet,
  findSpreadsheet,
  setSpreadsheetColumns,
  undoSpreadsheet,
  uploadSpreadsheet,
} from './spreadsheet.server.ts'

const ctx = await testContext()
let chambery: { id: string; key: string; name: string }
let officer: Ctx
let reader: Ctx
let torinoTie: string
let pesaroTie: string

const bring = (bytes: Uint8Array, name = 'partenaires.csv') => uploadSpreadsheet(officer, chambery.id, { name, bytes })
const pageOf = (id: string) => findSpreadsheet(officer, chambery.id, id, { show: 'all', page: 1 })
const at = (text: string): Ctx => ({ ...officer, now: new Date(text) })

async function plan(text: string): Promise<string> {
  const id = await bring(new TextEncoder().encode(text))
  const sheet = await pageOf(id)
  if (sheet.state === 'uploaded') await setSpreadsheetColumns(officer, chambery.id, id, sheet.mapping.columns)
  return id
}

async function shown(id: string) {
  const tie = await ctx.db
    .selectFrom('public_tie')
    .select(['confirmed_on', 'confirmed_by', 'attested_year', 'evidence'])
    .where('id', '=', id)
    .executeTakeFirst()
  return tie && [tie.confirmed_on, tie.confirmed_by, tie.attested_year, tie.evidence]
}

const count = async (table: 'confirmation' | 'partnership_statement') =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(ctx.db)).rows[0]?.n

beforeAll(async () => {
  await loadSmallRegister(ctx)
  chambery = await ctx.db
    .selectFrom('organisation')
    .select(['id', 'key', 'name'])
    .where('key', '=', 'c73065')
    .executeTakeFirstOrThrow()
  const torino = await makeAuthority(ctx, { name: 'Torino', key: 'it-torino', country: 'IT' })
  const pesaro = await makeAuthority(ctx, { name: 'Pesaro', key: 'it-pesaro', country: 'IT' })
  torinoTie = await makeTie(ctx, { parties: [chambery, torino], sinceYear: 1957 })
  pesaroTie = await makeTie(ctx, { parties: [chambery, pesaro], sinceYear: 1960 })
  await publishTies(ctx)
  const seat = async (role: 'reader' | 'contributor') => {
    const person = await makePerson(ctx)
    await makeSeat(ctx, { personId: person.id, organisationId: chambery.id, role })
    return memberContext(person.id, chambery.id)
  }
  officer = await seat('contributor')
  reader = await seat('reader')
})

describe('lines their bearer says are up to date', () => {
  const sheet = `Partenaire;Pays;Nature;Depuis
Ouahigouya;Burkina Faso;jumelage;1991
Torino;Italie;jumelage;1958
Pesaro;Italie;jumelage;1960`

  it('confirm nothing when the box is left unticked', async () => {
    const id = await plan(sheet)
    expect((await pageOf(id)).unchanged).toBe(1)
    expect(await applySpreadsheet(at('2031-02-03T10:00:00Z'), chambery.id, id)).toBe(2)
    expect(await count('confirmation')).toBe(0)
    expect((await shown(torinoTie))?.[0]).toBeNull()
    await undoSpreadsheet(at('2031-02-03T11:00:00Z'), chambery.id, id)
  })

  it('confirm the ties they add, change and leave alone, as the organisation, and undoing takes that back too', async () => {
    // One of them was confirmed before: that word stays.
    await confirmRecords(at('2031-01-15T10:00:00Z'), chambery.id, [{ kind: 'partnership', id: pesaroTie }])
    const [before, statements] = [await shown(pesaroTie), await count('partnership_statement')]
    const id = await plan(sheet)
    const applied = at('2031-02-04T10:00:00Z')
    expect(await applySpreadsheet(applied, chambery.id, id, { upToDate: true })).toBe(2)
    expect((await pageOf(id)).written).toMatchObject({ done: 2, confirmed: 3 })
    const confirmed = ['2031-02-04', ['Chambéry'], 2031, 'oneParty']
    expect(await shown(torinoTie)).toEqual(confirmed)
    expect(await shown(pesaroTie)).toEqual(confirmed)
    const fresh = await sql<{
      n: number
    }>`select count(*) as n from public_tie where confirmed_on = '2031-02-04'`.execute(ctx.db)
    expect(fresh.rows[0]?.n).toBe(3)
    const trail = await sql<{ door: string }>`select door from audit_entry
      where action = 'confirmed' and record_id = ${torinoTie}`.execute(ctx.db)
    expect(trail.rows).toEqual([{ door: 'import' }])

    expect(await undoSpreadsheet(at('2031-02-05T10:00:00Z'), chambery.id, id)).toEqual({ undone: 2, left: 0 })
    expect(await shown(pesaroTie)).toEqual(before)
    expect(await shown(torinoTie)).toEqual([null, [], null, 'thirdParty'])
    expect(await count('confirmation')).toBe(1)
    expect(await count('partnership_statement')).toBe(statements)
  })

  it('can be confirmed where there is nothing to change, once the box is ticked', async () => {
    const id = await plan('Partenaire;Pays;Nature\nPesaro;Italie;jumelage')
    await expect(applySpreadsheet(officer, chambery.id, id)).rejects.toMatchObject({
      code: 'invalid',
      reason: 'spreadsheet_not_ticked',
    })
    expect(await applySpreadsheet(at('2032-02-04T10:00:00Z'), chambery.id, id, { upToDate: true })).toBe(0)
    expect(await shown(pesaroTie)).toEqual(['2032-02-04', ['Chambéry'], 2032, 'oneParty'])
    await undoSpreadsheet(at('2032-02-05T10:00:00Z'), chambery.id, id)
    expect((await shown(pesaroTie))?.[0]).toBe('2031-01-15')
  })
})

describe('a workbook of several sheets', () => {
  const book = (partner: string) =>
    writeXlsxFile([
      { sheet: 'Projets', data: [['Projet'], ['Puits'], ['École']] },
      {
        sheet: 'Partenaires',
        data: [
          ['Partenaire', 'Pays'],
          [partner, 'Mali'],
        ],
      },
    ]).toBuffer()

  it('asks which one carries the list, then reads it', async () => {
    const id = await bring(await book('Kayes'), 'base.xlsx')
    const asked = await pageOf(id)
    expect([asked.state, asked.mapping.sheet, asked.mapping.sheets]).toEqual([
      'uploaded',
      null,
      [
        { name: 'Projets', lines: 3 },
        { name: 'Partenaires', lines: 2 },
      ],
    ])
    await expect(chooseSheet(officer, chambery.id, id, 'Autre')).rejects.toMatchObject({
      reason: 'spreadsheet_sheet_missing',
    })
    await expect(chooseSheet(await anonymousContext(), chambery.id, id, 'Projets')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(chooseSheet(reader, chambery.id, id, 'Projets')).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(chooseSheet(officer, chambery.id, chambery.id, 'Projets')).rejects.toMatchObject({
      reason: 'spreadsheet_not_found',
    })
    await chooseSheet(officer, chambery.id, id, 'Projets')
    expect((await pageOf(id)).header).toEqual(['Projet'])
    await chooseSheet(officer, chambery.id, id, 'Partenaires')
    const read = await pageOf(id)
    expect([read.header, read.mapping.sheet]).toEqual([['Partenaire', 'Pays'], 'Partenaires'])
    await setSpreadsheetColumns(officer, chambery.id, id, read.mapping.columns)
    expect((await pageOf(id)).counts.added).toBe(1)
  })

  it('is not asked about again for the next workbook of the same sheets', async () => {
    const next = await pageOf(await bring(await book('Ouahigouya'), 'base 2.xlsx'))
    expect([next.mapping.sheet, next.header, next.state]).toEqual(['Partenaires', ['Partenaire', 'Pays'], 'ready'])
    expect(next.mapping.sheets).toHaveLength(2)
  })
})
