import type { TieDetail } from '../../../features/opendata/tie-rows.server.ts'
import type { OrganisationDetail } from '../../../features/organisations/queries.server.ts'
import { useLabels, useSite } from '../site.ts'

type EndsProps = { tie: TieDetail; parties: readonly OrganisationDetail[] }

const there = 'M8 20C48 -12 88 -12 128 20S208 52 248 20S328 -12 392 20'
const back = 'M8 20C48 52 88 52 128 20S208 -12 248 20S328 52 392 20'

// Only a whole thread is drawn under the eye: a dashed or cut one would lose its meaning while it grows.
function Thread({ state }: Pick<TieDetail, 'state'>) {
  const drawn = state === 'active' ? { pathLength: 1, className: 'draw-once' } : {}
  return (
    <svg
      viewBox="0 0 400 40"
      className={`ends-thread is-${state}`}
      aria-hidden="true"
      preserveAspectRatio="none"
      fill="none"
    >
      <path d={there} {...drawn} />
      <path d={back} {...drawn} />
    </svg>
  )
}

function End({ organisation }: { organisation: OrganisationDetail }) {
  const { t, number, pathTo } = useSite()
  const labels = useLabels()
  const form = `atlas.legalForm.${organisation.legalForm}`
  const tier = organisation.legalForm && t.has(form) ? t(form) : t(`atlas.tier.${organisation.tier}`)
  return (
    <div className="end">
      <a href={pathTo('authority', organisation)} className="end-name">
        {organisation.name}
      </a>
      <span className="block">{labels.country(organisation.country)}</span>
      <span className="source block">
        <span className="inline-block first-letter:uppercase">{tier}</span>
        {organisation.population === null
          ? null
          : t('site.tie.population', { n: number(organisation.population), year: String(organisation.populationYear) })}
        {organisation.status === 'inForce' ? null : ` · ${t(`atlas.status.${organisation.status}`)}`}
      </span>
    </div>
  )
}

/** The ends of a tie, drawn at the same size, and the thread that goes and comes back between them. */
export function Ends({ tie, parties }: EndsProps) {
  const { t } = useSite()
  const [first, ...others] = parties
  if (!first) return null
  return (
    <div className="ends">
      <End organisation={first} />
      <div className="ends-middle">
        <span className="end-dot" />
        <Thread state={tie.state} />
        <span className="end-dot" />
      </div>
      <div className="ends-others">
        {others.map((organisation) => (
          <End key={organisation.key} organisation={organisation} />
        ))}
      </div>
      <p className="ends-words">
        <b>
          {t(`site.tie.state.${tie.state}`, {
            year: tie.stateSinceYear === null ? 'none' : String(tie.stateSinceYear),
          })}
        </b>{' '}
        {tie.stateReason ? `${tie.stateReason} ` : null}
        {t(`site.tie.evidence.${tie.evidence}`)}
      </p>
    </div>
  )
}
