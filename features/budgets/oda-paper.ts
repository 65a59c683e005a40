import type { PaperPart, PaperText } from '../partnerships/kit-paper.ts'
import { policyMarkers } from '../projects/schema.ts'
import { countryWords, type OdaNames, titleOf } from './oda-fields.ts'
import { type OdaRow, totalsOf } from './oda-rules.ts'

/** What the paper to sign needs besides its rows. */
export type OdaPaper = {
  names: OdaNames
  rows: readonly OdaRow[]
  filedOn: string | null
  reference: string
  signatory: string
  /** How an amount and a day are written. */
  money: (amount: string) => string
  day: (day: string) => string
}

// The principal ones first; what nobody answered is not said to be 0.
function markersOf({ names: { t } }: OdaPaper, row: OdaRow): string {
  const said = [2, 1, 0].flatMap((value) => {
    const some = policyMarkers.filter((marker) => row.markers[marker] === value)
    const names = some.map((marker) => t(`project.marker.${marker}`)).join(', ')
    return names ? [t('oda.paper.markers', { value: String(value), names })] : []
  })
  return said.length > 0 ? said.join(' ; ') : t('oda.paper.noMarker')
}

function rowTable(paper: OdaPaper, valuation: OdaRow['valuation'], caption: string): PaperPart['blocks'] {
  const { names, rows, money } = paper
  const { t } = names
  const some = rows.flatMap((row, index) => (row.valuation === valuation ? [{ row, number: String(index + 1) }] : []))
  if (some.length === 0) return []
  const code = (list: Readonly<Record<string, string>>, value: string | null) =>
    value ? `${value} ${list[value] ?? ''}`.trim() : t('oda.paper.open')
  return [
    {
      kind: 'table',
      caption,
      head: ['number', 'country', 'kind', 'channel', 'sector', 'amount'].map((word) =>
        t(`oda.paper.column.${word}` as 'oda.paper.column.number'),
      ),
      rows: some.map(({ row, number }) => [
        number,
        countryWords(names, row.country),
        t(`oda.kind.${row.kind}`),
        code(names.channels, row.channel),
        code(names.sectors, row.sector),
        money(row.amount),
      ]),
      numbers: [5],
      widths: [0.5, 1.6, 2, 2.2, 2.4, 1.7],
    },
  ]
}

/** The return as a paper to sign: what is declared, row by row, its totals, markers and lines; staff stands apart. */
export function composeOdaPaper(paper: OdaPaper): PaperText {
  const { names, rows, money, day } = paper
  const { t, year, declarant, siren, contact } = names
  const totals = totalsOf(rows)
  const title = t('oda.paper.title', { year: String(year) })
  const blocks: PaperPart['blocks'] = [
    { kind: 'paragraph', text: t('oda.paper.lead', { name: declarant, siren: siren || 'none', year: String(year) }) },
    { kind: 'paragraph', text: t('oda.paper.rules') },
  ]
  if (paper.filedOn) {
    const { filedOn, reference } = paper
    const said = reference ? t('oda.paper.filedAs', { day: day(filedOn), reference }) : null
    blocks.push({ kind: 'paragraph', text: said ?? t('oda.paper.filed', { day: day(filedOn) }) })
  }
  blocks.push({ kind: 'heading', level: 2, text: t('oda.paper.totals') })
  if (rows.length === 0) blocks.push({ kind: 'paragraph', text: t('oda.paper.nothing') })
  else
    blocks.push({
      kind: 'table',
      caption: t('oda.paper.byKind'),
      head: [t('oda.paper.column.kind'), t('oda.paper.column.rows'), t('oda.paper.column.amount')],
      rows: [
        ...totals.kinds.map((one) => [t(`oda.kind.${one.kind}`), String(one.rows), money(one.amount)]),
        [t('oda.paper.all'), String(totals.kinds.reduce((sum, one) => sum + one.rows, 0)), money(totals.money)],
      ],
      numbers: [1, 2],
      widths: [4, 1, 2],
    })
  if (totals.staff !== '0.00')
    blocks.push({ kind: 'paragraph', text: t('oda.paper.staff', { amount: money(totals.staff) }) })
  blocks.push(...rowTable(paper, 'money', t('oda.paper.rows')))
  blocks.push(...rowTable(paper, 'staff', t('oda.paper.staffRows')))
  if (contact) blocks.push({ kind: 'paragraph', text: t('oda.paper.contact', { contact }) })
  blocks.push({ kind: 'paragraph', text: t('oda.paper.signHere') })
  blocks.push({ kind: 'signatures', sides: [{ name: declarant, lines: paper.signatory ? [paper.signatory] : [] }] })
  if (rows.length > 0) {
    blocks.push({ kind: 'heading', level: 2, text: t('oda.paper.detail') })
    blocks.push({
      kind: 'list',
      items: rows.map((row, index) =>
        t('oda.paper.row', { number: String(index + 1), title: titleOf(row), markers: markersOf(paper, row) }),
      ),
    })
  }
  const part: PaperPart = { locale: 'fr', title, subtitle: t('oda.paper.law'), blocks }
  return { title, author: declarant, parts: [part] }
}
