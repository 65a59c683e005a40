import { nameKey } from '../../organisations/names.ts'
import { frenchTiers, type Tier, tiers } from '../../organisations/schema.ts'

const otherKinds: Readonly<Record<string, Tier>> = {
  town: 'municipality',
  city: 'municipality',
  commune: 'municipality',
  parish: 'locality',
  village: 'locality',
  region: 'region-abroad',
  island: 'region-abroad',
  territory: 'state',
  land: 'state',
  wilaya: 'province',
  'municipality union': 'intercommunality',
  'governorate group': 'intercommunality',
  departement: 'department',
}

/** The tier a list's word for a French authority means; null when the word says nothing or nothing known. */
export function parseFrenchKind(kind: string | null): Tier | null {
  const key = nameKey(kind ?? '').replaceAll(' ', '')
  return frenchTiers.find((tier) => tier.toLowerCase() === key) ?? null
}

/** The tier a list's word for a foreign authority means; `unknown` when it says nothing or nothing known. */
export function parseForeignKind(kind: string | null): Tier {
  const key = nameKey(kind ?? '')
  const other = otherKinds[key]
  if (other) return other
  return (
    tiers.find((tier) => tier.replace('-', ' ') === key && !frenchTiers.some((french) => french === tier)) ?? 'unknown'
  )
}

/** Tiers larger than a town: they are looked for among the areas of the gazetteer, not among its towns. */
export const areaTiers: ReadonlySet<Tier> = new Set([
  'county',
  'cercle',
  'department',
  'prefecture',
  'province',
  'governorate',
  'intercommunality',
  'region-abroad',
  'state',
])
