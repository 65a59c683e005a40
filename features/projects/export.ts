import type { Column } from '../opendata/columns.ts'
import { codeLabel } from '../opendata/labels.ts'
import { type PublicProject, wordsOf } from './public-words.ts'

const namesOf = (project: PublicProject, paid: boolean) =>
  project.participants.filter(({ role }) => (role === 'funder') === paid).map(({ name }) => name)

/** The columns of a project in open files; what each holds is told in `data.columns.projects`. */
export const projectExportColumns: readonly Column<PublicProject>[] = [
  { name: 'id', value: (project) => project.id },
  { name: 'title', value: (project, { locale }) => wordsOf(project, locale).title },
  { name: 'summary', value: (project, { locale }) => wordsOf(project, locale).summary },
  { name: 'language', value: (project, { locale }) => wordsOf(project, locale).locale },
  { name: 'type', value: (project) => project.type },
  { name: 'type_label', value: (project, { t }) => codeLabel(t, 'type', project.type) },
  { name: 'state', value: (project) => project.state },
  { name: 'state_label', value: (project, { t }) => t(`project.state.${project.state}`) },
  { name: 'starts_on', kind: 'day', value: (project) => project.startsOn },
  { name: 'ends_on', kind: 'day', value: (project) => project.endsOn },
  { name: 'themes', kind: 'texts', value: (project) => project.themes },
  {
    name: 'theme_labels',
    kind: 'texts',
    value: (project, { t }) => project.themes.map((theme) => codeLabel(t, 'theme', theme)),
  },
  { name: 'sdgs', kind: 'texts', value: (project) => project.sdgs.map(String) },
  { name: 'dac_sectors', kind: 'texts', value: (project) => project.dacSectors },
  { name: 'rights', kind: 'texts', value: (project) => project.rights },
  { name: 'operating_mode', value: (project) => project.operatingMode },
  { name: 'lead', value: (project) => project.leadKey },
  // Who carried it stands before who paid.
  { name: 'carried_by', kind: 'texts', value: (project) => namesOf(project, false) },
  { name: 'paid_by', kind: 'texts', value: (project) => namesOf(project, true) },
  {
    name: 'participants',
    kind: 'texts',
    value: (project) => project.participants.flatMap(({ key }) => (key ? [key] : [])),
  },
  { name: 'countries', kind: 'texts', value: (project) => project.countries },
  {
    name: 'country_names',
    kind: 'texts',
    value: (project, { names, locale }) => project.countries.map((code) => names.country(code)[locale]),
  },
  { name: 'places', kind: 'texts', value: (project) => project.places.map(({ name }) => name).filter(Boolean) },
  {
    name: 'place_points',
    kind: 'texts',
    value: (project) =>
      project.places.flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [`${lon},${lat}`])),
  },
  { name: 'place_precisions', kind: 'texts', value: (project) => project.places.map(({ precision }) => precision) },
  { name: 'partnership', value: (project) => project.tieId },
  { name: 'licence', value: () => 'etalab-2.0' },
  { name: 'created_at', kind: 'instant', value: (project) => project.createdAt },
  { name: 'updated_at', kind: 'instant', value: (project) => project.updatedAt },
  { name: 'url', value: (project, { links, locale }) => links.project(locale, project.id, project.title) },
]
