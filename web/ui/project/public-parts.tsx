import type { Dot, MapDrawing } from '../../../features/atlas/map-drawing.ts'
import type { PublicMission } from '../../../features/missions/public-missions.server.ts'
import { toLicence } from '../../../features/opendata/licences.ts'
import type {
  PublicContent,
  PublicParticipant,
  PublicPlace,
  PublicProject,
} from '../../../features/projects/public-words.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Facts } from '../facts.tsx'
import { JsonLd } from '../json-ld.tsx'
import { MapSvg } from '../map/map-svg.tsx'
import { ProjectSigns } from '../map/project-signs.tsx'
import { goalLabel } from '../organisation/goal-label.ts'
import { useInstance, useLabels, useSite } from '../site.ts'
import { MoneyTable } from './money-table.tsx'
import { usePublicDates } from './project-table.tsx'

type PageProps = { project: PublicProject & { content: PublicContent } }

function Actors({ participants }: { participants: readonly PublicParticipant[] }) {
  const { t, pathTo } = useSite()
  const labels = useLabels()
  return (
    <ol className="threads mt-3">
      {participants.map(({ key, name, country, role }) => (
        <li key={`${role} ${name}`}>
          {key ? <a href={pathTo('authority', { key, name })}>{name}</a> : name}
          {country ? ` (${labels.country(country)})` : null}
          <span className="source"> · {t(`project.role.${role}`)}</span>
        </li>
      ))}
    </ol>
  )
}

/** Who carried it, then who paid. */
export function ProjectActors({ project }: PageProps) {
  const { t } = useSite()
  const carried = project.participants.filter(({ role }) => role !== 'funder')
  const paid = project.participants.filter(({ role }) => role === 'funder')
  return (
    <>
      {carried.length > 0 ? (
        <section aria-labelledby="who">
          <h2 id="who">{t('project.public.who')}</h2>
          <Actors participants={carried} />
        </section>
      ) : null}
      {paid.length > 0 ? (
        <section aria-labelledby="paid">
          <h2 id="paid">{t('project.public.whoPays')}</h2>
          <Actors participants={paid} />
        </section>
      ) : null}
    </>
  )
}

/** The name of a public place; of a country, where no nearer one is shown. */
export function usePlaceName(): (place: Pick<PublicPlace, 'name' | 'country'>) => string {
  const labels = useLabels()
  return ({ name, country }) => (name ? `${name} (${labels.country(country)})` : labels.country(country))
}

/** Where it happens, in words: the twin of the drawn map. */
export function ProjectPlaces({ project }: PageProps) {
  const { t, pathTo } = useSite()
  const nameOf = usePlaceName()
  return (
    <section aria-labelledby="where">
      <h2 id="where">{t('project.public.where')}</h2>
      {project.places.length === 0 ? <p className="mt-2">{t('project.public.noPlace')}</p> : null}
      <ul className="threads mt-3">
        {project.places.map((place, index) => (
          <li key={`${place.name} ${index}`}>
            {place.territoryKey ? (
              <a href={pathTo('authority', { key: place.territoryKey })}>{nameOf(place)}</a>
            ) : (
              nameOf(place)
            )}
            <span className="source"> · {t(`project.precision.${place.precision}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What it is for, and once it is over what was learned and what it disturbed. */
export function ProjectTexts({ project }: PageProps) {
  const { t, locale } = useSite()
  const { objectives, learned, disturbed } = project.content
  const spoken = project.locale === locale ? undefined : project.locale
  const parts = [
    ['what', objectives],
    ['learned', learned],
    ['disturbed', disturbed],
  ] as const
  return (
    <>
      {parts.map(([name, text]) =>
        text ? (
          <section key={name} aria-labelledby={name}>
            <h2 id={name}>{t(`project.public.${name}`)}</h2>
            <p className="measure mt-2 whitespace-pre-line" lang={spoken}>
              {text}
            </p>
          </section>
        ) : null,
      )}
    </>
  )
}

/** Who went there and who was received, after the return. */
export function ProjectMissions({ missions }: { missions: readonly PublicMission[] }) {
  const { t, day, pathTo } = useSite()
  if (missions.length === 0) return null
  return (
    <section aria-labelledby="missions">
      <h2 id="missions">{t('mission.public.ofProject', { n: missions.length })}</h2>
      <ul className="threads mt-3">
        {missions.map(({ id, title, startsOn, content }) => (
          <li key={id}>
            <a href={pathTo('mission', { id, title })}>{title}</a>
            <span className="source">
              {' '}
              · {content.name} · {day(startsOn)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who pays what, where the parties let it be shown. */
export function ProjectMoney({ project }: PageProps) {
  const { t } = useSite()
  const { money } = project.content
  if (!money || money.length === 0) return null
  const lines = money.map((line, index) => ({
    id: String(index),
    funder: line.funder ?? '',
    source: line.source,
    nature: line.nature,
    year: line.year,
    planned: line.planned ?? null,
    spent: line.spent ?? null,
    currency: line.currency,
    note: line.note ?? '',
  }))
  return (
    <section aria-labelledby="money">
      <h2 id="money">{t('project.public.money')}</h2>
      <p className="source measure mt-1">{t('project.public.moneyNote')}</p>
      <MoneyTable lines={lines} />
    </section>
  )
}

// Two names at the same spot would be read by nobody: the first one stands.
const tooNear = 24
const hasRoom = ({ dots }: MapDrawing, dot: Dot) =>
  dots.length <= 6 && dots.find((other) => Math.hypot(other.x - dot.x, other.y - dot.y) < tooNear) === dot

/** The drawn map and the facts in few words. */
export function ProjectAside({ project, drawing }: PageProps & { drawing: MapDrawing | null }) {
  const { t, list, pathTo } = useSite()
  const nameOf = usePlaceName()
  const dates = usePublicDates()
  const link = (name: 'theme' | 'sdg', value: string, text: string) => (
    <a key={value} href={`${pathTo('projects')}?${name}=${value}`} className="block first-letter:uppercase">
      {text}
    </a>
  )
  const weights = Object.entries(project.content.frames ?? {})
  return (
    <aside className="page-aside" aria-label={t('project.public.facts')}>
      {drawing ? (
        <figure className="mb-8">
          <MapSvg
            drawing={drawing}
            id="places-map"
            title={t('project.public.mapTitle', { title: project.title })}
            dotText={(dot) => ({
              title: nameOf(dot),
              project: true,
              ...(hasRoom(drawing, dot) ? { label: dot.name } : {}),
            })}
          />
          <figcaption className="source mt-1">{t('project.public.mapNote')}</figcaption>
          <ProjectSigns drawing={drawing} />
        </figure>
      ) : null}
      <h2 className="sr-only">{t('project.public.facts')}</h2>
      <Facts
        facts={[
          { name: t('project.field.type'), value: t(`atlas.type.${project.type}`) },
          { name: t('project.field.dates'), value: dates(project) || t('project.notSaid') },
          project.themes.length > 0
            ? {
                name: t('project.field.themes'),
                value: project.themes.map((one) => link('theme', one, t(`atlas.theme.${one}`))),
              }
            : null,
          project.sdgs.length > 0
            ? {
                name: t('project.field.sdgs'),
                value: project.sdgs.map((one) => link('sdg', String(one), goalLabel(t, one))),
              }
            : null,
          project.rights.length > 0
            ? {
                name: t('project.field.rights'),
                value: list(project.rights.map((one) => t(`project.right.${one as 'water'}`))),
              }
            : null,
          weights.length > 0
            ? {
                name: t('project.public.reasons'),
                value: weights
                  .map(([frame, weight]) =>
                    t('project.public.weight', { name: t(`project.frame.${frame as 'solidarity'}`), weight }),
                  )
                  .join(', '),
              }
            : null,
          project.tieId
            ? {
                name: t('project.public.tie'),
                value: <a href={pathTo('tie', { id: project.tieId })}>{t('project.public.tieLink')}</a>,
              }
            : null,
        ]}
      />
    </aside>
  )
}

/** How to have what stands here corrected: those who keep it are written to. */
export function ProjectCorrect({ project }: PageProps) {
  const { t, locale } = useSite()
  const writable = project.participants.filter(({ key }) => key !== null)
  return (
    <section aria-labelledby="correct" className="correct">
      <h2 id="correct">{t('project.public.correct')}</h2>
      <p className="measure mt-2">{t('project.public.correctText')}</p>
      <ul>
        {writable.map(({ key, name }) => (
          <li key={key}>
            <a href={workspacePath('contact', locale, { organisation: key ?? '' })} className="tap">
              {t('project.public.writeTo', { name })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The project for machines: its makers, places, dates and licence. */
export function ProjectJsonLd({ project }: PageProps) {
  const { t, pathTo } = useSite()
  const base = useInstance()?.baseUrl ?? ''
  const { id, title, themes, startsOn, endsOn, updatedAt, places, participants, type } = project
  return (
    <JsonLd
      data={{
        '@type': 'Project',
        '@id': `${base}${pathTo('project', { id, title })}`,
        name: title,
        keywords: [t(`atlas.type.${type}`), ...themes.map((theme) => t(`atlas.theme.${theme}`))].join(', '),
        ...(startsOn ? { foundingDate: startsOn } : {}),
        ...(endsOn ? { dissolutionDate: endsOn } : {}),
        member: participants
          .filter(({ role }) => role !== 'funder')
          .map(({ name }) => ({ '@type': 'Organization', name })),
        funder: participants
          .filter(({ role }) => role === 'funder')
          .map(({ name }) => ({ '@type': 'Organization', name })),
        location: places
          .filter(({ lon }) => lon !== null)
          .map(({ name, lon, lat }) => ({
            '@type': 'Place',
            name,
            geo: { '@type': 'GeoCoordinates', latitude: lat, longitude: lon },
          })),
        subjectOf: { '@type': 'WebPage', dateModified: updatedAt.toISOString(), license: toLicence('etalab-2.0').url },
      }}
    />
  )
}
