import type { ReactNode } from 'react'
import { type AtlasFilters, formatFilters, toggleFilter } from '../../../features/atlas/filters.ts'
import type { MapChoices } from '../../../features/atlas/map.server.ts'
import type { DotSize } from '../../../features/atlas/map-drawing.ts'
import { type TieEvidence, type TieState, tieEvidences, tieStates } from '../../../features/partnerships/schema.ts'
import { useValueNames } from '../list/value-names.ts'
import { useSite } from '../site.ts'
import { Knot } from './map-svg.tsx'

type LegendProps = { filters: AtlasFilters; choices: MapChoices; sizes: readonly DotSize[] }

function Sample({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 48 14" className="map-sample" aria-hidden="true">
      {children}
    </svg>
  )
}

/** The sign of a state: the thread as the map draws it. */
function StateSample({ state }: { state: TieState }) {
  return (
    <Sample>
      <g className={`map-thread is-${state} sample`}>
        <path className="w3" d={state === 'ended' ? 'M2 7h16M30 7h16' : 'M2 7h44'} />
      </g>
    </Sample>
  )
}

function EvidenceSample({ evidence }: { evidence: TieEvidence }) {
  return (
    <Sample>
      <g className="map-thread is-active sample">
        <path className="w2" d="M2 7h44" />
      </g>
      <Knot evidence={evidence} x={24} y={7} r={3.4} />
    </Sample>
  )
}

type ChoiceProps = {
  filters: AtlasFilters
  name: 'state' | 'evidence'
  value: TieState | TieEvidence
  count: number
  sample: ReactNode
  note?: string
}

function Choice({ filters, name, value, count, sample, note }: ChoiceProps) {
  const { t, number, pathTo } = useSite()
  const nameOf = useValueNames()
  const on = (filters[name] as string[]).includes(value)
  const query = formatFilters(toggleFilter(filters, name, value)).toString()
  return (
    <li>
      <a href={`${pathTo('map')}${query ? `?${query}` : ''}`} rel="nofollow" className={on ? 'choice on' : 'choice'}>
        {sample}
        <span className="choice-name">
          <span className="sr-only">{on ? t('map.legend.unpick') : t('map.legend.pick')} </span>
          <span className="map-choice-word">{nameOf(name, value)}</span>
          {note ? <span className="text-slate"> {note}</span> : null}
        </span>
        <span className="count">{number(count)}</span>
      </a>
    </li>
  )
}

function OtherSigns({ sizes }: Pick<LegendProps, 'sizes'>) {
  const { t } = useSite()
  return (
    <ul className="small">
      {sizes.map(({ ties, r }) => (
        <li key={ties} className="map-sign">
          <svg viewBox="0 0 48 36" className="map-sample tall" aria-hidden="true">
            <g className="map-dot">
              <circle cx="24" cy="18" r={r} />
            </g>
          </svg>
          {t('site.count.ties', { n: ties })}
        </li>
      ))}
      <li className="map-sign">
        <Sample>
          <path className="map-disputed" d="M2 7h44" />
        </Sample>
        <a href="#disputed">{t('map.legend.disputed')}</a>
      </li>
    </ul>
  )
}

/** How to read the map: each sign with its words, how many ties it stands for, and the link that keeps only these. */
export function Legend({ filters, choices, sizes }: LegendProps) {
  const { t } = useSite()
  return (
    <section aria-labelledby="legend" className="mt-6">
      <h2 id="legend" className="sr-only">
        {t('map.legend.title')}
      </h2>
      <div className="map-legend">
        <div>
          <h3>{t('map.legend.state')}</h3>
          <ul>
            {tieStates.map((state) => (
              <Choice
                key={state}
                filters={filters}
                name="state"
                value={state}
                count={choices.state[state]}
                sample={<StateSample state={state} />}
              />
            ))}
          </ul>
        </div>
        <div>
          <h3>{t('map.legend.evidence')}</h3>
          <ul>
            {tieEvidences.map((evidence) => (
              <Choice
                key={evidence}
                filters={filters}
                name="evidence"
                value={evidence}
                count={choices.evidence[evidence]}
                sample={<EvidenceSample evidence={evidence} />}
                {...(evidence === 'thirdParty' ? { note: t('map.legend.noKnot') } : {})}
              />
            ))}
          </ul>
        </div>
        <div>
          <h3>{t('map.legend.size')}</h3>
          <OtherSigns sizes={sizes} />
        </div>
      </div>
      <p className="source mt-3">{t('map.legend.apart')}</p>
    </section>
  )
}
