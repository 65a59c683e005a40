/** A line of a small account, as its file writes it. */
export type WrittenLine = {
  nature: string
  fonction?: string
  chapter?: string
  direction?: 'D' | 'R'
  order?: boolean
  /** Whether the account is voted by itself. */
  special?: boolean
  amounts?: Partial<
    Record<'MtBudgPrec' | 'MtRARPrec' | 'MtPropNouv' | 'MtPrev' | 'CredOuv' | 'MtReal' | 'MtRAR3112', string>
  >
  calculated?: boolean
}

/** What a test says of the account it brings; everything else is that of a town of Seine-Saint-Denis. */
export type WrittenAccount = {
  siret?: string
  collectivity?: string
  label?: string
  nomenclature?: string
  stage?: '01' | '02' | '03' | '09' | '10'
  year?: number
  decided?: string
  type?: 'P' | 'A'
  population?: number
  lines?: readonly WrittenLine[]
  grants?: readonly { name: string; kind: string; amount: string; nature?: string }[]
}

const tag = (name: string, value: string | number | undefined) => (value === undefined ? '' : `<${name} V="${value}"/>`)

function lineXml({ nature, fonction, chapter, direction, order, special, amounts, calculated }: WrittenLine): string {
  const values = Object.entries(amounts ?? {}).map(([name, value]) => tag(name, value))
  return `<LigneBudget${calculated ? ' calculated="true"' : ''}>${tag('Nature', nature)}${tag('Fonction', fonction)}${tag('ContNat', chapter)}${tag('ArtSpe', special === undefined ? undefined : String(special))}
    ${tag('CodRD', direction ?? 'D')}${values.join('')}${tag('OpBudg', order ? 1 : 0)}</LigneBudget>`
}

const grantXml = ({ name, kind, amount, nature }: { name: string; kind: string; amount: string; nature?: string }) =>
  `<CONCOURS>${tag('CodArticle', nature ?? '6574')}${tag('CodInvFonc', 'F')}${tag('LibOrgaBenef', name)}${tag('CodNatJurBenefCA', kind)}${tag('MtSubv', amount)}</CONCOURS>`

function budgetXml(account: WrittenAccount): string {
  const {
    label = 'VILLE',
    siret = '21930048600018',
    nomenclature = 'M14-M14_COM_SUP3500',
    stage = '09',
    year = 2022,
  } = account
  return `<Budget><EnTeteBudget>${tag('LibelleEtab', label)}${tag('IdEtab', siret)}${tag('Nomenclature', nomenclature)}</EnTeteBudget>
    <BlocBudget>${tag('NatDec', stage)}${tag('Exer', year)}${tag('DteDec', account.decided)}${tag('CodTypBud', account.type ?? 'P')}</BlocBudget>
    <InformationsGenerales>${account.population ? `<Information Code="PopTot" V="${account.population}"/>` : ''}</InformationsGenerales>
    ${(account.lines ?? []).map(lineXml).join('\n')}
    <Annexes><DATA_CONCOURS>${(account.grants ?? []).map(grantXml).join('\n')}</DATA_CONCOURS></Annexes></Budget>`
}

/** The bytes of a TOTEM file with these budgets, as accounting software writes them. */
export function accountFile(...budgets: readonly WrittenAccount[]): Uint8Array {
  const [first = {}] = budgets
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire"><VersionSchema V="100"/>
<EnTeteDocBudgetaire><DteStr V="2023-06-20"/><LibelleColl V="${first.label ?? 'VILLE'}"/><IdColl V="${first.collectivity ?? first.siret ?? '21930048600018'}"/></EnTeteDocBudgetaire>
${budgets.map(budgetXml).join('\n')}</DocumentBudgetaire>`)
}

/** Lines of a year's account: 048 both ways with carry-overs, an order operation, what is only proposed, and the rest. */
export const sampleLines: readonly WrittenLine[] = [
  { nature: '6251', fonction: '048', chapter: '011', amounts: { MtPrev: '0', CredOuv: '8000.00', MtReal: '1632.40' } },
  {
    nature: '6574',
    fonction: '048',
    chapter: '65',
    amounts: { CredOuv: '20000', MtReal: '15000.10', MtRAR3112: '500.05' },
  },
  { nature: '6574', fonction: '30', chapter: '65', amounts: { CredOuv: '100000', MtReal: '90000' } },
  { nature: '74718', fonction: '048', chapter: '74', direction: 'R', amounts: { CredOuv: '2000', MtReal: '2503.56' } },
  { nature: '6811', fonction: '048', chapter: '042', order: true, amounts: { MtReal: '77.00' } },
  { nature: '6281', fonction: '041', chapter: '011', amounts: { MtReal: '300' } },
  { nature: '6228', fonction: '048', chapter: '011', amounts: { CredOuv: '0', MtReal: '0.00' } },
  { nature: '6257', fonction: '048', chapter: '011', calculated: true, amounts: { MtReal: '999' } },
]
