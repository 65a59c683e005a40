import { sql } from 'kysely'
import { z } from 'zod'
import { asActor, asJob, type Ctx, inTransaction, type PersonActor } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { takeTurn } from '../../platform/turns.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requirePerson } from '../accounts/permissions.server.ts'
import { giveSeat } from '../accounts/seats.server.ts'
import { isAuthorityKind, kindsFor } from './bodies.ts'
import { freeKey, placeKeys, plainKey } from './keys.ts'
import { nameKey } from './names.ts'
import { type CouncilStatus, councilStatuses } from './profile.ts'

/** What somebody says of a body that is not known here. */
export type NewBody = {
  name: string
  country: string
  kind: string
  /** Its place, of those of the gazetteer that were offered. */
  placeId: number | null
  councilStatus: string
  website: string
  functionTitle: string
}

const bodyFacts = z.object({
  name: z.string().trim().min(2).max(200),
  country: z.string().regex(/^[A-Z]{2}$/),
  kind: z.string(),
  placeId: z.int().nullable(),
  councilStatus: z.enum(councilStatuses).catch('unknown'),
  website: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)]),
  functionTitle: z.string().trim().max(120),
})

type Given = z.output<typeof bodyFacts>
type Place = { id: number; name: string; name_key: string; lon: number; lat: number; disputed: string | null }

/**
 * Creates a body without a SIRET, with whoever creates it as its owner. Nobody else sees it until somebody trusted has
 * looked (`reviewBody`).
 */
export async function createBody(ctx: Ctx, input: NewBody): Promise<{ id: string; key: string }> {
  const actor = requirePerson(ctx)
  const given = readFacts(input)
  return inTransaction(ctx, async (inner) => {
    await takeTurn(inner, `body ${actor.personId}`, { most: 5, seconds: 86_400 })
    const known = await inner.db
      .selectFrom('country')
      .select('iso2')
      .where('iso2', '=', given.country)
      .executeTakeFirst()
    if (!known) throw new AppError('invalid', 'body_country')
    const place = given.placeId === null ? null : await findPlace(inner, given.country, given.placeId)
    const key = await chooseKey(inner, given, place)
    const id = await insertBody(inner, actor, given, place, key)
    await asJob(inner, 'creation', (job) =>
      giveSeat(job, {
        organisationId: id,
        personId: actor.personId,
        role: 'owner',
        functionTitle: given.functionTitle,
        givenBy: actor.personId,
      }),
    )
    await recordChange(inner, {
      recordKind: 'organisation',
      recordId: id,
      organisationId: id,
      action: 'created',
      after: { name: given.name, country: given.country, tier: given.kind, key },
    })
    await saySomething(inner, actor, id, given)
    return { id, key }
  })
}

function readFacts(input: NewBody): Given {
  const read = bodyFacts.safeParse(input)
  if (!read.success) throw new AppError('invalid', `body_${String(read.error.issues[0]?.path[0])}`)
  if (!kindsFor(read.data.country).some((kind) => kind === read.data.kind)) throw new AppError('invalid', 'body_kind')
  return read.data
}

async function findPlace(ctx: Ctx, country: string, placeId: number): Promise<Place> {
  const { rows } = await sql<Place>`
    select l.id, l.name, l.name_key, l.lon, l.lat, (select d.code from disputed_place d
      where d.country = l.country and l.lon between d.min_lon and d.max_lon and l.lat between d.min_lat and d.max_lat
        and cardinality(d.place_names) = 0 order by d.code limit 1) as disputed
    from place l where l.id = ${placeId} and l.country = ${country}`.execute(ctx.db)
  const [place] = rows
  if (!place) throw new AppError('invalid', 'body_place')
  return place
}

// A town has the key of its place, as an import would give it; another body that of its own name. Keys of records nobody
// may see are taken too.
async function chooseKey(ctx: Ctx, given: Given, place: Place | null): Promise<string> {
  const wanted =
    place && given.kind === 'municipality'
      ? await placeKey(ctx, given.country, place)
      : plainKey(given.country, given.name, 'body')
  return asJob(ctx, 'creation', async ({ db }) => {
    const like = `${wanted}%`
    const { rows } = await sql<{ key: string }>`
      select key from organisation where key like ${like}
      union select old_key from organisation_key_redirect where old_key like ${like}`.execute(db)
    return freeKey(wanted, new Set(rows.map((row) => row.key)))
  })
}

async function placeKey(ctx: Ctx, country: string, place: Place): Promise<string> {
  const namesakes = await ctx.db
    .selectFrom('place')
    .select(['id', 'name', 'country'])
    .where('country', '=', country)
    .where('name_key', '=', place.name_key)
    .execute()
  return placeKeys(namesakes).get(place.id) ?? plainKey(country, place.name, `place-${place.id}`)
}

async function insertBody(
  ctx: Ctx,
  actor: PersonActor,
  given: Given,
  place: Place | null,
  key: string,
): Promise<string> {
  const source = await ctx.db.selectFrom('source').select('id').where('code', '=', 'operator').executeTakeFirstOrThrow()
  const id = newId()
  await ctx.db
    .insertInto('organisation')
    .values({
      id,
      key,
      kind: isAuthorityKind(given.kind) ? 'localAuthority' : 'organisation',
      tier: given.kind,
      name: given.name,
      name_key: nameKey(given.name),
      country: given.country,
      lon: place?.lon ?? null,
      lat: place?.lat ?? null,
      point_precision: place ? 'place' : null,
      place_id: place?.id ?? null,
      disputed_code: place?.disputed ?? null,
      source_id: source.id,
      created_by: actor.personId,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  return id
}

// The status of the council and the site go into the sheet of the new organisation, whose owner now acts for it.
async function saySomething(ctx: Ctx, actor: PersonActor, id: string, given: Given): Promise<void> {
  const status: CouncilStatus | null = isAuthorityKind(given.kind) ? given.councilStatus : null
  if (!given.website && !status) return
  await asActor(ctx, { ...actor, organisationId: id }, ({ db, now }) =>
    db
      .insertInto('organisation_profile')
      .values({ organisation_id: id, website: given.website || null, council_status: status, updated_at: now })
      .execute(),
  )
}
