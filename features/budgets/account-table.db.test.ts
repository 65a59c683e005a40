import { beforeEach, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { Ctx } from '../../platform/context.ts'
import { accountFile, sampleLines } from '../../tests/account-file.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import {
  bringTable,
  chooseTableSheet,
  discardTable,
  findTable,
  listTables,
  setTableColumns,
} from './account-table.server.ts'
import type { TableFacts } from './account-table-form.ts'
import { applyAccounts, bringAccounts } from './accounts.server.ts'
import { findAccount } from './accounts-list.server.ts'

const owner = await testContext()
let made = 0
let town: { id: string; key: string }
let siren: string
let me: Ctx

beforeEach(async () => {
  siren = String(219_400_011 + 1_000 * ++made)
  town = await makeAuthority(owner, { name: `Ville ${made}`, siren })
  me = await seatIn(town.id, 'contributor')
})

async function seatIn(organisationId: string, role: 'reader' | 'contributor' | 'owner') {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

const facts: TableFacts = {
  year: 2024,
  stage: 'administrativeAccount',
  label: 'Budget principal',
  budgetType: 'principal',
  nomenclature: 'M57',
  decidedOn: null,
  direction: null,
  whole: false,
}

const bytes = (text: string) => new TextEncoder().encode(text)
const bring = (text: string, ctx = me) =>
  bringTable(ctx, town.id, { fileName: 'Extraction 2024.csv', bytes: bytes(text) })

async function readIn(text: string, more: Partial<TableFacts> = {}) {
  const id = await bring(text)
  const { reading } = await findTable(me, town.id, id)
  const documents = await setTableColumns(me, town.id, id, { columns: reading.columns, facts: { ...facts, ...more } })
  return { id, documents, page: await findAccount(me, town.id, documents[0] ?? '') }
}

const linesOf = (documentId: string) =>
  owner.db.selectFrom('account_line').selectAll().where('document_id', '=', documentId).orderBy('position').execute()

const export2024 = `Extraction du logiciel;;;;;;
Compte;Rubrique;Sens;Libellé;Service;Tiers;Mandaté
6574 - Subventions;048;D;Appui à Ouagadougou;Relations internationales;Réseau Palestine;1 234,56 €
6251;048;D;Mission;Relations internationales;MME DUPONT Jeanne;(12,50)
74718;048;R;Subvention de l’État;;;500
6574;30;D;Théâtre;Culture;;quarante
;;;Total;;;1 722,06
6281;048;X;Cotisation;;;10
`

describe('an accounting export of any shape', () => {
  it('is read by its headings wherever they stand, and every refused line keeps its reason', async () => {
    const id = await bring(export2024)
    const { header, reading, sample } = await findTable(me, town.id, id)
    expect(header[0]).toBe('Compte')
    expect(reading.columns).toEqual([
      'nature',
      'function',
      'direction',
      'label',
      'department',
      'beneficiary',
      'executed',
    ])
    expect(reading.facts).toEqual({ year: 2024 })
    expect(sample[0]?.[3]).toBe('Appui à Ouagadougou')
    expect(await listTables(me, town.id)).toHaveLength(1)

    const { documents, page } = await readIn(export2024)
    expect(await linesOf(documents[0] ?? '')).toMatchObject([
      {
        nature: '6574',
        function_code: '048',
        executed: '1234.56',
        beneficiary: 'Réseau Palestine',
        department: 'Relations internationales',
      },
      { nature: '6251', executed: '-12.50', beneficiary: null, label: 'Mission' },
      { nature: '74718', direction: 'receipt', executed: '500.00' },
    ])
    expect(page).toMatchObject({ format: 'table', state: 'waiting', year: 2024, lineCount: 3 })
    expect(page.issues).toMatchObject([
      { rule: 'partOnly' },
      { rule: 'personHidden', count: 1 },
      { rule: 'refused.amountWrong', line: 6, values: { cell: 'quarante' } },
      { rule: 'refused.total', line: 7 },
      { rule: 'refused.directionWrong', line: 8, values: { cell: 'X' } },
    ])
  })

  it('counts when applied: 048 is taken, no total of the whole budget is told, its cells are forgotten', async () => {
    const { documents } = await readIn(export2024)
    expect(await applyAccounts(me, town.id, documents)).toMatchObject([{ taken: 3 }])
    const lines = await owner.db
      .selectFrom('budget_line')
      .selectAll()
      .where('organisation_id', '=', town.id)
      .orderBy('account_position')
      .execute()
    expect(lines).toMatchObject([
      {
        label: 'Appui à Ouagadougou',
        department: 'Relations internationales',
        counterpart_name: 'Réseau Palestine',
        executed: '1234.56',
      },
      { label: 'Mission', counterpart_name: '', executed: '-12.50' },
      { direction: 'receipt', executed: '500.00' },
    ])
    expect(
      await owner.db
        .selectFrom('account_total')
        .selectAll()
        .where('document_id', '=', documents[0] ?? '')
        .execute(),
    ).toEqual([])
    expect(
      await owner.db.selectFrom('spreadsheet_import').select('id').where('organisation_id', '=', town.id).execute(),
    ).toEqual([])
  })

  it('the columns and what the table is are remembered for the next year', async () => {
    const odd = 'Imput;Qui;Combien 2024\n6574;Kaya;10,00\n'
    const id = await bring(odd)
    expect((await findTable(me, town.id, id)).reading).toMatchObject({ remembered: false, columns: [null, null, null] })
    await setTableColumns(me, town.id, id, { columns: ['nature', 'beneficiary', 'executed'], facts })
    const next = await bring('Imput;Qui;Combien 2025\n6574;Kaya;12,00\n')
    expect((await findTable(me, town.id, next)).reading).toMatchObject({
      remembered: true,
      columns: ['nature', 'beneficiary', 'executed'],
      facts: { nomenclature: 'M57', label: 'Budget principal' },
    })
  })

  it('reads debits and credits, signed amounts, and years of their own', async () => {
    const ledger = await readIn(
      'Exercice;Compte;Débit;Crédit\n2023;6574;100,00;\n2023;6574;;20,00\n2024;74718;;50,00\n',
    )
    expect(ledger.documents).toHaveLength(2)
    expect(await linesOf(ledger.documents[0] ?? '')).toMatchObject([
      { direction: 'expenditure', executed: '100.00' },
      { direction: 'expenditure', executed: '-20.00' },
    ])
    expect(await linesOf(ledger.documents[1] ?? '')).toMatchObject([{ direction: 'receipt', executed: '50.00' }])
    const summary = await readIn('Libellé;Dépenses;Recettes\nSommet;300;100\n')
    expect(await linesOf(summary.documents[0] ?? '')).toMatchObject([
      { direction: 'expenditure', executed: '300.00' },
      { direction: 'receipt', executed: '100.00' },
    ])
    const signed = await readIn('Libellé;Solde\nBilan;-300,10\nDon;40\n')
    expect((await linesOf(signed.documents[0] ?? '')).map(({ direction, executed }) => [direction, executed])).toEqual([
      ['expenditure', '300.10'],
      ['receipt', '40.00'],
    ])
  })

  it('reads a workbook, asks which sheet where there are several, and says when codes lost their zero', async () => {
    const book = await writeXlsxFile([
      { sheet: 'Notes', data: [['Note'], ['x'], ['y']] },
      {
        sheet: 'GL',
        data: [
          ['Compte', 'Fonction', 'Réalisé'],
          [6574, 48, 1234.56],
          [6251, 48, 0.1],
        ],
      },
    ]).toBuffer()
    const id = await bringTable(me, town.id, { fileName: 'gl.xlsx', bytes: book })
    expect((await findTable(me, town.id, id)).reading.sheets.map(({ name }) => name)).toEqual(['Notes', 'GL'])
    await expect(chooseTableSheet(me, town.id, id, 'Rien')).rejects.toMatchObject({
      reason: 'spreadsheet_sheet_missing',
    })
    await chooseTableSheet(me, town.id, id, 'GL')
    const { reading } = await findTable(me, town.id, id)
    const [document = ''] = await setTableColumns(me, town.id, id, { columns: reading.columns, facts })
    expect((await linesOf(document)).map(({ executed }) => executed)).toEqual(['1234.56', '0.10'])
    expect((await findAccount(me, town.id, document)).issues).toMatchObject([
      { rule: 'partOnly' },
      { rule: 'lostZeros' },
    ])
  })

  it('a part beside the whole account of the year takes nothing by itself, and says so', async () => {
    const file = accountFile({ siret: `${siren}00011`, year: 2024, nomenclature: 'M57-M57', lines: sampleLines })
    const [whole] = await bringAccounts(me, town.id, { fileName: 'ca.xml', chunks: [file] })
    await applyAccounts(me, town.id, [whole?.id ?? ''])
    const { documents, page } = await readIn(export2024)
    expect(page).toMatchObject({ replaces: [], beside: [{ id: whole?.id }] })
    expect(await applyAccounts(me, town.id, documents)).toMatchObject([{ taken: 0, replaced: 0 }])
  })

  it('a whole table stands for the account of the year, and gives way to it', async () => {
    const { documents } = await readIn(export2024, { whole: true })
    await applyAccounts(me, town.id, documents)
    expect(
      await owner.db
        .selectFrom('account_total')
        .selectAll()
        .where('document_id', '=', documents[0] ?? '')
        .execute(),
    ).toHaveLength(2)
    const file = accountFile({ siret: `${siren}00011`, year: 2024, nomenclature: 'M57-M57', lines: sampleLines })
    const [official] = await bringAccounts(me, town.id, { fileName: 'ca.xml', chunks: [file] })
    expect(await applyAccounts(me, town.id, [official?.id ?? ''])).toMatchObject([{ replaced: 1 }])
  })

  it('the same table read alike changes nothing; columns said anew replace what waits', async () => {
    const first = await readIn(export2024)
    const again = await readIn(export2024)
    expect(again.documents).toEqual(first.documents)
    await applyAccounts(me, town.id, first.documents)
    const third = await readIn(export2024)
    expect(third.page.state).toBe('live')
    const id = await bring(export2024)
    const columns = (await findTable(me, town.id, id)).reading.columns
    const [old = ''] = await setTableColumns(me, town.id, id, { columns, facts: { ...facts, year: 2020 } })
    const [fresh = ''] = await setTableColumns(me, town.id, id, { columns, facts: { ...facts, year: 2021 } })
    await expect(findAccount(me, town.id, old)).rejects.toMatchObject({ code: 'not_found' })
    expect((await findAccount(me, town.id, fresh)).year).toBe(2021)
    await discardTable(me, town.id, id)
    await expect(findAccount(me, town.id, fresh)).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each([
    [['nature', 'nature', 'executed'], 'accounts_column_twice'],
    [['nature', null, null], 'accounts_no_amount_column'],
    [[null, null, 'executed'], 'accounts_no_line_column'],
    [['executed', 'label', 'nature'], 'accounts_table_no_line'],
  ] as const)('columns %s: %s', async (columns, reason) => {
    const id = await bring('a;b;c\nx;y;10\n')
    await expect(setTableColumns(me, town.id, id, { columns, facts })).rejects.toMatchObject({
      code: 'invalid',
      reason,
    })
  })
})

describe('who may', () => {
  it('nobody unknown, no reader, no other organisation', async () => {
    const id = await bring(export2024)
    const neighbour = await makeAuthority(owner, { name: 'Voisine' })
    const stranger = await seatIn(neighbour.id, 'owner')
    const refusals: [Ctx, { code: string; reason: string }][] = [
      [await anonymousContext(), { code: 'unauthenticated', reason: 'sign_in_needed' }],
      [await seatIn(town.id, 'reader'), { code: 'forbidden', reason: 'role_too_low' }],
      [stranger, { code: 'forbidden', reason: 'not_a_member' }],
    ]
    for (const [ctx, refusal] of refusals) {
      await expect(bring(export2024, ctx)).rejects.toMatchObject(refusal)
      await expect(findTable(ctx, town.id, id)).rejects.toMatchObject(refusal)
      await expect(listTables(ctx, town.id)).rejects.toMatchObject(refusal)
      await expect(chooseTableSheet(ctx, town.id, id, 'x')).rejects.toMatchObject(refusal)
      await expect(setTableColumns(ctx, town.id, id, { columns: [], facts })).rejects.toMatchObject(refusal)
      await expect(discardTable(ctx, town.id, id)).rejects.toMatchObject(refusal)
    }
    const missing = { code: 'not_found', reason: 'accounts_table_not_found' }
    await expect(findTable(stranger, neighbour.id, id)).rejects.toMatchObject(missing)
    await expect(discardTable(stranger, neighbour.id, id)).rejects.toMatchObject(missing)
    await expect(setTableColumns(stranger, neighbour.id, id, { columns: [], facts })).rejects.toMatchObject(missing)
  })
})
