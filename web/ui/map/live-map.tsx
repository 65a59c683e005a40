import { type AtlasFilters, formatFilters } from '../../../features/atlas/filters.ts'
import type { MapChoices } from '../../../features/atlas/map.server.ts'
import { tieEvidences, tieStates } from '../../../features/partnerships/schema.ts'
import { placePrecisions, projectStates } from '../../../features/projects/schema.ts'
import type { MessageKey } from '../../../platform/i18n/messages.ts'
import type { Island } from '../../island-files.ts'
import type { Counted, LiveMapConfig } from '../../islands/live-map/config.ts'
import { type Site, useLabels, useSite } from '../site.ts'
import { ProjectSigns } from './project-signs.tsx'

/** What the interactive map has to know of the tiles. */
export type TileFacts = { version: number; maxZoom: number; groundZoom: number; groundEdition: number }

type LiveMapProps = { island: Island; tiles: TileFacts; filters: AtlasFilters; countries: MapChoices['country'] }

// The island speaks without a translator: each counted sentence comes in its two forms, the number left open.
function counted(t: Site['t'], key: MessageKey, name: string): Counted {
  return { one: t(key, { [name]: 1 }).replace('1', '#'), other: t(key, { [name]: 7 }).replace('7', '#') }
}

function textsOf({ t }: Site): LiveMapConfig['texts'] {
  return {
    loading: t('map.live.loading'),
    failed: t('map.live.failed'),
    label: t('map.live.label'),
    limit: t('map.live.limit'),
    zoomIn: t('map.live.zoomIn'),
    zoomOut: t('map.live.zoomOut'),
    world: t('map.live.world'),
    france: t('map.live.france'),
    deselect: t('map.live.deselect'),
    members: t('map.live.members'),
    ground: t('map.live.ground'),
    page: t('map.live.page', { name: '{name}' }),
    inView: counted(t, 'map.live.inView', 'n'),
    more: counted(t, 'map.live.more', 'n'),
    others: counted(t, 'map.live.others', 'n'),
    groupEnds: counted(t, 'map.live.groupEnds', 'n'),
    placeTies: counted(t, 'map.live.placeTies', 'n'),
    unplaced: counted(t, 'map.live.unplaced', 'n'),
    projectsInView: counted(t, 'map.live.projectsInView', 'n'),
    moreProjects: counted(t, 'map.live.moreProjects', 'n'),
  }
}

function useConfig({ tiles, filters, countries }: Omit<LiveMapProps, 'island'>): LiveMapConfig {
  const site = useSite()
  const labels = useLabels()
  const { t, locale, pathTo } = site
  return {
    locale,
    version: tiles.version,
    query: formatFilters(filters).toString(),
    ground: `/tiles/ground-${tiles.groundEdition}`,
    maxZoom: tiles.maxZoom,
    groundZoom: tiles.groundZoom,
    authority: pathTo('authority', { key: '' }),
    tie: pathTo('tie', { id: '' }),
    project: pathTo('project', { id: '' }),
    countries: Object.fromEntries(countries.map(({ code }) => [code, labels.country(code)])),
    states: Object.fromEntries(tieStates.map((state) => [state, t(`atlas.state.${state}`)])),
    evidences: Object.fromEntries(tieEvidences.map((one) => [one, t(`atlas.evidence.${one}`)])),
    projectStates: Object.fromEntries(projectStates.map((state) => [state, t(`project.state.${state}`)])),
    precisions: Object.fromEntries(placePrecisions.map((one) => [one, t(`project.precision.${one}`)])),
    texts: textsOf(site),
  }
}

const deeds = ['in', 'out', 'world', 'france'] as const
const deedNames = {
  in: 'map.live.zoomIn',
  out: 'map.live.zoomOut',
  world: 'map.live.world',
  france: 'map.live.france',
} as const

/** The place of the interactive map: out of sight until its script offers it, empty until somebody opens it. */
export function LiveMap({ island, ...facts }: LiveMapProps) {
  const { t, number } = useSite()
  const config = useConfig(facts)
  return (
    <>
      <section
        hidden
        aria-labelledby="live"
        className="no-print mt-6"
        data-island="map"
        data-config={JSON.stringify(config)}
      >
        <h2 id="live" className="sr-only">
          {t('map.live.title')}
        </h2>
        <p className="map-live-offer">
          <button type="button" className="button" data-open="">
            {t('map.live.open', { size: number(island.kilobytes) })}
          </button>
          <span className="source">{t('map.live.about')}</span>
        </p>
        <p className="source" role="status" data-status="" />
        <div className="map-live mt-4" data-part="frame" hidden>
          <div>
            <p className="map-deeds">
              {deeds.map((deed) => (
                <button key={deed} type="button" className="map-deed" data-deed={deed}>
                  {t(deedNames[deed])}
                </button>
              ))}
            </p>
            <fieldset className="map-shown">
              <legend className="sr-only">{t('map.live.show')}</legend>
              {(['ties', 'projects'] as const).map((what) => (
                <label key={what} className="map-show">
                  <input type="checkbox" defaultChecked data-show={what} />
                  {what === 'ties' ? t('map.live.showTies') : t('map.live.showProjects')}
                </label>
              ))}
            </fieldset>
            <div className="map-canvas" data-part="map" />
            <ProjectSigns />
            <p className="source mt-1">{t('map.live.ground')}</p>
            <p className="source" role="status" data-part="limit" />
          </div>
          <div className="map-live-lists">
            <div data-part="chosen" />
            <div data-part="seen" />
            <div data-part="projects" className="mt-4" />
          </div>
        </div>
      </section>
      <script type="module" src={island.script} />
    </>
  )
}
