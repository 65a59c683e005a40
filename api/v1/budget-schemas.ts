import { z } from '@hono/zod-openapi'
import { stages } from '../../features/budgets/schema.ts'
import { bothAddressesSchema, pageSchema } from './schemas.ts'

const base = 'https://navette.example'
const amount = z.string().openapi({ format: 'decimal' })
const count = z.number().int()
const address = z.string().openapi({ format: 'uri' })

/** A published year as the document shows one. */
export const budgetExample = {
  organisation: `${base}/api/v1/organisations/c93048`,
  key: 'c93048',
  name: 'Montreuil',
  year: 2022,
  stage: 'executed',
  expenditure: '285761.30',
  receipts: '49400.00',
  net: '236361.30',
  investment: '0.00',
  staff: null,
  inKind: null,
  volunteerTime: null,
  wholeExpenditure: '250000000.00',
  inhabitants: 111240,
  inhabitantsYear: 2022,
  lines: 12,
  accounts: [{ label: 'Budget principal', stage: 'administrativeAccount', decidedOn: '2023-06-28' }],
  licence: 'etalab-2.0',
  asOf: '2026-11-21T10:00:00.000Z',
  url: { fr: `${base}/fr/budget/c93048/montreuil`, en: `${base}/en/budget/c93048/montreuil` },
  self: `${base}/api/v1/budgets/c93048`,
}

const accountSchema = z
  .object({ label: z.string(), stage: z.enum(stages), decidedOn: z.string().nullable() })
  .openapi('BudgetAccount', { example: budgetExample.accounts[0] })

export const budgetSchema = z
  .object({
    organisation: address,
    key: z.string(),
    name: z.string(),
    year: count,
    stage: z.enum(['voted', 'executed']),
    expenditure: amount,
    receipts: amount,
    net: amount,
    investment: amount,
    staff: amount.nullable(),
    inKind: amount.nullable(),
    volunteerTime: amount.nullable(),
    wholeExpenditure: amount.nullable(),
    inhabitants: count.nullable(),
    inhabitantsYear: count.nullable(),
    lines: count,
    accounts: z.array(accountSchema),
    licence: z.string(),
    asOf: z.string().openapi({ format: 'date-time' }),
    url: bothAddressesSchema,
    self: address,
  })
  .openapi('Budget', { example: budgetExample })

/** One part of a published year as the document shows one. */
export const budgetPartExample = {
  year: 2022,
  stage: 'executed',
  dimension: 'country',
  value: 'ML',
  label: '',
  expenditure: '120000.00',
  receipts: '30000.00',
  reason: '',
}

const partSchema = z
  .object({
    year: count,
    stage: z.enum(['voted', 'executed']),
    dimension: z.enum(['country', 'type', 'theme', 'mode', 'frame', 'partnership', 'funder', 'change']),
    value: z.string(),
    label: z.string(),
    expenditure: amount,
    receipts: amount,
    reason: z.string(),
  })
  .openapi('BudgetPart', { example: budgetPartExample })

export const budgetListSchema = z.object({ data: z.array(budgetSchema), page: pageSchema }).openapi('BudgetList')
export const budgetDetailSchema = z
  .object({ years: z.array(budgetSchema), parts: z.array(partSchema) })
  .openapi('BudgetDetail', { example: { years: [budgetExample], parts: [budgetPartExample] } })
