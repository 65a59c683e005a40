import { loadReferenceData } from '../features/organisations/load.server.ts'
import { nameKey, slug } from '../features/organisations/names.ts'
import type { Tier } from '../features/organisations/schema.ts'
import type { Ctx } from '../platform/context.ts'
import { newId } from '../platform/ids.ts'

/** What a test says of the authority it needs; everything else is made up. */
export type AuthorityFacts = {
  name: string
  key?: string
  country?: string
  tier?: Tier
  inseeCode?: string
  siren?: string
  departementCode?: string
  postalCodes?: string[]
  population?: number
  lon?: number
  lat?: number
  epciId?: string
  departementId?: string
  regionId?: string
  status?: 'inForce' | 'toBeConfirmed' | 'dissolved'
  discreetSince?: Date
  otherNames?: string[]
}

let made = 0

function madeUpKey(facts: AuthorityFacts): string {
  if (facts.inseeCode) return `c${facts.inseeCode}`
  if (facts.siren) return `e${facts.siren}`
  return `${(facts.country ?? 'FR').toLowerCase()}-${slug(facts.name)}-${++made}`
}

async function ensureCountry(ctx: Ctx, iso2: string): Promise<void> {
  const name = { name_fr: iso2, name_en: iso2, name_es: iso2, name_ar: iso2 }
  const keys = { name_key_fr: nameKey(iso2), name_key_en: nameKey(iso2) }
  await ctx.db
    .insertInto('country')
    .values({ iso2, ...name, ...keys })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The source a test's own records come from. */
export async function makeSource(
  ctx: Ctx,
  code = 'test',
  licence = 'etalab-2.0',
): Promise<{ id: string; code: string }> {
  const row = { id: newId(), code, name: code, licence, attribution: code }
  await ctx.db
    .insertInto('source')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
  return ctx.db.selectFrom('source').select(['id', 'code']).where('code', '=', code).executeTakeFirstOrThrow()
}

/** Makes one authority; its country and a source are made where they are missing. Nothing is published. */
export async function makeAuthority(
  ctx: Ctx,
  facts: AuthorityFacts,
): Promise<{ id: string; key: string; name: string }> {
  const country = facts.country ?? 'FR'
  await ensureCountry(ctx, country)
  const source = await makeSource(ctx)
  const row = { id: newId(), key: facts.key ?? madeUpKey(facts), name: facts.name }
  const located = facts.lon !== undefined && facts.lat !== undefined
  await ctx.db
    .insertInto('organisation')
    .values({
      ...row,
      tier: facts.tier ?? (country === 'FR' ? 'commune' : 'municipality'),
      name_key: nameKey(facts.name),
      country,
      insee_code: facts.inseeCode ?? null,
      siren: facts.siren ?? null,
      departement_code: facts.departementCode ?? null,
      postal_codes: facts.postalCodes ?? [],
      population: facts.population ?? null,
      population_year: facts.population === undefined ? null : 2023,
      epci_id: facts.epciId ?? null,
      departement_id: facts.departementId ?? null,
      region_id: facts.regionId ?? null,
      lon: facts.lon ?? null,
      lat: facts.lat ?? null,
      point_precision: located ? 'given' : null,
      status: facts.status ?? 'inForce',
      source_id: source.id,
      discreet_since: facts.discreetSince ?? null,
    })
    .execute()
  for (const alias of facts.otherNames ?? [])
    await ctx.db
      .insertInto('organisation_alias')
      .values({ organisation_id: row.id, alias, alias_key: nameKey(alias), reason: 'usualName' })
      .execute()
  return row
}

/** A dozen authorities of the register, chosen for what they are an example of. */
export const sampleKeys = [
  'c73065', // Chambéry: an ordinary town with an intercommunality
  'c92050', // Nanterre: in an EPT of the Métropole du Grand Paris
  'c75056', // Paris: commune and département
  'c69123', // Lyon, beside the Métropole de Lyon
  'c59350', // Lille
  'c59183', // Dunkerque: merged communes
  'e245900428', // Communauté urbaine de Dunkerque
  'c92073', // Suresnes
  'c45089', // Chécy
  'c95127', // Cergy
  'e249500109', // Cergy-Pontoise
  'c69189', // Sainte-Colombe (Rhône)…
  'c77404', // …and Sainte-Colombe (Seine-et-Marne)
  'c2A004', // Ajaccio: Corsica is one authority
  'c67482', // Strasbourg: Alsace is one authority
  'c97209', // Fort-de-France: Martinique is one authority
  'c98735', // Papeete, in French Polynesia
  'd93', // Seine-Saint-Denis
  'd977', // Saint-Barthélemy: commune and collectivity in one
] as const

const samplePlaces: ReadonlySet<string> = new Set(
  `FR Chambéry;FR Nanterre;FR Paris;FR Lyon;FR Lille;FR Suresnes;FR Chécy;FR Cergy;FR Ajaccio;FR Strasbourg;FR Bobigny;FR Melun;FR Provins;FR Vienne;
  MQ Fort-de-France;PF Papeete;BL Gustavia;BF Ouahigouya;GB Watford;RO Craiova;RU Velikiy Novgorod;IT Pesaro;IT Turin;
  DZ Tlemcen;SK Žilina;MA Figuig;BJ Porto-Novo;BR Vitória;SN Saint-Louis;SN Dakar;HT Cap-Haïtien;CF Bangui;ML Timbuktu;
  ML Kayes;CG Kayes;DE Munich;DE Dortmund;GB London;VN Huế`
    .split(';')
    .map((name) => name.trim()),
)

/** Loads countries and a dozen towns of the register and the gazetteer, by the same code as the whole. */
export async function loadSmallRegister(ctx: Ctx): Promise<void> {
  await loadReferenceData(ctx, undefined, {
    places: (place) => samplePlaces.has(`${place.country} ${place.name}`),
    register: new Set(sampleKeys),
  })
}
