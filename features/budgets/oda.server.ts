import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import { readOdaLines } from './oda/read-lines.server.ts'
import { listOdaCampaigns } from './oda-campaigns.server.ts'
import { type CountryChange, compareCountries, compareRows, type RowChange } from './oda-compare.ts'
import type { OdaCampaign, OdaColumn } from './oda-form.ts'
import { type OdaProposal, proposalsOf } from './oda-proposals.ts'
import {
  buildRows,
  isDeclared,
  issuesOf,
  type OdaIssue,
  type OdaLine,
  type OdaRow,
  type OdaTotals,
  totalsOf,
} from './oda-rules.ts'
import { type WindowState, windowState } from './oda-window.ts'

/** What an organisation keeps of its return of a year. */
export type OdaReturn = {
  state: 'draft' | 'filed'
  filedOn: string | null
  reference: string
  filedRows: OdaRow[] | null
  signatory: string
  contact: string
  note: string
}

/** Last year’s rows: as they were filed, or as its lines make them where nothing was filed here. */
export type LastYear = { year: number; wasFiled: boolean; countries: CountryChange[]; gone: string[] }

/** The return of a year as it stands. */
export type OdaYear = {
  year: number
  campaign: OdaCampaign | null
  window: WindowState | null
  /** The columns of the form, in its order; those of the latest campaign where the year has none of its own. */
  columns: OdaColumn[]
  kept: OdaReturn | null
  lines: OdaLine[]
  /** Lines nobody has to look at: said not to be in the return. */
  setAside: number
  rows: OdaRow[]
  totals: OdaTotals
  issues: OdaIssue[]
  proposals: OdaProposal[]
  /** What changed since it was filed. */
  sinceFiled: RowChange[]
  lastYear: LastYear | null
  /** Whether last year’s return has a contact or a signatory this one lacks. */
  canCarryOver: boolean
}

/** Reads what is kept of the return of a year; null before anything was. */
export async function findOdaReturn(ctx: Ctx, organisationId: string, year: number): Promise<OdaReturn | null> {
  const { rows } = await sql<OdaReturn>`
    select state, filed_on as "filedOn", reference, filed_rows as "filedRows", signatory, contact, note
    from oda_return where organisation_id = ${organisationId} and year = ${year}`.execute(ctx.db)
  return rows[0] ?? null
}

function lastYearOf(year: number, rows: OdaRow[], wasFiled: boolean, now: readonly OdaRow[]): LastYear | null {
  if (rows.length === 0) return null
  const countries = compareCountries(rows, now)
  const gone = countries.flatMap((one) => (one.country && one.now === null ? [one.country] : []))
  return { year, wasFiled, countries, gone }
}

/** Makes the return of a calendar year out of the budget lines: its rows, what is missing, what could be filled in. */
export async function getOdaYear(ctx: Ctx, organisationId: string, year: number): Promise<OdaYear> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const lines = await readOdaLines(inner, organisationId, year)
    const rows = buildRows(lines, year)
    const kept = await findOdaReturn(inner, organisationId, year)
    const before = await findOdaReturn(inner, organisationId, year - 1)
    const past = before?.filedRows ?? buildRows(await readOdaLines(inner, organisationId, year - 1), year - 1)
    const campaigns = await listOdaCampaigns(inner)
    const campaign = campaigns.find((one) => one.year === year) ?? null
    const lacks = (name: 'contact' | 'signatory') => Boolean(before?.[name]) && !kept?.[name]
    return {
      year,
      campaign,
      window: campaign && windowState(campaign, dayOf(inner.now)),
      columns: (campaign ?? campaigns[0])?.form.columns ?? [],
      kept,
      lines: lines.map(({ around: _, ...line }) => line),
      setAside: lines.filter(({ kind }) => kind === 'none').length,
      rows,
      totals: totalsOf(rows),
      issues: lines.flatMap((line) => issuesOf(line, year)),
      proposals: lines.flatMap((line) => proposalsOf(line, line.around)),
      sinceFiled: kept?.filedRows ? compareRows(kept.filedRows, rows) : [],
      lastYear: lastYearOf(year - 1, past, before?.state === 'filed', rows),
      canCarryOver: kept?.state !== 'filed' && (lacks('contact') || lacks('signatory')),
    }
  })
}

/** A year in the list: its campaign, what was filed, and how many of its lines are classified. */
export type OdaYearLine = {
  year: number
  campaign: OdaCampaign | null
  window: WindowState | null
  filedOn: string | null
  reference: string
  isDraft: boolean
  lines: number
  declared: number
  money: string
}

const campaignsShown = 3

/** The years an organisation has lines or a return of, with those whose campaign is near; the latest first. */
export async function listOdaYears(ctx: Ctx, organisationId: string): Promise<OdaYearLine[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const campaigns = await listOdaCampaigns(inner)
    const { rows: found } = await sql<{ year: number; filedOn: string | null; reference: string; isDraft: boolean }>`
      with years as (select distinct year from budget_line where organisation_id = ${organisationId} and direction = 'expenditure'
        union select year from oda_return where organisation_id = ${organisationId}
        union select year from unnest(${campaigns.slice(0, campaignsShown).map(({ year }) => year)}::int[]) as c (year))
      select y.year, r.filed_on as "filedOn", coalesce(r.reference, '') as reference, coalesce(r.state = 'draft', false) as "isDraft"
      from years y left join oda_return r on r.organisation_id = ${organisationId} and r.year = y.year
      order by y.year desc`.execute(inner.db)
    const years: OdaYearLine[] = []
    for (const one of found) {
      const lines = await readOdaLines(inner, organisationId, one.year)
      const campaign = campaigns.find(({ year }) => year === one.year) ?? null
      const kept = one.filedOn ? await findOdaReturn(inner, organisationId, one.year) : null
      years.push({
        ...one,
        campaign,
        window: campaign && windowState(campaign, dayOf(inner.now)),
        lines: lines.length,
        declared: lines.filter((line) => isDeclared(line, one.year)).length,
        money: totalsOf(kept?.filedRows ?? buildRows(lines, one.year)).money,
      })
    }
    return years
  })
}

/** Refuses a year nobody keeps accounts of. */
export function requireYear(year: number | null): number {
  if (year === null || year < 1990) throw new AppError('not_found', 'oda_year_unknown')
  return year
}
