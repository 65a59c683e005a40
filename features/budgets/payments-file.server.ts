import type { Ctx } from '../../platform/context.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { dayOf } from '../freshness/rules.ts'
import { type CellValue, toCsvLine } from '../opendata/csv-text.ts'
import { writeXlsx } from '../opendata/xlsx.server.ts'
import type { FigureFile } from './figure-file.server.ts'
import { listPaymentsMade, listPaymentsTold, type Payment, type PaymentAnswer } from './payments.server.ts'

const columns = [
  'way',
  'other',
  'year',
  'label',
  'amount',
  'state',
  'project',
  'agreements',
  'told',
  'answer',
  'answeredAmount',
  'currency',
  'receivedOn',
  'word',
  'by',
  'answeredOn',
  'madeOn',
] as const

async function* inOnePart(rows: CellValue[][]) {
  yield rows
}

/** Payments told to an organisation and made by it, one row for each answer and one for each that has none, for its members. */
export async function downloadPayments(ctx: Ctx, organisationId: string, format: 'xlsx' | 'csv'): Promise<FigureFile> {
  const t = translator(ctx.locale)
  const rowOf = (way: 'from' | 'to', one: Payment, said: PaymentAnswer | null): CellValue[] => [
    t(`budget.payments.sheet.way_${way}`),
    one.other,
    one.year,
    one.label,
    one.amount === null ? null : Number(one.amount),
    t(`budget.payments.state.${one.state}`),
    one.project,
    one.agreements.map(({ title }) => title).join(' ; ') || null,
    t(one.told ? 'budget.payments.sheet.yes' : 'budget.payments.sheet.no'),
    said && t(`budget.payments.kind.${said.answer}`),
    said?.amount ? Number(said.amount) : null,
    said?.amount ? said.currency : null,
    said?.receivedOn ?? null,
    said?.word || null,
    said?.name || null,
    said && dayOf(new Date(said.answeredAt)),
    dayOf(ctx.now),
  ]
  const rows: CellValue[][] = []
  for (const [way, list] of [
    ['from', await listPaymentsTold(ctx, organisationId)],
    ['to', await listPaymentsMade(ctx, organisationId)],
  ] as const)
    for (const one of list)
      for (const said of one.answers.length > 0 ? one.answers : [null]) rows.push(rowOf(way, one, said))
  const header = columns.map((column) => t(`budget.payments.sheet.${column}`))
  const name = `${t('budget.payments.sheet.name')}.${format}`
  if (format === 'csv') {
    const text = [header, ...rows].map(toCsvLine).join('')
    return { name, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(text) }
  }
  const bytes = await writeXlsx([{ name: t('budget.payments.sheet.name'), header, parts: inOnePart(rows) }])
  return { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
}
