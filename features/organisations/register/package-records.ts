// Shapes of the files of @etalab/decoupage-administratif, as its version 6 writes them.

/** An entry of communes.json; a code occurs under several types, so that only code and type together name one. */
export type CommuneRecord = {
  code: string
  nom: string
  departement: string
  region: string
  zone: 'metro' | 'drom' | 'com'
  type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal'
  siren?: string
  codesPostaux?: string[]
  population?: number
  anciensCodes?: string[]
  /** Of a delegated or associated commune: the commune it is part of. */
  chefLieu?: string
  /** Of an arrondissement: its city. */
  commune?: string
}

/** An entry of epci.json or ept.json. */
export type GroupingRecord = {
  code: string
  nom: string
  type: 'CC' | 'CA' | 'CU' | 'METRO' | 'MET69' | 'EPT'
  populationMunicipale: number
  membres: { code: string; populationMunicipale: number }[]
}

/** An entry of departements.json or regions.json; `typeLiaison` tells the article (Insee TNCC). */
export type TerritoryRecord = {
  code: string
  nom: string
  chefLieu: string
  typeLiaison: number
  zone: 'metro' | 'drom' | 'com'
  region?: string
}

/** The files of the register, read. */
export type RegisterFiles = {
  communes: CommuneRecord[]
  epci: GroupingRecord[]
  ept: GroupingRecord[]
  departements: TerritoryRecord[]
  regions: TerritoryRecord[]
}
