import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { getDataVersion } from '../../../platform/db/data-version.ts'
import type { TieEvidence, TieState, TieType } from '../../partnerships/schema.ts'
import { type IndexedPlace, type TieIndex, TieIndexBuilder } from './tie-index.ts'

/** The index of all public ties and the data version it shows. */
export type VersionedIndex = { version: number; index: TieIndex }

const portion = 20_000

async function loadPlaces(ctx: Ctx, builder: TieIndexBuilder): Promise<void> {
  for (let after = ''; ; ) {
    const { rows } = await sql<IndexedPlace>`
      select o.key, o.name, o.country, o.tier, o.region_key as region, o.departement_key as departement,
        o.population, o.lon, o.lat
      from public_organisation o where o.tie_count > 0 and o.key > ${after} order by o.key limit ${portion}`.execute(
      ctx.db,
    )
    for (const row of rows) builder.addPlace(row)
    after = rows.at(-1)?.key ?? after
    if (rows.length < portion) return
  }
}

type TieRow = {
  id: string
  type: TieType
  state: TieState
  evidence: TieEvidence
  french: boolean
  themes: string
  parties: string
}

const words = (text: string) => (text === '' ? [] : text.split(' '))

async function loadTies(ctx: Ctx, builder: TieIndexBuilder): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    // Lists come as one text each: parsing an array per row would cost more than all the rest.
    const { rows } = await sql<TieRow>`
      select t.id, t.type, t.state, t.evidence, t.french, array_to_string(t.themes, ' ') as themes,
        array_to_string(t.party_keys, ' ') as parties
      from public_tie t where t.id > ${after} order by t.id limit ${portion}`.execute(ctx.db)
    for (const row of rows) builder.addTie({ ...row, themes: words(row.themes), parties: words(row.parties) })
    after = rows.at(-1)?.id ?? after
    if (rows.length < portion) return
  }
}

/** Reads every public tie and its ends in portions; called within one snapshot of the database. */
async function readTieIndex(ctx: Ctx): Promise<VersionedIndex> {
  const { version } = await getDataVersion(ctx)
  const builder = new TieIndexBuilder()
  await loadPlaces(ctx, builder)
  await loadTies(ctx, builder)
  return { version, index: builder.finish() }
}

const kept = new WeakMap<Ctx['db'], { version: number; loading: Promise<VersionedIndex> }>()

/** The index of all public ties at the present data version: read once per version, whoever asks. */
export async function getTieIndex(ctx: Ctx): Promise<VersionedIndex> {
  if (ctx.db.isTransaction) return readTieIndex(ctx)
  const version = ctx.dataVersion ?? (await getDataVersion(ctx)).version
  const known = kept.get(ctx.db)
  if (known?.version === version) return known.loading
  const loading = ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((db) => readTieIndex({ ...ctx, db }))
  kept.set(ctx.db, { version, loading })
  // One failed reading must not stand for the version.
  loading.catch(() => kept.delete(ctx.db))
  return loading
}
