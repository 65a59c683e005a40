import type { ActForm } from '../../../features/partnerships/act-form.server.ts'
import type { ActKind } from '../../../features/partnerships/act-rules.ts'
import { SelectField, TextArea, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

type FieldsProps = {
  kind: ActKind
  form: ActForm
  agreementId: string | null
  commitmentId: string | null
  today: string
}

/** What is asked of an act, kind by kind. */
export function ActFields({ kind, form, agreementId, commitmentId, today }: FieldsProps) {
  const { t } = useSite()
  const p = 'word.recordAct'
  const isNotice = kind === 'notice'
  return (
    <>
      <About kind={kind} form={form} agreementId={agreementId} commitmentId={commitmentId} />
      {isNotice || kind === 'nonPerformance' || kind === 'ending' ? (
        <TextArea
          name="clause"
          label={t(`${p}.clause`)}
          help={t(isNotice ? `${p}.clauseHelp` : `${p}.clauseOptionalHelp`)}
          maxLength={500}
          rows={3}
          optional={!isNotice}
        />
      ) : null}
      <TextField name="decidedOn" type="date" label={t(`${p}.decidedOn`)} value={today} />
      <TextField name="decidedBy" label={t(`${p}.decidedBy`)} help={t(`${p}.decidedByHelp`)} maxLength={200} />
      <TextField
        name="effectiveOn"
        type="date"
        label={t(`${p}.effectiveOn.${kind}`)}
        help={t(`${p}.effectiveHelp.${kind}`)}
        value={isNotice ? '' : today}
      />
      <TextArea name="reason" label={t(`${p}.reason`)} help={t(`${p}.reasonHelp`)} optional={kind === 'resumption'} />
      {kind === 'suspension' ? (
        <>
          <TextArea name="goesOn" label={t(`${p}.goesOn`)} help={t(`${p}.goesOnHelp`)} rows={3} />
          <TextField name="reviewOn" type="date" label={t(`${p}.reviewOn`)} />
        </>
      ) : null}
      {form.documents.length > 0 ? (
        <SelectField
          name="document"
          label={t(`${p}.document`)}
          help={t(`${p}.documentHelp`)}
          empty={t(`${p}.noDocument`)}
          options={form.documents.map(({ id, title }) => ({ value: id, label: title }))}
          optional
        />
      ) : null}
    </>
  )
}

function About({ kind, form, agreementId, commitmentId }: Omit<FieldsProps, 'today'>) {
  const { t } = useSite()
  const p = 'word.recordAct'
  if (kind === 'nonPerformance')
    return (
      <SelectField
        name="commitment"
        label={t(`${p}.commitment`)}
        value={commitmentId}
        empty={t(`${p}.agreementFirst`)}
        options={form.commitments.map(({ id, body, organisationName: organisation }) => ({
          value: id,
          label: t(`${p}.commitmentOption`, { organisation, body: body.slice(0, 120) }),
        }))}
      />
    )
  return (
    <SelectField
      name="agreement"
      label={t(`${p}.about`)}
      {...(kind === 'notice' ? {} : { help: t(`${p}.aboutHelp`) })}
      value={agreementId}
      empty={t(kind === 'notice' ? `${p}.agreementFirst` : `${p}.wholeTie`)}
      options={form.agreements.map(({ id, title }) => ({ value: id, label: title }))}
    />
  )
}
