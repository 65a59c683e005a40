import { readSeed, splitList } from '../../db/read-seed.ts'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import type { ExampleAccount } from '../accounts/example-sign-in.server.ts'
import { nameKey } from '../organisations/names.ts'

const organisationColumns = [
  'key',
  'kind',
  'tier',
  'name',
  'country',
  'lon',
  'lat',
  'website',
  'languages',
  'strengths',
  'priorities',
  'competences',
  'development_plan',
] as const
const peopleColumns = ['organisation', 'role', 'name', 'email', 'function', 'locale'] as const

const sourceCode = 'demonstration'

/** Where the facts of the demonstration come from: nowhere. */
async function ensureSource(ctx: Ctx): Promise<string> {
  const row = { id: newId(), code: sourceCode, name: 'Exemple', licence: 'none', attribution: 'Navette' }
  await ctx.db
    .insertInto('source')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
  const found = await ctx.db.selectFrom('source').select('id').where('code', '=', sourceCode).executeTakeFirstOrThrow()
  return found.id
}

/** Makes the bodies of the demonstration, with what each says of itself; answers their ids by key. */
export async function fillOrganisations(ctx: Ctx): Promise<Map<string, string>> {
  const { rows } = await readSeed('demonstration-organisations', organisationColumns)
  const sourceId = await ensureSource(ctx)
  const made = rows.map((row) => ({ ...row, id: newId() }))
  await ctx.db
    .insertInto('organisation')
    .values(
      made.map((row) => ({
        id: row.id,
        key: row.key,
        kind: row.kind,
        tier: row.tier,
        name: row.name,
        name_key: nameKey(row.name),
        country: row.country,
        lon: row.lon ? Number(row.lon) : null,
        lat: row.lat ? Number(row.lat) : null,
        point_precision: row.lon ? 'given' : null,
        source_id: sourceId,
        example: true,
        created_at: ctx.now,
        updated_at: ctx.now,
      })),
    )
    .execute()
  await ctx.db
    .insertInto('organisation_profile')
    .values(
      made.map((row) => ({
        organisation_id: row.id,
        website: row.website || null,
        languages: splitList(row.languages),
        strengths: row.strengths,
        priorities: splitList(row.priorities).map(Number),
        competences: splitList(row.competences),
        development_plan: row.development_plan,
        council_status: row.kind === 'localAuthority' ? 'electedCouncil' : null,
        council_source: row.kind === 'localAuthority' ? 'Exemple' : '',
        updated_at: ctx.now,
      })),
    )
    .execute()
  return new Map(made.map((row) => [row.key, row.id]))
}

/** Makes the people of the demonstration, a seat for each, and answers the accounts they sign in with. */
export async function fillPeople(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<ExampleAccount[]> {
  const { rows } = await readSeed('demonstration-people', peopleColumns)
  const people = rows.map((row) => ({ ...row, id: newId() }))
  await ctx.db
    .insertInto('person')
    .values(
      people.map(({ id, name, email, locale }) => ({ id, name, email, locale, example: true, created_at: ctx.now })),
    )
    .execute()
  await ctx.db
    .insertInto('membership')
    .values(
      people.map((row) => ({
        id: newId(),
        organisation_id: organisations.get(row.organisation) ?? '',
        person_id: row.id,
        role: row.role,
        function_title: row.function,
        created_at: ctx.now,
      })),
    )
    .execute()
  return people.map(({ id, name, email }) => ({ id, name, email }))
}

/** Makes the tie between the two towns: what officers and mayors try things on. */
export async function fillTie(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<void> {
  const parties = ['exemple-bf', 'exemple-fr']
  const id = newId()
  const sourceId = await ensureSource(ctx)
  const times = { created_at: ctx.now, updated_at: ctx.now }
  const said = { evidence: 'bothParties', since_year: 1997 }
  await ctx.db
    .insertInto('partnership')
    .values({
      id,
      type: 'decentralisedCooperation',
      state: 'active',
      ...said,
      parties_key: parties.join(' '),
      example: true,
      ...times,
    })
    .execute()
  await ctx.db
    .insertInto('partnership_party')
    .values(
      parties.map((key, index) => ({
        partnership_id: id,
        organisation_id: organisations.get(key) ?? '',
        position: index + 1,
      })),
    )
    .execute()
  await ctx.db
    .insertInto('partnership_statement')
    .values({
      id: newId(),
      partnership_id: id,
      source_id: sourceId,
      statement_key: 'exemple',
      licence: 'none',
      ...said,
      type_said: 'decentralisedCooperation',
      state_said: 'active',
      attested_year: ctx.now.getUTCFullYear(),
      themes: ['waterSanitation', 'culture'],
      names_said: ['Exempleville', 'Exemple-sur-Navette'],
      recorded_at: ctx.now,
    })
    .execute()
}
