import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { madeBudget, madeFile, madeGrant, madeLine, utf8 } from './fixture.ts'
import { ISSUE_LIMIT } from './issues.ts'
import { parseBudget, readBudget } from './read.ts'

const parse = (text: string) => parseBudget(utf8(text))
const rules = (text: string) => parse(text).issues.map(({ rule, effect }) => `${rule} ${effect}`)

describe('a budget', () => {
  it('says what it is', () => {
    expect(parse(madeFile()).value?.[0]?.header).toEqual({
      version: '100',
      siret: '21990001200017',
      collectivitySiret: '21990001200017',
      label: 'BUDGET PRINCIPAL',
      collectivityLabel: 'SAINTE-ÉPINE',
      inseeCode: '99001',
      nomenclature: 'M14-M14_COM_SUP3500',
      stage: 'administrativeAccount',
      decisionNumber: null,
      year: 2021,
      decidedOn: '2022-03-30',
      budgetType: 'principal',
      isDraft: false,
      votedBy: 'FcIc',
      population: 12345,
      seal: { md5: 'AB', sha1: 'CD', date: '2022-04-01T10:00:00' },
      editor: 'Atelier',
    })
  })

  it('gives its lines with exact amounts, the extra ones by code', () => {
    const values = {
      MtBudgPrec: '1',
      MtRARPrec: '2.5',
      MtPropNouv: '-3.10',
      MtPrev: '0',
      CredOuv: '8000.00',
      MtReal: '7',
    }
    const line = madeLine(
      { ...values, MtRAR3112: '', Operation: '93', LibCpte: 'Accueil' },
      '<MtSup Code="ICNE" V="4"/>',
    )
    expect(parse(madeFile(madeBudget({ lines: line }))).value?.[0]?.lines).toEqual([
      {
        position: 1,
        source: 10,
        nature: '6251',
        fonction: '048',
        chapter: '011',
        operation: '93',
        special: false,
        label: 'Accueil',
        section: 'running',
        direction: 'expenditure',
        isOrder: false,
        previous: '1.00',
        carriedBefore: '2.50',
        proposed: '-3.10',
        voted: '0.00',
        opened: '8000.00',
        executed: '7.00',
        carriedAfter: null,
        extra: { ICNE: '4.00' },
      },
    ])
  })

  it('leaves out the sums the producer wrote, and counts them', () => {
    const sum = madeLine({ CodRD: '', MtReal: '99.00' }, '', ' calculated="true"')
    const [budget] = parse(madeFile(madeBudget({ lines: sum + madeLine({ MtReal: '1.00' }) + sum }))).value ?? []
    expect([budget?.lines.map(({ executed }) => executed), budget?.calculatedLines, budget?.lineCount]).toEqual([
      ['1.00'],
      2,
      1,
    ])
  })

  it('is one of several in a file, each with its own lines and grants', async () => {
    const grant = madeGrant({ CodNatJurBenefCA: 'P1', LibOrgaBenef: 'LES AMIS', MtSubv: '10' })
    const text = madeFile(
      madeBudget({ annexes: `<DATA_CONCOURS>${grant}</DATA_CONCOURS>` }) + madeBudget({ type: 'A' }),
    )
    const { value } = parse(text)
    expect(value?.map(({ header, lines, grants }) => [header.budgetType, lines.length, grants.length])).toEqual([
      ['principal', 1, 1],
      ['annexed', 1, 0],
    ])
    const told: string[] = []
    await readBudget([utf8(text)], {
      header: ({ budgetType }, at) => told.push(`${at} ${budgetType}`),
      line: ({ nature }, at) => told.push(`${at} ${nature}`),
      grant: ({ beneficiary }, at) => told.push(`${at} ${beneficiary}`),
    })
    expect(told).toEqual(['0 principal', '0 6251', '0 LES AMIS', '1 annexed', '1 6251'])
  })

  it('is found with a prefix inside a compte financier unique', () => {
    const document = madeFile()
      .replace(/<\?xml.*\?>/, '')
      .replaceAll(/<(\/?)([A-Z])/g, '<$1db:$2')
      .replace(' xmlns=', ' xmlns:db=')
    const single = `<cfu:CompteFinancierUnique xmlns:cfu="urn:x" xmlns:db="http://www.minefi.gouv.fr/cp/demat/docbudgetaire"><DocumentComptable><Budget/></DocumentComptable>${document}</cfu:CompteFinancierUnique>`
    const { value, issues } = parse(single)
    expect([value?.length, value?.[0]?.lines.length, issues]).toEqual([1, 1, []])
  })
})

describe('what is amiss', () => {
  it.each([
    ['nothing', '', 'empty fileRefused'],
    ['a letter', 'Madame, Monsieur,', 'notTotem fileRefused'],
    ['another XML', '<Nomenclature Norme="M57"/>', 'notTotem fileRefused'],
    ['a DOCTYPE', `<!DOCTYPE a [<!ENTITY b "c">]>${madeFile().replace(/<\?xml.*\?>/, '')}`, 'doctype fileRefused'],
    ['an entity of its own', madeFile().replace('Atelier', '&lol;'), 'notWellFormed fileRefused'],
    ['tags that do not match', madeFile().replace('</Annexes>', '</Annexe>'), 'notWellFormed fileRefused'],
    ['a cut file', madeFile().slice(0, -60), 'truncated fileRefused'],
    ['no budget', madeFile(''), 'noBudget fileRefused'],
    ['depth', madeFile(madeBudget({ annexes: '<a>'.repeat(200) })), 'tooDeep fileRefused'],
    [
      'a tag that fills the memory',
      madeFile().replace('Atelier"', `A" b="${'x'.repeat(70_000)}"`),
      'tokenTooLong fileRefused',
    ],
    [
      'budgets without end',
      madeFile(madeBudget({ lines: '<LigneBudget calculated="1"/>' }).repeat(1002)),
      'tooManyBudgets fileRefused',
    ],
    [
      'a label without end',
      madeFile(madeBudget({ lines: madeLine({ LibCpte: 'x'.repeat(2001) }) })),
      'valueTooLong valueDropped',
    ],
    ['another namespace', madeFile().replace(/xmlns="[^"]+"/, 'xmlns="urn:x"'), 'namespace noted'],
    ['a type of budget', madeFile(madeBudget({ type: 'X' })), 'budgetTypeUnknown noted'],
    ['a day', madeFile().replace('2022-03-30', '2022-02-30'), 'dateInvalid valueDropped'],
    ['a population', madeFile().replace('12 345', 'n. c.'), 'populationInvalid valueDropped'],
    ['a SIRET', madeFile().replace('<IdEtab V="2', '<IdEtab V="'), 'siretInvalid valueDropped'],
    ['a line without account', madeFile(madeBudget({ lines: madeLine({ Nature: '' }) })), 'lineIncomplete lineSkipped'],
    ['a direction', madeFile(madeBudget({ lines: madeLine({ CodRD: 'X' }) })), 'directionUnknown lineSkipped'],
    [
      'a kind of operation',
      madeFile(madeBudget({ lines: madeLine({ OpBudg: 'T' }) })),
      'operationKindUnknown lineSkipped',
    ],
    ['no kind of operation', madeFile(madeBudget({ lines: madeLine({ OpBudg: '' }) })), 'operationKindMissing noted'],
    [
      'an account of no section',
      madeFile(madeBudget({ lines: madeLine({ Nature: 'XY' }) })),
      'sectionUnknown lineSkipped',
    ],
    ['an amount', madeFile(madeBudget({ lines: madeLine({ MtReal: '1 000,00' }) })), 'amountInvalid valueDropped'],
  ])('%s: %#', (_, text, issue) => {
    const { value, issues } = parse(text)
    expect(issues.map(({ rule, effect }) => `${rule} ${effect}`)).toEqual([issue])
    expect(value === null).toBe(issue.endsWith('fileRefused'))
  })

  it('says where: element, line of the file, and what was found', () => {
    const { issues } = parse(madeFile(madeBudget({ lines: madeLine() + madeLine({ MtReal: 'douze' }) })))
    expect(issues).toEqual([
      {
        path: 'Budget[1]/LigneBudget[2]/MtReal',
        line: 11,
        rule: 'amountInvalid',
        effect: 'valueDropped',
        params: { text: 'douze' },
      },
    ])
    expect(parse(madeFile().replace('</BlocBudget>', '</Bloc>')).issues[0]?.line).toBe(8)
  })

  it.each([
    ['stage', { stage: '77' }, 'stageUnknown noted'],
    ['year', { year: '21' }, 'yearInvalid noted'],
    ['chart of accounts', { nomenclature: '' }, 'headerMissing noted'],
  ])('a budget without %s is skipped, the other one kept', (_, made, first) => {
    const text = madeFile(madeBudget(made) + madeBudget())
    expect(rules(text)).toEqual([first, 'headerMissing budgetSkipped'])
    expect(parse(text).value?.map(({ lines }) => lines.length)).toEqual([1])
    expect(parse(madeFile(madeBudget(made))).value).toBeNull()
  })

  it('lists the first ones and counts all', () => {
    const { issues, issueCount, value } = parse(madeFile(madeBudget({ lines: madeLine({ CodRD: 'X' }).repeat(500) })))
    expect([issues.length, issueCount, value?.[0]?.skippedLines]).toEqual([ISSUE_LIMIT, 500, 500])
  })
})

describe('whatever comes', () => {
  const bytes = utf8(
    madeFile(madeBudget({ lines: madeLine({ MtReal: '1.00' }).repeat(20) }) + madeBudget({ type: 'A' })),
  )

  it('a file cut anywhere is refused, never half read', () => {
    const root = new TextDecoder().decode(bytes).lastIndexOf('>') + 1
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 3 }), (at) => {
        const { value, issues } = parseBudget(bytes.subarray(0, at))
        return value === null && issues.at(-1)?.effect === 'fileRefused'
      }),
    )
    expect(
      parseBudget(bytes.subarray(0, new TextEncoder().encode(new TextDecoder().decode(bytes).slice(0, root)).length))
        .value,
    ).not.toBeNull()
  })

  it('random bytes give an issue', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => parseBudget(noise).value === null))
  })

  it('a file with bytes overwritten gives an answer, and never the text of a thrown error', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, noise) => {
        const spoilt = bytes.slice()
        spoilt.set(noise.subarray(0, bytes.length - at), at)
        const { value, issues } = parseBudget(spoilt)
        return value !== null || issues.some(({ effect }) => effect === 'fileRefused' || effect === 'budgetSkipped')
      }),
    )
  })

  it('an attribute, a comment or a document type that fills the memory is refused', () => {
    for (const start of ['<DocumentBudgetaire a="', '<!--', '<!DOCTYPE a [']) {
      expect(rules(start + 'x'.repeat(9 * 1024 * 1024))).toEqual(['tokenTooLong fileRefused'])
    }
  })

  it('an account that is the name of a prototype is only a name', () => {
    const further = '<MtSup Code="__proto__" V="1"/><MtSup Code="constructor" V="2"/>'
    const [budget] = parse(madeFile(madeBudget({ lines: madeLine({ Fonction: '__proto__' }, further) }))).value ?? []
    expect([budget?.lines[0]?.fonction, budget?.lines[0]?.extra]).toEqual(['__proto__', { constructor: '2.00' }])
  })

  it('more further amounts than any account has are cut, and told', () => {
    const further = Array.from({ length: 100 }, (_, at) => `<MtSup Code="C${at}" V="1"/>`).join('')
    expect(rules(madeFile(madeBudget({ lines: madeLine({}, further) })))).toEqual(['tooManyExtraAmounts valueDropped'])
  })

  it('stops reading a refused file', async () => {
    let asked = 0
    function* pieces() {
      for (let at = 0; at < 1000; at += 1) {
        asked += 1
        yield utf8(`<html>${'x'.repeat(1000)}`)
      }
    }
    await readBudget(pieces(), {})
    expect(asked).toBe(1)
  })
})
