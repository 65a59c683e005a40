import { expect, it } from 'vitest'
import { drawChart } from '../../platform/charts/draw.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { readPdf } from '../../tests/read-pdf.ts'
import { makePaper } from '../partnerships/make-paper.server.ts'
import { ratiosOf } from './figure-rules.ts'
import { composeSheet, type SheetFacts, sheetYears } from './figure-sheet.ts'

const t = translator('fr')
const words = {
  t,
  locale: 'fr' as const,
  euros: (amount: string) => `${amount} €`,
  wholeEuros: (amount: string) => `${amount} €`,
  percent: (value: string) => `${value} %`,
  number: String,
}
const year = (at: number) => ({ year: at, expenditure: '541700.86', receipts: '70456.00', net: '471244.86' })
const years = [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022].map(year)
const series = ['expenditure', 'net']
const basis = { expenditure: '541700.86', receipts: '70456.00', total: '250000000.00', population: 111_240 }
const facts: SheetFacts = {
  ...basis,
  name: 'Communauté d’agglomération de Cergy-Pontoise',
  year: 2022,
  measure: 'executed',
  net: '471244.86',
  populationYear: 2022,
  ratios: ratiosOf(basis),
  leverage: '0.21',
  years,
  drawing: drawChart(
    'evolution',
    { series, years: years.slice(-sheetYears).map(({ year: at, ...amounts }) => ({ label: String(at), amounts })) },
    { id: 'sheet', title: 'Évolution', amount: (amount) => `${amount} €` },
    'narrow',
    'paper',
  ),
  actions: Array.from({ length: 12 }, (_, at) => ({
    name: `Un partenariat au nom plus long que ce qu’une colonne peut tenir, le ${at + 1}e`,
    carriedBy: 'Service des relations internationales, association des ressortissants, école de musique',
    paidBy: 'Communauté d’agglomération de Cergy-Pontoise, État, agence de l’eau, fondation',
    expenditure: '12345.60',
  })),
  countries: Array.from({ length: 12 }, (_, at) => ({
    name: `Saint-Vincent-et-les-Grenadines ${at}`,
    amount: '12345.60',
  })),
  funders: Array.from({ length: 12 }, (_, at) => ({ name: `Un ministère ${at}`, amount: '1234.60' })),
  madeOn: '21 novembre 2026',
  sources: ['Compte administratif, Budget principal', 'Budget supplémentaire, Budget principal'],
}

it('is one page, however much there is to say, with who carried before who paid', async () => {
  const pdf = await readPdf(await makePaper(composeSheet(facts, words), 'pdf', new Date()))
  expect(pdf).toMatchObject({ pages: 1, universal: '1', marked: true })
  expect(pdf.roles.has('Figure')).toBe(true)
  const said = pdf.text.replace(/\s+/g, ' ')
  expect(said.indexOf('Porté par')).toBeLessThan(said.indexOf('Payé par'))
  expect(said).toContain('Sources')
})

it('says what is missing, and guesses nothing', async () => {
  const bare = {
    ...facts,
    total: null,
    population: null,
    ratios: ratiosOf({ ...basis, total: null, population: null }),
  }
  const text = JSON.stringify(
    composeSheet({ ...bare, actions: [], countries: [], funders: [], sources: [], drawing: null }, words),
  )
  expect(text).toContain(t('budget.sheet.noTotal', { year: '2022' }))
  expect(text).toContain(t('budget.sheet.noPopulation'))
  expect(text).not.toContain('€ par habitant')
  expect(text).not.toContain('% du budget')
})
