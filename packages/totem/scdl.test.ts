import { describe, expect, it } from 'vitest'
import { parseCsv } from './csv.ts'
import { madeBudget, madeFile, madeLine, utf8 } from './fixture.ts'
import { loadNomenclatures } from './node.ts'
import { parseBudget } from './read.ts'
import { checkScdlRow, SCDL_COLUMNS, type ScdlRow, scdlPieces, scdlStage, toScdlRow } from './scdl.ts'
import type { Budget } from './types.ts'

const plans = await loadNomenclatures()

function budgetOf(lines: string, stage = '09'): Budget {
  const [budget] = parseBudget(utf8(madeFile(madeBudget({ lines, stage })))).value ?? []
  if (budget === undefined) throw new Error('no budget')
  return budget
}

const line = madeLine({ MtReal: '1632.4', CredOuv: '8000', Operation: 'Parc &quot;Mistral&quot;, 47' })

async function rowsOf({ header, lines }: Budget): Promise<string[][]> {
  const pieces: string[] = []
  const plan = plans.nomenclatureOf(header.nomenclature, header.year)
  for await (const piece of scdlPieces(header, lines, plan)) pieces.push(piece)
  return parseCsv(pieces.join(''))
}

describe('a budget as SCDL', () => {
  it('has the 22 columns in order, French words, labels of the plan, exact amounts', async () => {
    expect(await rowsOf(budgetOf(line))).toEqual([
      [...SCDL_COLUMNS],
      [
        ...['compte administratif', '2021', '21990001200017', 'SAINTE-ÉPINE', '011', 'Charges à caractère général'],
        ...['6251', 'Voyages et déplacements', '048', 'Autres actions de coopération décentralisée'],
        ...['Parc "Mistral", 47', 'fonctionnement', 'réel', 'dépense', '1632.40', '', '', '', '', '8000.00', ''],
        'non spécialisé',
      ],
    ])
  })

  it('fills a chapter left out from the plan, and says where it cannot', () => {
    const { header, lines } = budgetOf(madeLine({ Nature: '7472', ContNat: '', CodRD: 'R' }))
    const [first] = lines
    if (first === undefined) throw new Error('no line')
    const plan = plans.nomenclatureOf(header.nomenclature, header.year)
    expect(toScdlRow(header, first, plan)).toMatchObject({ BGT_CONTNAT: '74', BGT_NATURE_LABEL: 'Régions' })
    expect(checkScdlRow(toScdlRow(header, first, plan))).toEqual([])
    expect(checkScdlRow(toScdlRow(header, first, null)).map(({ column, rule }) => `${column} ${rule}`)).toEqual([
      'BGT_CONTNAT required',
      'BGT_CONTNAT_LABEL required',
      'BGT_NATURE_LABEL required',
    ])
  })

  it('gives a single account as an administrative one, and says that it is not exact', () => {
    expect(scdlStage('singleAccount')).toEqual({ value: 'compte administratif', isExact: false })
    expect(scdlStage('amending')).toEqual({ value: 'décision modificative', isExact: true })
    const { header, lines } = budgetOf(line, '10')
    expect(lines.map((one) => toScdlRow(header, one, null).BGT_NATDEC)).toEqual(['compte administratif'])
  })
})

describe('a row', () => {
  const { header, lines } = budgetOf(line)
  const plan = plans.nomenclatureOf(header.nomenclature, header.year)
  const good = lines.map((one) => toScdlRow(header, one, plan))[0] as ScdlRow

  it('that is right has no fault', () => expect(checkScdlRow(good)).toEqual([]))

  it.each([
    ['BGT_NATDEC', 'Compte administratif', 'enum'],
    ['BGT_NATDEC', '', 'required'],
    ['BGT_ANNEE', '21', 'notAYear'],
    ['BGT_SIRET', '2199000120001', 'pattern'],
    ['BGT_NATURE', '1234567890', 'tooLong'],
    ['BGT_FONCTION', '1234567890', 'tooLong'],
    ['BGT_SECTION', '', 'required'],
    ['BGT_OPBUDG', 'reel', 'enum'],
    ['BGT_CODRD', 'depense', 'enum'],
    ['BGT_MTREAL', '17 142,08', 'notANumber'],
    ['BGT_ARTSPE', 'oui', 'enum'],
  ] as const)('with %s %j: %s', (column, value, rule) =>
    expect(checkScdlRow({ ...good, [column]: value })).toEqual([{ column, rule, value }]),
  )

  it.each(['BGT_FONCTION', 'BGT_OPERATION', 'BGT_MTREAL', 'BGT_ARTSPE'] as const)('without %s is right', (column) =>
    expect(checkScdlRow({ ...good, [column]: '' })).toEqual([]),
  )
})
