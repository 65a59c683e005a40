import { type Committee, type Meeting, meetingStates } from '../../../features/partnerships/governance.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { ProofFields } from '../agreement/proof-fields.tsx'
import { useDay } from '../agreement/words.ts'
import { SelectField, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type MeetingsProps = {
  toCome: readonly Meeting[]
  past: readonly Meeting[]
  params: { key: string; tie: string }
  ours: string
  mayWrite: boolean
}

/** Meetings to come, then those that were, with their agenda, minutes and decisions. */
export function Meetings({ toCome, past, params, ours, mayWrite }: MeetingsProps) {
  const { t, locale } = useSite()
  const day = useDay()
  if (toCome.length + past.length === 0) return <p className="measure mt-2">{t('agreement.governance.noMeeting')}</p>
  const line = (meeting: Meeting) => (
    <li key={meeting.id}>
      <p>
        <span className="font-[650]">{day(meeting.onDate)}</span>{' '}
        <span className={`state-mark is-${meeting.state}`}>{t(`agreement.governance.state.${meeting.state}`)}</span>
      </p>
      <p className="source">
        {[meeting.bodyName, meeting.place, t('agreement.governance.by', { name: meeting.organisationName })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {(['agenda', 'decisions', 'minutes'] as const).map((part) =>
        meeting[part] ? (
          <div key={part} className="mt-2">
            <p className="font-[650]">{t(`agreement.governance.${part}`)}</p>
            <p className="measure whitespace-pre-line">{meeting[part]}</p>
          </div>
        ) : null,
      )}
      {meeting.document ? (
        <p>
          <a
            className="tap"
            href={workspacePath('document', locale, { key: params.key, document: meeting.document.id, version: '1' })}
          >
            {t('agreement.governance.document', { title: meeting.document.title })}
          </a>
        </p>
      ) : null}
      {mayWrite && meeting.organisationId === ours ? (
        <p>
          <a
            className="tap"
            href={`${workspacePath('governance', locale, params, { meeting: meeting.id })}#meeting`}
            aria-label={t('agreement.governance.changeOf', { day: day(meeting.onDate) })}
          >
            {t('agreement.governance.change')}
          </a>
        </p>
      ) : null}
    </li>
  )
  return (
    <>
      {toCome.length > 0 ? <h3 className="mt-4">{t('agreement.governance.toCome')}</h3> : null}
      <ol className="threads">{toCome.map(line)}</ol>
      {past.length > 0 ? <h3 className="mt-6">{t('agreement.governance.past')}</h3> : null}
      <ol className="threads">{past.map(line)}</ol>
    </>
  )
}

type FormProps = {
  /** The one to write on; null for one more. */
  meeting: Meeting | null
  committees: readonly Committee[]
  documents: readonly { id: string; title: string }[]
  kept: Readonly<Record<string, string | string[]>> | null
}

/** Plans a meeting, or writes down what it became. */
export function MeetingForm({ meeting, committees, documents, kept }: FormProps) {
  const { t } = useSite()
  return (
    <section aria-labelledby="meeting" className="mt-8">
      <h3 id="meeting">{t(meeting ? 'agreement.governance.changeTitle' : 'agreement.governance.addMeeting')}</h3>
      <Form intent="meeting" kept={kept} files>
        {meeting ? <input type="hidden" name="id" value={meeting.id} /> : null}
        <TextField name="onDate" type="date" label={t('agreement.governance.onDate')} value={meeting?.onDate ?? null} />
        <SelectField
          name="state"
          label={t('agreement.governance.stateLabel')}
          value={meeting?.state ?? 'planned'}
          options={meetingStates.map((value) => ({ value, label: t(`agreement.governance.state.${value}`) }))}
        />
        {committees.length > 0 ? (
          <SelectField
            name="bodyId"
            label={t('agreement.governance.committee')}
            value={meeting?.bodyId ?? null}
            empty={t('agreement.governance.wholeTie')}
            optional
            options={committees.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <TextField
          name="place"
          label={t('agreement.governance.place')}
          value={meeting?.place ?? ''}
          maxLength={200}
          optional
        />
        <TextArea
          name="agenda"
          label={t('agreement.governance.agenda')}
          value={meeting?.agenda ?? ''}
          maxLength={4000}
          optional
        />
        <TextArea
          name="decisions"
          label={t('agreement.governance.decisions')}
          value={meeting?.decisions ?? ''}
          maxLength={4000}
          optional
        />
        <TextArea
          name="minutes"
          label={t('agreement.governance.minutes')}
          value={meeting?.minutes ?? ''}
          maxLength={8000}
          rows={6}
          optional
        />
        <ProofFields
          documents={documents}
          help={t('agreement.governance.fileHelp')}
          value={meeting?.document?.id ?? null}
        />
        <Submit>{t(meeting ? 'agreement.governance.changeNow' : 'agreement.governance.addMeetingNow')}</Submit>
      </Form>
    </section>
  )
}
