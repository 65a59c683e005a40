import { isSettled } from '../../../features/partnerships/agreement-rules.ts'
import type { Agreement, AgreementStep } from '../../../features/partnerships/agreement-schema.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useDay } from './words.ts'

type Party = Pick<Agreement['parties'][number], 'organisationId' | 'name'>
type LineProps = {
  parties: readonly Party[]
  steps: readonly AgreementStep[]
  /** Whether both lines have come together: the text holds. */
  holds: boolean
  organisationKey: string
}

const wide = 400
const gap = 44
const first = 22

function mark(step: AgreementStep): 'done' | 'waived' | 'open' {
  if (step.doneOn !== null) return 'done'
  return step.waivedReason === '' ? 'open' : 'waived'
}

// Each side's thread goes through its own steps, and all meet where the text binds them.
function Drawing({ parties, steps, holds }: Omit<LineProps, 'organisationKey'>) {
  const height = first * 2 + gap * (parties.length - 1)
  const middle = height / 2
  return (
    <svg viewBox={`0 0 ${wide} ${height}`} className="life-drawing" aria-hidden="true">
      {parties.map(({ organisationId }, line) => {
        const y = first + gap * line
        const own = steps.filter((step) => step.organisationId === organisationId)
        const x = (index: number) => 24 + (index * 270) / Math.max(1, own.length - 1)
        return (
          <g key={organisationId}>
            <path d={`M8 ${y}H310C350 ${y} 350 ${middle} 380 ${middle}`} className="life-thread" />
            {own.map((step, index) => (
              <g key={step.id} className={`life-dot is-${mark(step)}`}>
                <circle cx={x(index)} cy={y} r={step.required ? 9 : 6.5} />
                {mark(step) === 'done' ? <path d={`M${x(index) - 4} ${y}l3 3.5l5.5 -7`} /> : null}
                {mark(step) === 'waived' ? <path d={`M${x(index) - 4} ${y}h8`} /> : null}
              </g>
            ))}
          </g>
        )
      })}
      <circle cx="380" cy={middle} r="11" className={holds ? 'life-end holds' : 'life-end'} />
    </svg>
  )
}

/** The life of a text: two equal sides of one drawing, and the same in words beneath, side by side. */
export function LifeLine({ parties, steps, holds, organisationKey }: LineProps) {
  return (
    <div className="life">
      <Drawing parties={parties} steps={steps} holds={holds} />
      <div className="sides">
        {parties.map(({ organisationId, name }) => (
          <div key={organisationId}>
            <h3 className="side-name">{name}</h3>
            <ol className="life-steps">
              {steps
                .filter((step) => step.organisationId === organisationId)
                .map((step) => (
                  <StepLine key={step.id} step={step} organisationKey={organisationKey} />
                ))}
            </ol>
          </div>
        ))}
      </div>
    </div>
  )
}

function StepLine({ step, organisationKey: key }: { step: AgreementStep; organisationKey: string }) {
  const { t, locale } = useSite()
  const day = useDay()
  const href = step.document
    ? workspacePath('document', locale, { key, document: step.document.id, version: '1' })
    : null
  return (
    <li className={`life-step is-${mark(step)}`}>
      <span className={isSettled(step) ? '' : 'font-[650]'}>{step.name}</span>
      {step.required ? null : <span className="source block">{t('agreement.step.notRequired')}</span>}
      <span className="source block">
        {step.doneOn === null ? null : t('agreement.step.doneOn', { day: day(step.doneOn) })}
        {step.reference ? ` · ${step.reference}` : null}
        {step.waivedReason ? t('agreement.step.waived', { reason: step.waivedReason }) : null}
        {isSettled(step) ? null : t('agreement.step.open')}
        {href && step.document ? (
          <>
            {' · '}
            <a href={href}>{step.document.title}</a>
          </>
        ) : null}
      </span>
    </li>
  )
}
