import { sql } from 'kysely'
import { readSeed } from '../../db/read-seed.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireAdministrator } from '../accounts/permissions.server.ts'
import { instanceRecord } from '../accounts/settings.server.ts'
import { type OdaCampaign, type OdaColumn, type OdaDeed, odaFields } from './oda-form.ts'

/** Every campaign, the latest first; they are the same for everybody. */
export async function listOdaCampaigns(ctx: Ctx): Promise<OdaCampaign[]> {
  const { rows } = await sql<OdaCampaign>`
    select year, opens_on as "opensOn", closes_on as "closesOn", place, place_url as "placeUrl", form, source_name as source,
      verified_on as "verifiedOn" from oda_campaign order by year desc`.execute(ctx.db)
  return rows
}

/** The campaigns, for the administrator who keeps them. */
export async function listOdaCampaignsToEdit(ctx: Ctx): Promise<OdaCampaign[]> {
  await requireAdministrator(ctx)
  return listOdaCampaigns(ctx)
}

const rowOf = ({ year, opensOn, closesOn, place, placeUrl, form, source, verifiedOn }: OdaCampaign) => ({
  ...{ year, opens_on: opensOn, closes_on: closesOn, place, place_url: placeUrl },
  ...{ form: JSON.stringify(form), source_name: source, verified_on: verifiedOn },
})

/**
 * Corrects a campaign, or adds one: its window, its place, its columns; our own file no longer overwrites it. One that is
 * `added` never takes the place of another (`oda_campaign_known`).
 */
export async function saveOdaCampaign(ctx: Ctx, campaign: OdaCampaign, deed: OdaDeed = 'correct'): Promise<void> {
  await requireAdministrator(ctx)
  await inTransaction(ctx, async (inner) => {
    const before = (await listOdaCampaigns(inner)).find(({ year }) => year === campaign.year) ?? null
    if (deed === 'add' && before) throw new AppError('conflict', 'oda_campaign_known', { year: String(campaign.year) })
    const row = rowOf(campaign)
    await inner.db
      .insertInto('oda_campaign')
      .values(row)
      .onConflict((conflict) => conflict.column('year').doUpdateSet(row))
      .execute()
    const note = `odaCampaign ${campaign.year}`
    await recordChange(inner, { ...instanceRecord, action: 'lawChanged', before, after: campaign, note })
  })
}

async function readColumns(): Promise<{ digest: string; columns: OdaColumn[] }> {
  const { digest, rows } = await readSeed('oda-form-columns', ['position', 'field', 'label_fr', 'label_en'])
  const columns = rows
    .toSorted((a, b) => Number(a.position) - Number(b.position))
    .map(({ field, label_fr: fr, label_en: en }) => {
      const known = odaFields.find((one) => one === field)
      if (!known) throw new Error(`seed oda-form-columns: ${field} is no field`)
      return { field: known, fr, en }
    })
  return { digest, columns }
}

/** Brings the campaigns up to the project’s own files; what an administrator edited stays as edited. */
export async function loadOdaCampaigns(ctx: Ctx): Promise<void> {
  const { digest: ofColumns, columns } = await readColumns()
  const seed = await readSeed('oda-campaigns', [
    ...(['year', 'opens_on', 'closes_on', 'place', 'place_url', 'source_name', 'verified_on'] as const),
  ])
  const digest = `${seed.digest} ${ofColumns}`
  await inTransaction(ctx, async ({ db, now }) => {
    const name = 'oda-campaigns'
    const known = await db.selectFrom('seed_load').select('digest').where('name', '=', name).executeTakeFirst()
    if (known?.digest === digest) return
    const form = JSON.stringify({ columns, verifiedOn: null, editedAt: null })
    const rows = seed.rows.map((row) => ({
      ...row,
      ...{ year: Number(row.year), place_url: row.place_url || null, verified_on: row.verified_on || null, form },
    }))
    await db
      .insertInto('oda_campaign')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('year')
          .doUpdateSet((of) => ({
            opens_on: of.ref('excluded.opens_on'),
            closes_on: of.ref('excluded.closes_on'),
            place: of.ref('excluded.place'),
            place_url: of.ref('excluded.place_url'),
            form: of.ref('excluded.form'),
            source_name: of.ref('excluded.source_name'),
            verified_on: of.ref('excluded.verified_on'),
          }))
          .where(sql<boolean>`oda_campaign.form ->> 'editedAt' is null`),
      )
      .execute()
    const load = { name, digest, row_count: rows.length, loaded_at: now }
    await db
      .insertInto('seed_load')
      .values(load)
      .onConflict((conflict) => conflict.column('name').doUpdateSet(load))
      .execute()
  })
}
