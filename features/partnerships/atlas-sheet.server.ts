import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import { type FilledField, fillSheet, type SheetFacts, type SheetField } from './atlas-sheet.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import type { Theme, TieState, TieType } from './schema.ts'

/** The fields of the sheet that are shown, in their order, in the reader's language. */
export async function listSheetFields(ctx: Ctx): Promise<SheetField[]> {
  const own = (name: string) => sql.ref(`${name}_${ctx.locale}`)
  const { rows } = await sql<SheetField>`
    select code, ${own('label')} as label, ${own('help')} as help, content, max_length as "maxLength"
    from atlas_sheet_field where active order by position, code`.execute(ctx.db)
  return rows
}

/** Who is in charge, as the body that fills in the sheet has named them: elected members, then officers. */
export async function readInCharge(
  ctx: Ctx,
  organisationId: string,
): Promise<Pick<SheetFacts, 'elected' | 'officers'>> {
  const { rows } = await sql<{ name: string; functionTitle: string; kind: 'elected' | 'officer' }>`
    select name, function_title as "functionTitle", kind from official
    where organisation_id = ${organisationId} and discreet_since is null and (until is null or until >= ${ctx.now}::date)
    order by name`.execute(ctx.db)
  const lines = (kind: string) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ name, functionTitle }) => [name, functionTitle].filter(Boolean).join(', '))
      .join('\n')
  return { elected: lines('elected'), officers: lines('officer') }
}

/** Themes and goals as the sheet says them. */
export function sayThemes(t: Translator, facts: { themes: readonly Theme[]; goals: readonly number[] }): SheetFacts {
  return {
    themes: facts.themes.map((theme) => t(`atlas.theme.${theme}`)).join(', '),
    goals: facts.goals.map((goal) => t('kit.goal', { number: goal })).join(', '),
  }
}

type TieRow = {
  type: TieType
  state: TieState
  sinceYear: number | null
  untilYear: number | null
  goals: number[]
  themes: Theme[]
  ours: string
  partners: string[]
  countries: string[]
  summary: string | null
  agreement: string | null
  website: string | null
}

async function readTie(ctx: Ctx, of: PartyOfTie): Promise<TieRow> {
  const country = sql.ref(`c.name_${ctx.locale}`)
  const { rows } = await sql<TieRow>`
    select t.type, t.state, t.since_year as "sinceYear", t.until_year as "untilYear", t.sdgs as goals,
      coalesce((select array_agg(distinct x.theme) from partnership_statement s, unnest(s.themes) as x (theme)
        where s.partnership_id = t.id), '{}') as themes,
      (select o.name from organisation o where o.id = ${of.organisationId}) as ours,
      (select array_agg(o.name order by p.position) from partnership_party p join organisation o on o.id = p.organisation_id
        where p.partnership_id = t.id and o.id <> ${of.organisationId}) as partners,
      (select array_agg(distinct coalesce(${country}, o.country)) from partnership_party p
        join organisation o on o.id = p.organisation_id left join country c on c.iso2 = o.country
        where p.partnership_id = t.id and o.id <> ${of.organisationId}) as countries,
      (select x.body from partnership_text x where x.partnership_id = t.id and x.organisation_id = ${of.organisationId}
        order by x.locale <> ${ctx.locale}, x.locale limit 1) as summary,
      (select a.title from agreement a where a.partnership_id = t.id and a.state in ('inForce', 'noticeGiven', 'suspended')
        order by a.starts_on desc nulls last limit 1) as agreement,
      (select f.website from organisation_profile f where f.organisation_id = ${of.organisationId}) as website
    from partnership t where t.id = ${of.partnershipId}`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}

/** The sheet of a tie for one of its parties: each field with its text ready. */
export async function getTieSheet(ctx: Ctx, of: PartyOfTie): Promise<FilledField[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const t = translator(inner.locale)
    const tie = await readTie(inner, of)
    const facts: SheetFacts = {
      title: [tie.ours, ...tie.partners].join(' – '),
      ourName: tie.ours,
      partners: tie.partners.join(', '),
      countries: tie.countries.join(', '),
      type: t(`atlas.type.${tie.type}`),
      state: t(`atlas.state.${tie.state}`),
      since: tie.sinceYear === null ? '' : String(tie.sinceYear),
      until: tie.untilYear === null ? '' : String(tie.untilYear),
      summary: tie.summary ?? '',
      agreement: tie.agreement ?? '',
      website: tie.website ?? '',
      ...sayThemes(t, tie),
      ...(await readInCharge(inner, of.organisationId)),
    }
    return fillSheet(await listSheetFields(inner), facts)
  })
}
