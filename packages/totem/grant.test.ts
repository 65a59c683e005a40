import { describe, expect, it } from 'vitest'
import { madeBudget, madeFile, madeGrant, madeLine, utf8 } from './fixture.ts'
import { parseBudget } from './read.ts'

const said = {
  CodArticle: '6574',
  CodInvFonc: 'F',
  LibOrgaBenef: 'ÉPINE SANS FRONTIÈRES',
  Siret: '12345678900011',
  MtSubv: '1500.0',
  LibPrestaNat: 'Prêt de salle',
  ObjSubv: 'Voyage de Camille Épine',
  DenomOuNumSubv: '2021-7',
  PopCommune: '0',
}

function grantOf(values: Record<string, string>) {
  const annexes = `<DATA_CONCOURS>${madeGrant({ ...said, ...values })}</DATA_CONCOURS>`
  return parseBudget(utf8(madeFile(madeBudget({ annexes })))).value?.[0]?.grants[0]
}

describe('a grant', () => {
  it('to an organisation is given as written', () => {
    expect(grantOf({ CodNatJurBenefCA: 'P1', PopCommune: '990' })).toEqual({
      position: 1,
      source: 11,
      beneficiary: 'ÉPINE SANS FRONTIÈRES',
      siret: '12345678900011',
      legalKind: 'P1',
      isPrivatePerson: false,
      withheld: null,
      nature: '6574',
      section: 'running',
      amount: '1500.00',
      inKind: 'Prêt de salle',
      purpose: 'Voyage de Camille Épine',
      population: 990,
    })
  })

  it.each([
    ['a person', { CodNatJurBenefCA: 'P3' }, 'privatePerson'],
    ['somebody of no kind', {}, 'unknownKind'],
    ['somebody of an unknown kind', { CodNatJurBenefCA: 'X9' }, 'unknownKind'],
  ])('to %s keeps the amount and names nobody', (_, values, withheld) => {
    const grant = grantOf(values)
    expect(grant).toMatchObject({ withheld, isPrivatePerson: true, amount: '1500.00', nature: '6574' })
    expect(grant).toMatchObject({ beneficiary: null, siret: null, inKind: null, purpose: null })
    expect(JSON.stringify(grant)).not.toMatch(/FRONTI|Camille|1234567/)
  })

  it.each(['P1', 'P2', 'P4', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6'])('of kind %s names its beneficiary', (kind) =>
    expect(grantOf({ CodNatJurBenefCA: kind })?.beneficiary).toBe('ÉPINE SANS FRONTIÈRES'),
  )

  it('names a person in no issue either', () => {
    const annexes = `<DATA_CONCOURS>${madeGrant({ ...said, CodNatJurBenefCA: 'P3', MtSubv: 'cent' })}</DATA_CONCOURS>`
    const { issues } = parseBudget(utf8(madeFile(madeBudget({ annexes }))))
    expect(issues.map(({ path, params }) => [path, params])).toEqual([
      ['Budget[1]/CONCOURS[1]/MtSubv', { text: 'cent' }],
    ])
  })
})

it('the label of works done in the place of an owner is left out', () => {
  const labels = ['4541', '4542', '2313'].map((Nature) => madeLine({ Nature, LibCpte: 'Immeuble Épine' })).join('')
  const [budget] = parseBudget(utf8(madeFile(madeBudget({ lines: labels })))).value ?? []
  expect(budget?.lines.map(({ label }) => label)).toEqual([null, null, 'Immeuble Épine'])
})
