import { describe, expect, it } from 'vitest'
import { SCDL_COLUMNS } from '../../packages/totem/scdl.ts'
import { readCsv } from '../../platform/csv.ts'
import { accountFile, sampleLines } from '../../tests/account-file.ts'
import { makeAccount } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { readAccountFile } from './accounts.server.ts'
import { exportAccountLines, exportScdlBudget } from './accounts-export.server.ts'
import { listAccounts } from './accounts-list.server.ts'
import { importAccounts } from './import-accounts.server.ts'

const owner = await testContext()
const siren = '219300486'
const town = await makeAuthority(owner, { name: 'Montreuil', key: 'c93048', siren })
const operator = { ...owner, actor: { kind: 'operator' as const } }

const file = accountFile(
  {
    decided: '2023-06-20',
    lines: [
      ...sampleLines,
      { nature: '6238', chapter: '011', special: true, amounts: { MtBudgPrec: '410.5', MtReal: '400' } },
      { nature: '6261', chapter: '011', special: false, amounts: { MtBudgPrec: '0', MtReal: '12' } },
    ],
  },
  {
    label: 'EAU',
    siret: '21930048600026',
    type: 'A',
    lines: [{ nature: '6228', chapter: '011', amounts: { MtReal: '5' } }],
  },
)
await importAccounts(operator, town.id, [await readAccountFile('compte.xml', [file])], {})

const rowsOf = (text: string) => {
  const [head, ...rows] = [...readCsv(text, ',')].map(({ cells }) => cells)
  expect(head).toEqual([...SCDL_COLUMNS])
  return rows.map((cells) => Object.fromEntries(SCDL_COLUMNS.map((column, at) => [column, cells[at]])))
}

describe('kept accounts as open data', () => {
  it('leave as they came: what was voted the year before, and which accounts were voted one by one', async () => {
    const { text, documents, rows, faults, isExactStage } = await exportScdlBudget(operator, {
      ...{ siren, year: '2022', kind: undefined },
    })
    expect({ documents, rows, isExactStage }).toEqual({ documents: 2, rows: 10, isExactStage: true })
    const found = rowsOf(text)
    const pick = (nature: string) => found.find((row) => row.BGT_NATURE === nature)
    expect(pick('6238')).toMatchObject({ BGT_MTBUDGPREC: '410.50', BGT_ARTSPE: 'spécialisé', BGT_MTREAL: '400.00' })
    expect(pick('6261')).toMatchObject({ BGT_MTBUDGPREC: '0.00', BGT_ARTSPE: 'non spécialisé' })
    // What the file does not say stays unsaid.
    expect(pick('6251')).toMatchObject({ BGT_MTBUDGPREC: '', BGT_ARTSPE: '', BGT_NATDEC: 'compte administratif' })
    expect(new Set(found.map((row) => row.BGT_SIRET))).toEqual(new Set(['21930048600018', '21930048600026']))
    expect(faults).toEqual([])
  })

  it('tell in which rows they do not meet the schema', async () => {
    await makeAccount(owner, town.id, { year: 2024, siret: '', stage: 'singleAccount', nomenclature: '' }, [
      { nature: '6281', executed: '3.00' },
    ])
    const made = await exportScdlBudget(operator, { siren, year: '2024', kind: 'singleAccount' })
    expect(made.isExactStage).toBe(false)
    expect(made.faults).toContainEqual({ column: 'BGT_SIRET', rule: 'required', rows: 1 })
  })

  it.each([
    [{ siren: '000000000', year: '2022', kind: undefined }, 'accounts_siren_unknown'],
    [{ siren, year: '22', kind: undefined }, 'accounts_export_year'],
    [{ siren, year: undefined, kind: undefined }, 'accounts_export_year'],
    [{ siren, year: '2022', kind: 'compte' }, 'accounts_export_kind'],
    [{ siren, year: '2022', kind: 'primitive' }, 'accounts_export_none'],
    [{ siren, year: '2021', kind: undefined }, 'accounts_export_none'],
  ])('%o: %s', async (asked, reason) => {
    await expect(exportScdlBudget(operator, asked)).rejects.toMatchObject({ reason })
  })

  it('go out to members only', async () => {
    const [account] = await listAccounts(operator, town.id)
    const member = await makePerson(owner)
    await makeSeat(owner, { personId: member.id, organisationId: town.id, role: 'reader' })
    const stranger = await makePerson(owner)
    const id = account?.id ?? ''
    expect((await exportAccountLines(await memberContext(member.id, town.id), town.id, id)).text).toContain(
      'BGT_NATDEC',
    )
    await expect(exportAccountLines(await memberContext(stranger.id, town.id), town.id, id)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(exportAccountLines(await anonymousContext(), town.id, id)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    const elsewhere = await makeAuthority(owner, { name: 'Bagnolet', key: 'c93006', siren: '219300068' })
    await expect(exportAccountLines(operator, elsewhere.id, id)).rejects.toMatchObject({ code: 'not_found' })
  })
})
