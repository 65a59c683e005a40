import type { Translator } from '../../platform/i18n/translator.ts'
import type { PolicyMarker } from '../projects/schema.ts'
import { isMarker, type OdaField } from './oda-form.ts'
import type { OdaRow } from './oda-rules.ts'

/** What a row is said with: names of codes, and who declares. */
export type OdaNames = {
  t: Translator
  year: number
  declarant: string
  siren: string
  contact: string
  countries: Readonly<Record<string, string>>
  channels: Readonly<Record<string, string>>
  sectors: Readonly<Record<string, string>>
}

const named = (names: Readonly<Record<string, string>>, code: string | null) => (code ? (names[code] ?? code) : '')

/** The country of a row in words; what is not declared country by country says so. */
export const countryWords = ({ t, countries }: Pick<OdaNames, 't' | 'countries'>, code: string | null): string =>
  code ? named(countries, code) : t('oda.noCountry')

/** The title of a row: what its lines are called, each once. */
export const titleOf = ({ lines }: Pick<OdaRow, 'lines'>): string =>
  [...new Set(lines.map(({ label }) => label))].join(' ; ')

/** What stands in a column of the form for a row; amounts as exact decimals with a point, an open answer as nothing. */
export function fieldText(field: OdaField, row: OdaRow, names: OdaNames): string {
  if (isMarker(field)) return String(row.markers[field] ?? '')
  const { t, year, declarant, siren, contact } = names
  const texts = {
    year: () => String(year),
    declarant: () => declarant,
    siren: () => siren,
    contact: () => contact,
    country: () => countryWords(names, row.country),
    countryCode: () => row.country ?? '',
    kind: () => t(`oda.kind.${row.kind}`),
    channelCode: () => row.channel ?? '',
    channel: () => named(names.channels, row.channel),
    sectorCode: () => row.sector ?? '',
    sector: () => named(names.sectors, row.sector),
    title: () => titleOf(row),
    partners: () => row.partners.join(' ; '),
    amount: () => row.amount,
    gross: () => row.gross,
    cofunded: () => row.cofunded,
    valuation: () => t(`oda.valuation.${row.valuation}`),
  } satisfies Record<Exclude<OdaField, PolicyMarker>, () => string>
  return texts[field]()
}

/** Whether a column holds an amount. */
export const isAmount = (field: OdaField): boolean => field === 'amount' || field === 'gross' || field === 'cofunded'
