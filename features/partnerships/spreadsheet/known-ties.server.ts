import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { inParts } from '../../../platform/in-parts.ts'
import { decidedSource } from '../import/write-ties.server.ts'
import type { Statement } from '../rules.ts'
import { type Theme, type TieState, type TieType, themes } from '../schema.ts'
import type { Declared, Said } from './facts.ts'
import type { KnownTie } from './plan.ts'
import { inSlices } from './slices.ts'

/** The organisation a sheet speaks for. */
export type OwnOrganisation = {
  id: string
  key: string
  name: string
  country: string
  example: boolean
  /** Every name it goes by, as keys. */
  nameKeys: string[]
}

/** A party of one of its ties. */
export type OwnPartner = { id: string; key: string; name: string; country: string; nameKeys: string[] }

/** One of its ties with those it is with. */
export type OwnTie = KnownTie & { partners: OwnPartner[] }

/** The source that carries what parties declare of their own ties: each in a statement named by its id. */
export const declarations = 'declaration'

/** Finds the organisation a sheet speaks for. */
export async function findOwnOrganisation(ctx: Ctx, id: string): Promise<OwnOrganisation | null> {
  const { rows } = await sql<OwnOrganisation>`
    select o.id, o.key, o.name, o.country, o.example,
      array(select a.alias_key from organisation_alias a where a.organisation_id = o.id) || o.name_key as "nameKeys"
    from organisation o where o.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

type SaidRow = Statement & { tieId: string; isOwn: boolean; themes: Theme[] }

function toSaid(rows: readonly SaidRow[]): Said & { themes: Theme[] } {
  const own = rows.find((row) => row.isOwn)
  const others = rows.filter((row) => row !== own)
  const named = (list: readonly SaidRow[]) => new Set(list.flatMap((row) => row.themes))
  const all = named(rows)
  const declared: Declared | null = own
    ? {
        type: own.type,
        state: own.state,
        sinceYear: own.sinceYear,
        untilYear: own.untilYear,
        attestedYear: own.attestedYear,
        themes: own.themes,
      }
    : null
  return {
    own: declared,
    others,
    othersThemes: [...named(others)],
    themes: themes.filter((theme) => all.has(theme)),
  }
}

type TieRow = {
  id: string
  type: TieType
  state: TieState
  since: number | null
  until: number | null
  partners: OwnPartner[]
}

/** The ties of an organisation with what was said of each; with `ids` only those. */
export function loadOwnTies(ctx: Ctx, own: { id: string }, ids: readonly string[] | null = null): Promise<OwnTie[]> {
  // Many ties just written are more than the planner has heard of: a few at a time, it looks each one up.
  return ids ? inParts(ids.toSorted(), (part) => readOwnTies(ctx, own, part)) : readOwnTies(ctx, own, null)
}

async function readOwnTies(ctx: Ctx, own: { id: string }, ids: readonly string[] | null): Promise<OwnTie[]> {
  const chosen = (column: string) =>
    ids ? sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])` : sql<boolean>`true`
  const ties = await sql<TieRow>`
    select p.id, p.type, p.state, p.since_year as since, p.until_year as until, coalesce((
      select json_agg(json_build_object('id', o.id, 'key', o.key, 'name', o.name, 'country', o.country, 'nameKeys',
        array(select a.alias_key from organisation_alias a where a.organisation_id = o.id) || o.name_key) order by pp.position)
      from partnership_party pp join organisation o on o.id = pp.organisation_id
      where pp.partnership_id = p.id and pp.organisation_id <> ${own.id}), '[]') as partners
    from partnership p join partnership_party mine on mine.partnership_id = p.id
    where mine.organisation_id = ${own.id} and ${chosen('p.id')} order by p.id`.execute(ctx.db)
  const said = await sql<SaidRow>`
    select m.partnership_id as "tieId", s.code = ${declarations} and m.statement_key = ${own.id} as "isOwn", m.evidence, m.type_said as type, m.state_said as state,
      m.since_year as "sinceYear", m.until_year as "untilYear", m.attested_year as "attestedYear", m.themes,
      ${decidedSource} as decided
    from partnership_party mine join partnership_statement m on m.partnership_id = mine.partnership_id
    join source s on s.id = m.source_id
    where mine.organisation_id = ${own.id} and ${chosen('m.partnership_id')}
    order by m.recorded_at, m.id`.execute(ctx.db)
  const byTie = Map.groupBy(said.rows, (row) => row.tieId)
  return inSlices(ties.rows, ({ id, partners, type, state, since, until }) => {
    const { themes: present, ...rest } = toSaid(byTie.get(id) ?? [])
    const countries = new Set(partners.map((partner) => partner.country))
    return {
      id,
      partners,
      names: partners.map((partner) => partner.name),
      country: countries.size === 1 ? ([...countries][0] ?? null) : null,
      present: { type, state, since, until, themes: present },
      said: rest,
    }
  })
}
