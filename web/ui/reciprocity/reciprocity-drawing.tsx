import '../../styles/reciprocity.css'
import type { Ledger } from '../../../features/partnerships/ledger.server.ts'
import {
  type Measure,
  type PracticeTransfer,
  spanOfLedger,
  type TransferStage,
  weighLedger,
} from '../../../features/partnerships/reciprocity.ts'
import type { TiePartyHead } from '../../../features/partnerships/tie-head.server.ts'
import { useDay } from '../agreement/words.ts'
import { useSite } from '../site.ts'
import { useMeasured } from './words.ts'

type DrawingProps = { parties: readonly TiePartyHead[]; ledger: Ledger; today: string }

// The same thread for every kind: whole from the middle of its side, as long as what was given beside the other's.
function Thread({ share }: { share: number }) {
  const half = Math.round(share * 94)
  return (
    <svg viewBox="0 0 200 14" preserveAspectRatio="none" className="given" aria-hidden="true">
      <path d="M0 7H200" className="given-ground" />
      {half > 0 ? <rect x={100 - half} y="1" width={2 * half} height="12" className="given-line" /> : null}
    </svg>
  )
}

// A practice is a knot: full when adopted, half when tested, a ring when noticed.
function Knot({ stage }: { stage: TransferStage }) {
  return (
    <svg viewBox="0 0 20 20" className="knot" aria-hidden="true">
      <circle cx="10" cy="10" r="8" className="knot-ring" />
      {stage === 'adopted' ? <circle cx="10" cy="10" r="8" className="knot-full" /> : null}
      {stage === 'tested' ? <path d="M10 2a8 8 0 0 0 0 16z" className="knot-full" /> : null}
    </svg>
  )
}

function useMeasureName(): (measure: Pick<Measure, 'kind' | 'currency'>) => string {
  const { t } = useSite()
  return ({ kind, currency }) => {
    const name = t(`reciprocity.kind.${kind}`)
    return currency ? `${name} (${currency})` : name
  }
}

/**
 * What each side gave and learned, as equal sides of one drawing: no side comes first, nothing points from one to another.
 * Beneath stands the same in a table.
 */
export function ReciprocityDrawing({ parties, ledger, today }: DrawingProps) {
  const { t, list } = useSite()
  const day = useDay()
  const measured = useMeasured()
  const nameOf = useMeasureName()
  const { entries, transfers } = ledger
  const measures = weighLedger(
    entries,
    parties.map(({ id }) => id),
  )
  const learnedBy = (id: string) => transfers.filter(({ organisationId }) => organisationId === id)
  const span = spanOfLedger(entries)
  const said = (measure: Measure, index: number) => {
    const total = measure.totals[index] ?? null
    return total === null ? t('reciprocity.page.nothing') : measured(measure.kind, total, measure.currency)
  }
  return (
    <figure className="reciprocity" aria-labelledby="reciprocity-says">
      <figcaption id="reciprocity-says">
        <b>{t('reciprocity.page.drawing', { count: entries.length, transfers: transfers.length })}</b>
        <span className="source block">{t('reciprocity.page.drawingText')}</span>
      </figcaption>
      <div className="ledger-sides" aria-hidden="true">
        {measures.map((measure) => (
          <div key={`${measure.kind} ${measure.currency}`} className="side-row">
            <p className="side-kind">{nameOf(measure)}</p>
            <div className="side-pair">
              {parties.map(({ id, name }, index) => (
                <div key={id} className="side">
                  <span className="ledger-name">{name}</span>
                  <Thread share={measure.shares[index] ?? 0} />
                  <span className="side-value">{said(measure, index)}</span>
                </div>
              ))}
            </div>
          </div>
        ))}
        <div className="side-row">
          <p className="side-kind">{t('reciprocity.page.learned')}</p>
          <div className="side-pair">
            {parties.map(({ id, name }) => (
              <Learned key={id} name={name} transfers={learnedBy(id)} />
            ))}
          </div>
        </div>
      </div>
      <table className="scan stack reciprocity-figures">
        <caption>{t('reciprocity.page.same')}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('reciprocity.page.what')}</span>
            </th>
            {parties.map(({ id, name }) => (
              <th key={id} scope="col" className="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={`${measure.kind} ${measure.currency}`}>
              <th scope="row">{nameOf(measure)}</th>
              {parties.map(({ id, name }, index) => (
                <td key={id} className="num" data-label={name}>
                  {said(measure, index)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('reciprocity.page.learned')}</th>
            {parties.map(({ id, name }) => (
              <td key={id} className="num" data-label={name}>
                {learnedBy(id).length || t('reciprocity.page.nothing')}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="source mt-2">
        {t('reciprocity.page.source', {
          parties: list(parties.map(({ name }) => name)),
          from: span ? String(span.from) : 'none',
          to: span ? String(span.to) : '',
          day: day(today),
        })}
      </p>
    </figure>
  )
}

function Learned({ name, transfers }: { name: string; transfers: readonly PracticeTransfer[] }) {
  const { t } = useSite()
  return (
    <div className="side">
      <span className="ledger-name">{name}</span>
      {transfers.length === 0 ? <span className="side-value">{t('reciprocity.page.nothing')}</span> : null}
      <ul className="side-knots">
        {transfers.map(({ id, what, stage }) => (
          <li key={id}>
            <Knot stage={stage} />
            <span>
              {what} <span className="source">({t(`reciprocity.stage.${stage}`)})</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
