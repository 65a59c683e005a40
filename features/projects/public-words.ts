import type { PublicNews } from '../partnerships/public-content.server.ts'
import type { Theme } from '../partnerships/schema.ts'
import type { PublicNumbers, PublicPeace } from './public-news.server.ts'
import type { ActionType, Circle, OperatingMode, ParticipantRole, PlacePrecision, ProjectState } from './schema.ts'

/** Somebody who takes part, as everybody may read it; `key` where a page of the atlas is theirs. */
export type PublicParticipant = {
  key: string | null
  name: string
  country: string | null
  role: ParticipantRole
  circle: Circle
}

/** A place, as near as was chosen; of a country only, its name and key are empty. */
export type PublicPlace = {
  name: string
  territoryKey: string
  country: string
  lon: number | null
  lat: number | null
  precision: PlacePrecision
}

/** Who pays what, where the parties let it be shown. */
export type PublicMoney = {
  year: number
  nature: 'money' | 'inKind' | 'volunteerTime'
  source: string
  funder?: string
  planned?: string
  spent?: string
  currency: string
  note?: string
}

/** What the page of a project says besides its facts; a part nobody let be shown, or nobody wrote, is not there. */
export type PublicContent = {
  objectives?: string
  learned?: string
  disturbed?: string
  stateSince?: string
  frames?: Record<string, number>
  markers?: Record<string, number>
  money?: PublicMoney[]
  news?: PublicNews[]
  numbers?: PublicNumbers
  peace?: PublicPeace
}

/** A project as everybody may read it. */
export type PublicProject = {
  id: string
  tieId: string | null
  title: string
  locale: string
  texts: Record<string, { title: string; summary: string }>
  type: ActionType
  operatingMode: OperatingMode | null
  state: ProjectState
  themes: Theme[]
  sdgs: number[]
  rights: string[]
  dacSectors: string[]
  startsOn: string | null
  endsOn: string | null
  leadKey: string | null
  /** In the order of credit: who carried it before who paid. */
  participants: PublicParticipant[]
  countries: string[]
  places: PublicPlace[]
  createdAt: Date
  updatedAt: Date
}

/** The words of a project in a language, or in its own where it has none in that. */
export function wordsOf(
  { texts, locale, title }: Pick<PublicProject, 'texts' | 'locale' | 'title'>,
  wanted: string,
): { locale: string; title: string; summary: string } {
  const used = texts[wanted] ? wanted : locale
  return { locale: used, title: texts[used]?.title ?? title, summary: texts[used]?.summary ?? '' }
}
