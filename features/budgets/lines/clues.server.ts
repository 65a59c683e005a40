import { sql } from 'kysely'
import { readSeed } from '../../../db/read-seed.ts'
import { fonctionMeaning, isDecentralisedCooperationNature } from '../../../packages/totem/meaning.ts'
import type { Ctx } from '../../../platform/context.ts'
import { nameKey } from '../../organisations/names.ts'
import { type AccountItem, type Clues, lineKey, type NameHint, type PlaceHint } from '../suggestions.ts'

type Words = Pick<Clues, 'words' | 'ambiguous'>

let held: Promise<Words> | undefined

// A file of ours, read once.
function loadWords(): Promise<Words> {
  held ??= readSeed('international-words', ['pattern', 'kind', 'why']).then(({ rows }) => ({
    words: rows.flatMap(({ pattern, kind }) =>
      kind === 'international' || kind === 'onePercent' ? [{ pattern, kind }] : [],
    ),
    ambiguous: new Set(rows.filter(({ kind }) => kind === 'ambiguous').map(({ pattern }) => nameKey(pattern))),
  }))
  return held
}

/** The account whose lines are looked at. */
export type LookedAt = { documentId: string; organisationId: string; nomenclature: string; year: number }

/** All an account is read with: codes of its own plan, reviewed words, names of the authority's ties, what it chose before. */
export async function gatherClues(ctx: Ctx, at: LookedAt): Promise<Clues> {
  return {
    ...(await loadWords()),
    meaningOf: (code) => fonctionMeaning(at.nomenclature, at.year, code),
    isCooperationNature: (nature) => isDecentralisedCooperationNature(at.nomenclature, at.year, nature),
    names: await listNames(ctx, at.organisationId),
    places: await listPlaces(ctx, at.organisationId),
    lastYear: await listChosenBefore(ctx, at),
    refused: await listRefused(ctx, at.organisationId),
  }
}

// The partners by each of their names; bodies of the register that are no authorities; whoever takes part or pays.
async function listNames(ctx: Ctx, organisationId: string): Promise<NameHint[]> {
  const { rows } = await sql<NameHint>`
    with own_project as materialized (
      select j.id, j.partnership_id from project j where j.id = any (array(select projects_seen_in(${organisationId})))),
    named as (
      select 'partner' as "as", o.id, p.partnership_id, null::uuid as project_id from partnership_party mine
      join partnership_party p on p.partnership_id = mine.partnership_id and p.organisation_id <> mine.organisation_id
      join organisation o on o.id = p.organisation_id where mine.organisation_id = ${organisationId}
      union all
      select 'participant', i.organisation_id, j.partnership_id, j.id from own_project j
      join project_participant i on i.project_id = j.id and i.organisation_id <> ${organisationId}
      union all
      select 'funder', m.funder_id, j.partnership_id, j.id from own_project j
      join project_money m on m.project_id = j.id and m.funder_id <> ${organisationId}
      union all
      select case o.tier when 'network' then 'network' else 'association' end, o.id, null, null from organisation o
      where o.kind = 'organisation' and o.merged_into is null and o.discreet_since is null and o.id <> ${organisationId})
    select x.name, n."as", n.id as "organisationId", n.partnership_id as "partnershipId", n.project_id as "projectId"
    from named n cross join lateral (
      select o.name from organisation o where o.id = n.id
      union select a.alias from organisation_alias a where a.organisation_id = n.id) x
    union all
    select i.name, 'participant', null, j.partnership_id, j.id from own_project j
    join project_participant i on i.project_id = j.id where i.organisation_id is null
    union all
    select m.funder_name, 'funder', null, j.partnership_id, j.id from own_project j
    join project_money m on m.project_id = j.id where m.funder_id is null`.execute(ctx.db)
  return rows
}

async function listPlaces(ctx: Ctx, organisationId: string): Promise<PlaceHint[]> {
  const { rows } = await sql<PlaceHint>`
    select l.name, j.partnership_id as "partnershipId", o.country from project j
    join project_place l on l.project_id = j.id join organisation o on o.id = l.territory_id
    where j.id = any (array(select projects_seen_in(${organisationId}))) and j.partnership_id is not null
      and l.territory_id <> ${organisationId}
    union all
    select c.name_fr, null, c.iso2 from country c where c.iso2 <> 'FR'`.execute(ctx.db)
  return rows
}

/** The function of an accounting line `l`, or the chapter it is voted in where chapters are functions. */
export const functionOf = sql`coalesce(l.function_code, case when l.chapter ~ '^9[0-9]{3,}$' then l.chapter end)`

type Chosen = Omit<AccountItem, 'ownTexts'> & { lineId: string; said: string; year: number }

/** The texts of a line or a grant that its words are looked for in. */
export const textsOf = (said: { label: string | null; beneficiary: string | null; purpose: string | null }): string[] =>
  [said.label, said.beneficiary, said.purpose].filter((text): text is string => Boolean(text?.trim()))

// What was chosen in the accounts of the year before, and in the other documents of this one.
async function listChosenBefore(ctx: Ctx, { documentId, organisationId, year }: LookedAt): Promise<Clues['lastYear']> {
  type Row = Omit<Chosen, 'texts'> & { label: string | null; beneficiary: string | null; purpose: string | null }
  const { rows } = await sql<Row>`
    select b.id as "lineId", b.label as said, b.year, case when b.grant_position is null then 'line' else 'grant' end as kind,
      0 as position, b.direction, coalesce(g.nature, l.nature, '') as nature,
      case when g.position is null then ${functionOf} end as "functionCode", case when g.position is null then l.operation end as operation,
      case when g.position is null then l.label end as label,
      case when g.position is null then l.beneficiary else g.beneficiary end as beneficiary, g.purpose
    from budget_line b
    left join account_line l on l.document_id = b.document_id and l.position = b.account_position
    left join account_grant g on g.document_id = b.document_id and g.position = b.grant_position
    where b.organisation_id = ${organisationId} and b.document_id is not null and b.document_id <> ${documentId}
      and b.year between ${year - 1} and ${year} order by b.year, b.updated_at, b.id`.execute(ctx.db)
  return new Map(
    rows.map((row) => [
      lineKey({ ...row, texts: textsOf(row) }),
      { lineId: row.lineId, label: row.said, year: row.year },
    ]),
  )
}

/** The keys of what was refused for good, or taken out of the account of a year. */
export async function listRefused(ctx: Ctx, organisationId: string): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select line_key as key from refused_suggestion
    where organisation_id = ${organisationId}`.execute(ctx.db)
  return new Set(rows.map(({ key }) => key))
}
