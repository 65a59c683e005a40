import { judgeOrganisation } from '../freshness/rules.ts'
import type { Column, Words } from '../opendata/columns.ts'
import { codeLabel } from '../opendata/labels.ts'
import type { OrganisationRecord } from '../opendata/organisation-rows.server.ts'

const territory =
  (key: (row: OrganisationRecord) => string | null) =>
  (row: OrganisationRecord, { names }: Words) => {
    const value = key(row)
    return value === null ? null : names.territory(value)
  }

const levelOf = (row: OrganisationRecord, { today }: Words) => judgeOrganisation(row, today).level

/** The columns of an authority in open files; what each holds is told in `data.columns.organisations`. */
export const organisationExportColumns: readonly Column<OrganisationRecord>[] = [
  { name: 'key', value: (row) => row.key },
  { name: 'name', value: (row) => row.name },
  { name: 'tier', value: (row) => row.tier },
  { name: 'tier_label', value: (row, { t }) => codeLabel(t, 'tier', row.tier) },
  { name: 'legal_form', value: (row) => row.legalForm },
  { name: 'status', value: (row) => row.status },
  { name: 'country', value: (row) => row.country },
  { name: 'country_name', value: (row, { names, locale }) => names.country(row.country)[locale] },
  { name: 'region', value: (row) => row.regionKey },
  { name: 'region_name', value: territory((row) => row.regionKey) },
  { name: 'departement', value: (row) => row.departementKey },
  { name: 'departement_name', value: territory((row) => row.departementKey) },
  { name: 'epci', value: (row) => row.epciKey },
  { name: 'epci_name', value: territory((row) => row.epciKey) },
  { name: 'insee_code', value: (row) => row.inseeCode },
  { name: 'siren', value: (row) => row.siren },
  { name: 'postal_codes', kind: 'texts', value: (row) => row.postalCodes },
  { name: 'population', kind: 'integer', value: (row) => row.population },
  { name: 'population_year', kind: 'integer', value: (row) => row.populationYear },
  { name: 'longitude', kind: 'number', value: (row) => row.lon },
  { name: 'latitude', kind: 'number', value: (row) => row.lat },
  { name: 'point_precision', value: (row) => row.pointPrecision },
  { name: 'ties', kind: 'integer', value: (row) => row.ties.all },
  { name: 'ties_active', kind: 'integer', value: (row) => row.ties.active },
  { name: 'ties_suspended', kind: 'integer', value: (row) => row.ties.suspended },
  { name: 'ties_ended', kind: 'integer', value: (row) => row.ties.ended },
  { name: 'ties_unknown', kind: 'integer', value: (row) => row.ties.unknown },
  { name: 'partner_countries', kind: 'texts', value: (row) => row.partnerCountries },
  { name: 'freshness', value: levelOf },
  { name: 'freshness_label', value: (row, words) => words.t(`freshness.level.${levelOf(row, words)}`) },
  { name: 'confirmed_on', kind: 'day', value: (row) => row.confirmedOn },
  { name: 'confirmed_by', kind: 'texts', value: (row) => (row.confirmedOn === null ? [] : [row.name]) },
  { name: 'source', value: (row) => row.source },
  { name: 'licence', value: (row) => row.licence },
  { name: 'updated_at', kind: 'instant', value: (row) => row.updatedAt },
  { name: 'url', value: (row, { links, locale }) => links.organisation(locale, row.key, row.name) },
]
