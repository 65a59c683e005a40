import type { LegalForm, PointPrecision, Tier } from '../schema.ts'

/** Why an authority is also found under another name. */
export type AliasReason = 'formerCommune' | 'delegatedCommune' | 'arrondissement' | 'exonym' | 'usualName'

/** Another name of an authority, with the code of the territory it named, if any. */
export type Alias = { name: string; reason: AliasReason; code: string | null }

/** Where an authority is drawn, how that was found, and the place of the gazetteer it is. */
export type Point = { lon: number; lat: number; precision: PointPrecision; placeId: number | null }

/** A French authority of the register; other authorities are named by their public key. */
export type Authority = {
  key: string
  tier: Tier
  legalForm: LegalForm
  name: string
  inseeCode: string | null
  siren: string | null
  departementCode: string | null
  postalCodes: string[]
  population: number | null
  populationYear: number | null
  /** The authority of each level it stands under, itself included. */
  epci: string | null
  ept: string | null
  departement: string | null
  region: string | null
  seat: string | null
  point: Point | null
  aliases: Alias[]
}
