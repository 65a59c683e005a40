import type { Committee } from '../../../features/partnerships/governance.ts'
import type { TiePartyHead } from '../../../features/partnerships/tie-head.server.ts'
import { useFormState } from '../../workspace/form-state.ts'
import { useDay } from '../agreement/words.ts'
import { Deed } from '../form/deed.tsx'
import { SelectField, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type CommitteesProps = {
  committees: readonly Committee[]
  parties: readonly TiePartyHead[]
  today: string
  mayWrite: boolean
}

/** The committees, and who sits in each for which body; who sat before stays readable. */
export function Committees({ committees, parties, today, mayWrite }: CommitteesProps) {
  const { t } = useSite()
  if (committees.length === 0) return <p className="measure mt-2">{t('agreement.governance.noCommittee')}</p>
  return committees.map((committee) => (
    <div key={committee.id} className="mt-6">
      <h3>{committee.name}</h3>
      <p className="source">
        {[
          committee.agreementTitle ?? t('agreement.governance.wholeTie'),
          committee.meetsPerYear === null ? '' : t('agreement.governance.perYear', { n: committee.meetsPerYear }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {committee.rule ? <p className="measure whitespace-pre-line">{committee.rule}</p> : null}
      <div className="sides">
        {parties.map((party) => (
          <Seats key={party.id} committee={committee} party={party} today={today} mayWrite={mayWrite} />
        ))}
      </div>
    </div>
  ))
}

type SeatsProps = { committee: Committee; party: TiePartyHead; today: string; mayWrite: boolean }

function Seats({ committee, party, today, mayWrite }: SeatsProps) {
  const { t } = useSite()
  const day = useDay()
  const own = committee.members.filter((member) => member.organisationId === party.id)
  return (
    <div>
      <h4 className="side-name">{party.name}</h4>
      {own.length === 0 ? <p className="mt-2">{t('agreement.governance.nobody')}</p> : null}
      <ul className="side-list">
        {own.map(({ id, name, functionTitle, until }) => (
          <li key={id} className="row-actions">
            <span>
              {[name, functionTitle].filter(Boolean).join(', ')}
              {until && until <= today ? (
                <span className="source block">{t('agreement.governance.until', { day: day(until) })}</span>
              ) : null}
            </span>
            {mayWrite && !until ? (
              <Deed
                intent="unseat"
                of={{ body: committee.id, id }}
                label={t('agreement.governance.unseat')}
                spoken={t('agreement.governance.unseatOf', { name })}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Seats somebody in one of the committees. */
export function SeatForm({ committees, parties }: Pick<CommitteesProps, 'committees' | 'parties'>) {
  const { t } = useSite()
  const ours = parties.find(({ isOurs }) => isOurs)
  const open = useFormState('seat') !== null
  if (committees.length === 0) return null
  return (
    <details className="mt-4" open={open}>
      <summary className="tap">{t('agreement.governance.seat')}</summary>
      <Form intent="seat">
        <SelectField
          name="body"
          label={t('agreement.governance.committee')}
          options={committees.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField name="name" label={t('agreement.governance.person')} maxLength={120} />
        <TextField name="functionTitle" label={t('agreement.steps.signsFunction')} maxLength={120} optional />
        <SelectField
          name="organisationId"
          label={t('agreement.governance.for')}
          value={ours?.id ?? ''}
          options={parties.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Submit quiet>{t('agreement.governance.seatNow')}</Submit>
      </Form>
    </details>
  )
}

type CommitteeFormProps = {
  agreements: readonly { id: string; title: string }[]
  /** There is none yet. */
  first: boolean
}

/** Sets a committee up. */
export function CommitteeForm({ agreements, first }: CommitteeFormProps) {
  const { t } = useSite()
  const open = useFormState('committee') !== null
  return (
    <details className="mt-4" open={open || first}>
      <summary className="tap">{t('agreement.governance.addCommittee')}</summary>
      <Form intent="committee">
        <TextField
          name="name"
          label={t('agreement.governance.name')}
          help={t('agreement.governance.nameHelp')}
          maxLength={200}
        />
        <SelectField
          name="agreementId"
          label={t('agreement.governance.of')}
          empty={t('agreement.governance.wholeTie')}
          optional
          options={agreements.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <TextField
          name="meetsPerYear"
          label={t('agreement.governance.meetsPerYear')}
          inputMode="numeric"
          maxLength={2}
          optional
        />
        <TextArea
          name="rule"
          label={t('agreement.governance.rule')}
          help={t('agreement.governance.ruleHelp')}
          optional
        />
        <Submit>{t('agreement.governance.addCommitteeNow')}</Submit>
      </Form>
    </details>
  )
}
