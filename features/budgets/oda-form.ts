import { isDay } from '../../platform/days.ts'
import { type PolicyMarker, policyMarkers } from '../projects/schema.ts'

/** What of a return may stand in a column of the form. */
export const odaFields = [
  'year',
  'declarant',
  'siren',
  'contact',
  'country',
  'countryCode',
  'kind',
  'channelCode',
  'channel',
  'sectorCode',
  'sector',
  'title',
  'partners',
  'amount',
  'gross',
  'cofunded',
  'valuation',
  ...policyMarkers,
] as const
export type OdaField = (typeof odaFields)[number]

/** A column of the form: what stands in it, and its words in both languages. */
export type OdaColumn = { field: OdaField; fr: string; en: string }

/** The form of a campaign; until somebody has read the official one, its list of columns is our own. */
export type OdaForm = { columns: OdaColumn[]; verifiedOn: string | null; editedAt: string | null }

/** A campaign as it is kept: of which year’s amounts, when, where, and the form. */
export type OdaCampaign = {
  year: number
  opensOn: string
  closesOn: string
  place: string
  placeUrl: string | null
  form: OdaForm
  /** Where its window was read; empty where it was only carried over from the campaign before. */
  source: string
  verifiedOn: string | null
}

/** Something to mend in a campaign, and its field. */
export type CampaignProblem = { reason: string; field: string; values?: Record<string, string> }

/** Whether a campaign is a new one, or one that is known. */
export const odaDeeds = ['add', 'correct'] as const
export type OdaDeed = (typeof odaDeeds)[number]

/** Whether a field is one of the policy markers. */
export const isMarker = (field: OdaField): field is PolicyMarker => policyMarkers.some((marker) => marker === field)

const longestWindow = 366 * 86_400_000

const word = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

function readColumns(form: FormData): { columns: OdaColumn[] } | { problems: CampaignProblem[] } {
  const problems: CampaignProblem[] = []
  const placed = odaFields.flatMap((field) => {
    const position = word(form, `position-${field}`)
    if (position === '') return []
    const [fr, en] = [word(form, `fr-${field}`), word(form, `en-${field}`)]
    if (!/^\d{1,3}$/.test(position)) problems.push({ reason: 'oda_position_wrong', field: `position-${field}` })
    if (!fr || fr.length > 200) problems.push({ reason: 'oda_column_name_missing', field: `fr-${field}` })
    if (!en || en.length > 200) problems.push({ reason: 'oda_column_name_missing', field: `en-${field}` })
    return [{ position: Number(position), column: { field, fr, en } }]
  })
  if (problems.length > 0) return { problems }
  if (placed.length === 0) return { problems: [{ reason: 'oda_no_column', field: `position-${odaFields[0]}` }] }
  return { columns: placed.toSorted((a, b) => a.position - b.position).map(({ column }) => column) }
}

function headProblems(form: FormData): CampaignProblem[] {
  const problems: CampaignProblem[] = []
  const need = (isRight: boolean, reason: string, field: string, values: Record<string, string> = {}) => {
    if (!isRight) problems.push({ reason, field, values })
  }
  const [opens, closes] = [word(form, 'opensOn'), word(form, 'closesOn')]
  const year = word(form, 'year')
  const isYear = /^\d{4}$/.test(year) && Number(year) >= 1990 && Number(year) <= 2100
  need(isYear, 'oda_campaign_year_wrong', 'year')
  need(isDay(opens), 'oda_day_wrong', 'opensOn')
  // A slip of the pen in a year would have everybody told of the return too late.
  const after = Number(opens.slice(0, 4)) - Number(year)
  if (isYear && isDay(opens)) need(after === 1 || after === 2, 'oda_window_other_year', 'opensOn', { year })
  need(isDay(closes), 'oda_day_wrong', 'closesOn')
  if (isDay(opens) && isDay(closes)) need(closes >= opens, 'oda_window_wrong', 'closesOn')
  if (isDay(opens) && closes >= opens)
    need(Date.parse(closes) - Date.parse(opens) <= longestWindow, 'oda_window_long', 'closesOn')
  const place = word(form, 'place')
  need(place.length > 0 && place.length <= 200, 'oda_place_missing', 'place')
  const url = word(form, 'placeUrl')
  need(url === '' || URL.parse(url)?.protocol.startsWith('http') === true, 'oda_address_wrong', 'placeUrl')
  const source = word(form, 'source')
  need(source.length > 0 && source.length <= 300, 'oda_source_missing', 'source')
  for (const name of ['verifiedOn', 'columnsVerifiedOn'])
    need(word(form, name) === '' || isDay(word(form, name)), 'oda_day_wrong', name)
  return problems
}

/** Reads a campaign as an administrator types it, or what there is to mend in it. */
export function readCampaign(form: FormData, now: Date): { campaign: OdaCampaign } | { problems: CampaignProblem[] } {
  const read = readColumns(form)
  const problems = [...headProblems(form), ...('problems' in read ? read.problems : [])]
  if (problems.length > 0 || 'problems' in read) return { problems }
  return {
    campaign: {
      year: Number(word(form, 'year')),
      opensOn: word(form, 'opensOn'),
      closesOn: word(form, 'closesOn'),
      place: word(form, 'place'),
      placeUrl: word(form, 'placeUrl') || null,
      source: word(form, 'source'),
      verifiedOn: word(form, 'verifiedOn') || null,
      form: {
        columns: read.columns,
        verifiedOn: word(form, 'columnsVerifiedOn') || null,
        editedAt: now.toISOString(),
      },
    },
  }
}

/** Reads the year in an address; null where it is none. */
export const readYear = (typed: string | undefined): number | null =>
  typed && /^(19[9]\d|20\d\d|2100)$/.test(typed) ? Number(typed) : null
