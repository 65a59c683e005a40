import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { takeTurn } from '../../platform/turns.ts'
import { nameKey } from '../organisations/names.ts'

/** An authority found by a name. */
type FoundOrganisation = { key: string; name: string; country: string; ties: number }

/** A tie found between two names. */
type FoundTie = { id: string; names: string[] }

/** A line of a list that named both and was not taken over: a person has to look. */
type SetAside = {
  source: string
  line: number
  outcome: 'ambiguous' | 'unmatched' | 'setAside' | 'invalid'
}

/** What is known of two names, one of which may be empty. */
export type Answer = {
  first: { asked: string; found: FoundOrganisation[] }
  second: { asked: string; found: FoundOrganisation[] } | null
  ties: FoundTie[]
  aside: SetAside[]
}

const mostFound = 6

async function findByName(ctx: Ctx, asked: string): Promise<FoundOrganisation[]> {
  const key = nameKey(asked)
  if (key.length < 2) return []
  const { rows } = await sql<FoundOrganisation>`
    select o.key, o.name, o.country, o.tie_count as ties from public_organisation o
    where o.name_key = ${key} or o.id in (select organisation_id from public_organisation_alias where alias_key = ${key})
      or (length(${key}) >= 4 and ${key} <% o.names_key and similarity(${key}, o.name_key) > 0.55)
    order by (o.name_key = ${key}) desc, o.tie_count desc, o.population desc nulls last, o.key
    limit ${mostFound}`.execute(ctx.db)
  return rows
}

async function findTies(ctx: Ctx, here: readonly string[], there: readonly string[]): Promise<FoundTie[]> {
  if (here.length === 0 || there.length === 0) return []
  const { rows } = await sql<FoundTie>`select id, party_names as names from public_tie
    where party_keys && ${[...here]}::text[] and party_keys && ${[...there]}::text[] order by id limit ${mostFound}`.execute(
    ctx.db,
  )
  return rows
}

const least = 3

// Words that name an authority in discreet mode answer as words that name nobody: no line that holds them is shown.
async function findSetAside(ctx: Ctx, first: string, second: string): Promise<SetAside[]> {
  const keys = [nameKey(first), nameKey(second)]
  if (keys.some((key) => key.length < least)) return []
  return asJob(ctx, 'correction', async ({ db }) => {
    const { rows } = await sql<SetAside & { text: string }>`
      with hidden as (
        select o.name_key from organisation o where o.discreet_since is not null and o.name_key = any(${keys})
        union all select a.alias_key from organisation_alias a join organisation o on o.id = a.organisation_id
          where o.discreet_since is not null and a.alias_key = any(${keys})
        union all select min(o.name_key) from partnership p join partnership_party y on y.partnership_id = p.id
          join organisation o on o.id = y.organisation_id
          where p.discreet_since is not null and o.name_key = any(${keys}) group by p.id having count(distinct o.name_key) = 2)
      select coalesce(s.name, r.file_name, r.kind) as source, w.line, w.outcome, w.raw::text as text
      from import_row w join import_run r on r.id = w.run_id left join source s on s.id = r.source_id
      where not exists (select from hidden) and w.raw::text ilike ${`%${pattern(first)}%`} and w.raw::text ilike ${`%${pattern(second)}%`}
      order by r.started_at desc, w.line limit 500`.execute(db)
    return rows
      .filter(({ text }) => keys.every((key) => ` ${nameKey(text)} `.includes(` ${key} `)))
      .slice(0, mostFound)
      .map(({ source, line, outcome }) => ({ source, line, outcome }))
  })
}

// The longest word narrows the search; the folded names decide.
function pattern(name: string): string {
  const words = name.trim().split(/[^\p{L}\p{N}]+/u)
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '')
  // Letters that bear accents in some language stand for any letter.
  return longest.replace(/\P{ASCII}|[aceilnosuyz]/giu, '_')
}

/**
 * Looks up why a tie is not in the atlas: what is known of both names, and the lines of lists that were set aside. A
 * record in discreet mode answers as one that does not exist.
 */
export async function explainAbsence(
  ctx: Ctx,
  names: { first: string; second: string; client: string },
): Promise<Answer> {
  const first = names.first.trim().slice(0, 120)
  const second = names.second.trim().slice(0, 120)
  return inTransaction(ctx, async (inner) => {
    await takeTurn(inner, `why ${names.client}`, { most: 60, seconds: 3600 })
    const here = await findByName(inner, first)
    const there = second ? await findByName(inner, second) : []
    const keys = (found: FoundOrganisation[]) => found.map((one) => one.key)
    const ties = second ? await findTies(inner, keys(here), keys(there)) : []
    const aside = second && ties.length === 0 ? await findSetAside(inner, first, second) : []
    return {
      first: { asked: first, found: here },
      second: second ? { asked: second, found: there } : null,
      ties,
      aside,
    }
  })
}
