import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { requirePerson } from '../accounts/permissions.server.ts'
import { nameKey } from './names.ts'

/** A record that may be the very body somebody is about to create. */
export type LookAlike = { key: string; name: string; country: string; tier: string }

/** A place of the gazetteer a body may stand in. */
export type PlaceMatch = { id: number; name: string; lon: number; lat: number }

const most = 8

/**
 * The records of a country whose name is like this one: authorities by their names and other names, bodies beside them,
 * and what stands at a place of that name. What is hidden from whoever asks is not among them.
 */
export async function listLookAlikes(ctx: Ctx, given: { name: string; country: string }): Promise<LookAlike[]> {
  requirePerson(ctx)
  const key = nameKey(given.name)
  if (!key) return []
  const { rows } = await sql<LookAlike>`
    select key, name, country, tier from (
      select p.key, p.name, p.name_key, p.country, p.tier, word_similarity(${key}, p.names_key) as likeness
      from public_organisation p where p.country = ${given.country} and ${key} <% p.names_key
      union
      select o.key, o.name, o.name_key, o.country, o.tier, similarity(${key}, o.name_key)
      from organisation o where o.country = ${given.country} and o.kind = 'organisation' and o.merged_into is null
        and similarity(${key}, o.name_key) > 0.3
      union
      select o.key, o.name, o.name_key, o.country, o.tier, 1
      from place l join organisation o on o.place_id = l.id and o.merged_into is null
      where l.country = ${given.country} and l.name_key = ${key}
    ) found
    group by key, name, name_key, country, tier order by max(likeness) desc, name_key, key limit ${most}`.execute(
    ctx.db,
  )
  return rows
}

/** The places of the gazetteer with this name, or one like it. */
export async function listPlaceMatches(ctx: Ctx, given: { name: string; country: string }): Promise<PlaceMatch[]> {
  requirePerson(ctx)
  const key = nameKey(given.name)
  if (!key) return []
  const { rows } = await sql<PlaceMatch>`
    select id, name, lon, lat from place where country = ${given.country} and (name_key = ${key} or name_key % ${key}
      or name_key = any(select name_key from place_alias where country = ${given.country} and alias_key = ${key}))
    order by name_key = ${key} desc, similarity(name_key, ${key}) desc, id limit ${most}`.execute(ctx.db)
  return rows
}
