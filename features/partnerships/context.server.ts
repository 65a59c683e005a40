import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { findPublicProfile, type PublicProfile } from '../organisations/public-profile.server.ts'
import { dayOf } from './agreement-read.server.ts'
import type { StepKind } from './agreement-schema.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import type { Theme, TieState, TieType } from './schema.ts'

/** Where a fact of law is read, and when it was last read over. */
export type LawSource = { name: string; url: string | null; checkedOn: string }

/** Another tie of a partner, as everybody may read it. */
export type OtherTie = {
  id: string
  names: string[]
  type: TieType
  state: TieState
  sinceYear: number | null
  themes: Theme[]
  withUs: boolean
}

/** What is known around one other party of a tie. */
export type PartnerContext = {
  organisationId: string
  key: string
  name: string
  country: string
  tier: string
  /** What its tier does in its country; null where the data do not say yet. */
  law: { competences: string; approvals: string; source: LawSource } | null
  /** What its public sheet says of its council and its plan; null where it shows none. */
  profile: PublicProfile | null
  elections: { name: string; onDate: string; precision: 'day' | 'month' | 'year'; isPast: boolean; source: LawSource }[]
  steps: { kind: StepKind; name: string; explains: string; required: boolean; general: boolean; source: LawSource }[]
  ties: OtherTie[]
}

type Row = Omit<PartnerContext, 'profile' | 'elections' | 'steps' | 'ties'>

const sourceOf = (alias: string) =>
  sql`jsonb_build_object('name', ${sql.ref(`${alias}.source_name`)}, 'url', ${sql.ref(`${alias}.source_url`)},
    'checkedOn', ${sql.ref(`${alias}.checked_on`)})`

/** What surrounds the other parties of a tie: their powers, council, elections, approvals, plan, and their other partners. */
export async function getTieContext(ctx: Ctx, of: PartyOfTie): Promise<PartnerContext[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const own = (name: string) => sql.ref(`l.${name}_${inner.locale}`)
    const { rows } = await sql<Row>`
      select o.id as "organisationId", o.key, o.name, o.country, o.tier,
        case when l.country is not null then jsonb_build_object('competences', ${own('competences')},
          'approvals', ${own('approvals')}, 'source', ${sourceOf('l')}) end as law
      from partnership_party p join organisation o on o.id = p.organisation_id
      left join country_context l on l.country = o.country and l.tier = o.tier
      where p.partnership_id = ${of.partnershipId} and o.id <> ${of.organisationId} order by p.position`.execute(
      inner.db,
    )
    const partners: PartnerContext[] = []
    for (const row of rows)
      partners.push({
        ...row,
        profile: await findPublicProfile(inner, row.organisationId),
        elections: await readElections(inner, row),
        steps: await readSteps(inner, row.country),
        ties: await readOtherTies(inner, row.organisationId, of),
      })
    return partners
  })
}

// The last one and those to come.
async function readElections(ctx: Ctx, { country, tier }: Row): Promise<PartnerContext['elections']> {
  const today = dayOf(ctx.now)
  const { rows } = await sql<PartnerContext['elections'][number]>`
    select ${sql.ref(`e.name_${ctx.locale}`)} as name, e.on_date as "onDate", e.date_precision as precision,
      (case e.date_precision when 'year' then make_date(extract(year from e.on_date)::int, 12, 31)
        when 'month' then (date_trunc('month', e.on_date) + interval '1 month - 1 day')::date else e.on_date end) < ${today}::date
        as "isPast", ${sourceOf('e')} as source
    from election e where e.country = ${country} and (cardinality(e.tiers) = 0 or ${tier} = any(e.tiers))
    order by e.on_date`.execute(ctx.db)
  const past = rows.filter(({ isPast }) => isPast)
  return [...past.slice(-1), ...rows.filter(({ isPast }) => !isPast)]
}

async function readSteps(ctx: Ctx, country: string): Promise<PartnerContext['steps']> {
  const { rows } = await sql<PartnerContext['steps'][number]>`
    select r.kind, ${sql.ref(`r.name_${ctx.locale}`)} as name, ${sql.ref(`r.explains_${ctx.locale}`)} as explains, r.required,
      r.country = '*' as general, ${sourceOf('r')} as source
    from approval_step_rule r where r.active and r.country = case when exists (
      select from approval_step_rule own where own.active and own.country = ${country}) then ${country} else '*' end
    order by r.position, r.code`.execute(ctx.db)
  return rows
}

// Only what everybody may read: what two others say to each other stays theirs.
async function readOtherTies(ctx: Ctx, organisationId: string, of: PartyOfTie): Promise<OtherTie[]> {
  const { rows } = await sql<OtherTie>`
    select t.id, t.type, t.state, t.since_year as "sinceYear", t.themes,
      (select array_agg(n.name order by n.at) from unnest(t.party_names, t.party_keys) with ordinality as n (name, key, at)
        where n.key <> e.key) as names,
      exists (select from public_tie_end u where u.tie_id = t.id and u.organisation_id = ${of.organisationId}) as "withUs"
    from public_tie_end e join public_tie t on t.id = e.tie_id
    where e.organisation_id = ${organisationId} and t.id <> ${of.partnershipId}
    order by t.state = 'ended', t.since_year nulls last, t.id limit 200`.execute(ctx.db)
  return rows
}
