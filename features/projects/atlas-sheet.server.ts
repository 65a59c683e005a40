import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { firstOfMonth } from '../../platform/i18n/first-of-month.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { listSheetFields, readInCharge, sayThemes } from '../partnerships/atlas-sheet.server.ts'
import { type FilledField, fillSheet, type SheetFacts } from '../partnerships/atlas-sheet.ts'
import type { Theme, TieType } from '../partnerships/schema.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'

type Row = {
  title: string
  type: TieType
  state: string
  summary: string
  objectives: string
  themes: Theme[]
  goals: number[]
  startsOn: string | null
  endsOn: string | null
  ours: string
  website: string | null
  partners: string[] | null
  countries: string[] | null
  places: string[] | null
  funders: string[] | null
  planned: { amount: string; currency: string }[] | null
}

async function readProject(ctx: Ctx, { projectId, organisationId }: BodyOfProject): Promise<Row> {
  const country = sql.ref(`c.name_${ctx.locale}`)
  const { rows } = await sql<Row>`
    select j.title, j.type, j.state, j.summary, j.objectives, j.themes, j.sdgs as goals, j.starts_on as "startsOn",
      j.ends_on as "endsOn", (select o.name from organisation o where o.id = ${organisationId}) as ours,
      (select f.website from organisation_profile f where f.organisation_id = ${organisationId}) as website,
      (select array_agg(coalesce(o.name, i.name) order by i.credit_order) from project_participant i
        left join organisation o on o.id = i.organisation_id
        where i.project_id = j.id and i.organisation_id is distinct from ${organisationId} and i.discreet_since is null) as partners,
      (select array_agg(distinct coalesce(${country}, o.country)) from project_place p
        join organisation o on o.id = p.territory_id left join country c on c.iso2 = o.country
        where p.project_id = j.id and o.country <> 'FR') as countries,
      (select array_agg(p.name order by p.name) from project_place p
        where p.project_id = j.id and p.discreet_since is null) as places,
      (select array_agg(distinct coalesce(o.name, m.funder_name)) from project_money m
        left join organisation o on o.id = m.funder_id where m.project_id = j.id) as funders,
      (select jsonb_agg(jsonb_build_object('amount', s.amount, 'currency', s.currency) order by s.currency) from (
        select sum(m.planned)::text as amount, m.currency from project_money m
        where m.project_id = j.id and m.nature = 'money' and m.planned is not null group by m.currency) s) as planned
    from project j where j.id = ${projectId}`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}

/** The sheet of a project for a body that is in it: each field of the ministry's atlas with its text ready. */
export async function getProjectSheet(ctx: Ctx, of: BodyOfProject): Promise<{ title: string; fields: FilledField[] }> {
  return inTransaction(ctx, async (inner) => {
    await requireInProject(inner, of, 'reader')
    const t = translator(inner.locale)
    const region = inner.locale === 'fr' ? 'fr-FR' : 'en-GB'
    const days = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' })
    const day = (value: string | null) =>
      value ? firstOfMonth(days.format(new Date(`${value}T00:00:00Z`)), inner.locale) : ''
    const money = ({ amount, currency }: { amount: string; currency: string }) =>
      new Intl.NumberFormat(region, { style: 'currency', currency }).format(amount as `${number}`)
    const project = await readProject(inner, of)
    const stateKey = `project.state.${project.state}`
    const facts: SheetFacts = {
      title: project.title,
      ourName: project.ours,
      partners: (project.partners ?? []).join(', '),
      countries: (project.countries ?? []).join(', '),
      type: t(`atlas.type.${project.type}`),
      state: t.has(stateKey) ? t(stateKey) : '',
      since: day(project.startsOn),
      until: day(project.endsOn),
      summary: project.summary,
      objectives: project.objectives,
      places: (project.places ?? []).join(', '),
      budget: (project.planned ?? []).map(money).join(', '),
      funders: (project.funders ?? []).join(', '),
      website: project.website ?? '',
      ...sayThemes(t, project),
      ...(await readInCharge(inner, of.organisationId)),
    }
    return { title: project.title, fields: fillSheet(await listSheetFields(inner), facts) }
  })
}
