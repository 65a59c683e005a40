import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { keepChange, requireId } from './keep.server.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'
import { keepPoint } from './rules.ts'
import { type PlacePrecision, placePrecisions } from './schema.ts'

/** A place of a project, as the bodies in it see it. */
export type Place = {
  id: string
  /** The body that entered it: it alone changes it. */
  enteredBy: string
  territory: { id: string; key: string; name: string; country: string }
  name: string
  lon: number | null
  lat: number | null
  precision: PlacePrecision
  discreetSince: Date | null
  discreetBy: string[]
}

const columns = sql<Place>`l.id, l.organisation_id as "enteredBy",
  json_build_object('id', l.territory_id, 'key', o.key, 'name', o.name, 'country', o.country) as territory,
  l.name, l.lon, l.lat, l.precision, l.discreet_since as "discreetSince", l.discreet_by as "discreetBy"`

async function read(ctx: Ctx, of: BodyOfProject, chosen: RawBuilder<boolean>): Promise<Place[]> {
  const { rows } =
    await sql<Place>`select ${columns} from project_place l left join organisation o on o.id = l.territory_id
    where l.project_id = ${of.projectId} and ${chosen} order by o.country, o.name, l.name, l.id`.execute(ctx.db)
  return rows
}

/** The places of a project, on every territory. */
export async function listPlaces(ctx: Ctx, of: BodyOfProject): Promise<Place[]> {
  await requireInProject(ctx, of, 'reader')
  return inTransaction(ctx, (inner) => read(inner, of, sql<boolean>`true`))
}

/** The authorities a place of the project may lie in: those that take part, and the parties of its tie. */
export async function listTerritories(
  ctx: Ctx,
  of: BodyOfProject,
): Promise<{ id: string; key: string; name: string; country: string }[]> {
  await requireInProject(ctx, of, 'reader')
  return inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ id: string; key: string; name: string; country: string }>`
      select o.id, o.key, o.name, o.country from organisation o where o.kind = 'localAuthority' and o.id in (
        select organisation_id from project_participant where project_id = ${of.projectId}
        union select organisation_id from partnership_party where partnership_id = tie_of_project(${of.projectId}))
      order by o.country <> 'FR', o.name`.execute(inner.db)
    return rows
  })
}

/** What is typed of a place: `territory` is the key of an authority in the project. */
export type PlaceInput = { territory: string; name: string; lon: string; lat: string; precision: string }

type Kept = { territoryId: string; name: string; lon: number | null; lat: number | null; precision: PlacePrecision }

const degrees = (text: string, most: number): number | null => {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) && Math.abs(value) <= most ? value : null
}

// What is kept never comes nearer than the chosen precision, the name no more than the point.
async function toKept(ctx: Ctx, of: BodyOfProject, typed: PlaceInput): Promise<Kept> {
  const precision = placePrecisions.find((one) => one === typed.precision)
  if (!precision) throw new AppError('invalid', 'project_choice_unknown')
  const territory = (await listTerritories(ctx, of)).find(({ key }) => key === typed.territory)
  if (!territory) throw new AppError('invalid', 'project_territory_unknown')
  const base = { territoryId: territory.id, precision }
  if (precision === 'country') return { ...base, name: territory.country, lon: null, lat: null }
  if (precision === 'authority') return { ...base, name: territory.name, lon: null, lat: null }
  const name = typed.name.trim().slice(0, 200)
  if (name === '') throw new AppError('invalid', 'project_place_name_missing')
  const [lon, lat] = [degrees(typed.lon, 180), degrees(typed.lat, 90)]
  const point = keepPoint(lon === null || lat === null ? null : { lon, lat }, precision)
  if (!point) throw new AppError('invalid', 'project_point_wrong')
  return { ...base, name, ...point }
}

const toColumns = ({ territoryId, name, lon, lat, precision }: Kept) => ({
  territory_id: territoryId,
  name,
  lon,
  lat,
  precision,
})

/** Adds a place; with less precision than “exact” the point is rounded or left out before it is written. */
export async function addPlace(ctx: Ctx, of: BodyOfProject, typed: PlaceInput): Promise<string> {
  await requireInProject(ctx, of, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const kept = await toKept(inner, of, typed)
    const id = newId()
    await inner.db
      .insertInto('project_place')
      .values({ id, project_id: of.projectId, organisation_id: of.organisationId, ...toColumns(kept) })
      .execute()
    await keepChange(inner, of, 'placeAdded', null, { place: kept.name, precision: kept.precision })
    return id
  })
}

/** Changes a place; the body that entered it may. */
export async function changePlace(ctx: Ctx, of: BodyOfProject, id: string, typed: PlaceInput): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await own(inner, of, id)
    const kept = await toKept(inner, of, typed)
    await inner.db
      .updateTable('project_place')
      .set(toColumns(kept))
      .where('id', '=', id)
      .where('project_id', '=', of.projectId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    const told = { place: before.name, precision: before.precision }
    await keepChange(inner, of, 'placeChanged', told, { place: kept.name, precision: kept.precision })
  })
}

/** Takes a place out; the body that entered it may. */
export async function removePlace(ctx: Ctx, of: BodyOfProject, id: string): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await own(inner, of, id)
    await inner.db
      .deleteFrom('project_place')
      .where('id', '=', id)
      .where('project_id', '=', of.projectId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    await keepChange(inner, of, 'placeRemoved', { place: before.name, precision: before.precision }, null)
  })
}

async function one(ctx: Ctx, of: BodyOfProject, id: string): Promise<Place> {
  requireId(id)
  const [found] = await read(ctx, of, sql<boolean>`l.id = ${id}`)
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}

async function own(ctx: Ctx, of: BodyOfProject, id: string): Promise<Place> {
  const found = await one(ctx, of, id)
  if (found.enteredBy !== of.organisationId) throw new AppError('forbidden', 'project_entered_by_other')
  return found
}

/** Puts a place in discreet mode at once, whichever body asks, or lifts what that body had asked. */
export async function setPlaceDiscreet(ctx: Ctx, of: BodyOfProject, id: string, discreet: boolean): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await one(inner, of, id)
    if (before.discreetBy.includes(of.organisationId) === discreet) return
    await sql`update project_place set discreet_by = x.asked,
        discreet_since = case when cardinality(x.asked) > 0 then coalesce(discreet_since, ${inner.now}) end
      from (select case when ${discreet} then array_append(discreet_by, ${of.organisationId}::uuid)
        else array_remove(discreet_by, ${of.organisationId}::uuid) end as asked
        from project_place where id = ${id} and project_id = ${of.projectId} for update) x
      where id = ${id} and project_id = ${of.projectId}`.execute(inner.db)
    const action = discreet ? 'placeDiscreet' : 'placeNotDiscreet'
    await keepChange(inner, of, action, { place: before.name }, { place: before.name, discreet })
  })
}
