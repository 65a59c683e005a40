import { isBinding, isWritable } from '../../../features/partnerships/agreement-rules.ts'
import { type Agreement, type Commitment, commitmentKinds } from '../../../features/partnerships/agreement-schema.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { proposePath } from '../../workspace/propose-path.ts'
import { Deed } from '../form/deed.tsx'
import { SelectField, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { ProofFields } from './proof-fields.tsx'

type Kept = Readonly<Record<string, string | string[]>> | null

/** Writes one more promise into a draft. */
export function NewCommitment({ agreement, ours, kept }: { agreement: Agreement; ours: string; kept: Kept }) {
  const { t } = useSite()
  return (
    <section aria-labelledby="add" className="mt-12">
      <h2 id="add">{t('agreement.commitments.add')}</h2>
      <Form intent="add" kept={kept}>
        <SelectField
          name="party"
          label={t('agreement.commitments.who')}
          value={ours}
          options={agreement.parties.map(({ organisationId, name }) => ({ value: organisationId, label: name }))}
        />
        <SelectField
          name="kind"
          label={t('agreement.commitments.what')}
          empty={t('agreement.commitments.choose')}
          options={commitmentKinds.map((value) => ({ value, label: t(`agreement.commitments.kind.${value}`) }))}
        />
        <TextArea
          name="body"
          label={t('agreement.commitments.body')}
          help={t('agreement.commitments.bodyHelp')}
          maxLength={1000}
          rows={3}
        />
        <TextField name="amount" label={t('agreement.amounts.amount')} optional maxLength={24} />
        <TextField name="currency" label={t('agreement.amounts.currency')} value="EUR" maxLength={3} optional />
        <TextField
          name="quantity"
          label={t('agreement.commitments.quantity')}
          help={t('agreement.commitments.quantityHelp')}
          maxLength={12}
          optional
        />
        <TextField name="unit" label={t('agreement.commitments.unit')} maxLength={40} optional />
        <TextField name="dueOn" type="date" label={t('agreement.field.dueOn')} optional />
        <Submit>{t('agreement.commitments.addNow')}</Submit>
      </Form>
    </section>
  )
}

type DeedsProps = {
  commitment: Commitment
  agreement: Agreement
  params: { key: string; tie: string; agreement: string }
  own: boolean
}

/** What may be done with a promise: a draft lets go of it; in force its own side says it kept it, all may change it together. */
export function CommitmentDeeds({ commitment, agreement, params, own }: DeedsProps) {
  const { t, locale } = useSite()
  const { id, body, state } = commitment
  if (isWritable(agreement))
    return (
      <Deed
        intent="remove"
        of={{ id }}
        label={t('agreement.commitments.remove')}
        spoken={t('agreement.commitments.removeOf', { body })}
      />
    )
  if (!isBinding(agreement.state) || state === 'waived') return null
  const keep = workspacePath('agreementCommitments', locale, params, { keep: id })
  return (
    <div className="row-actions mt-2">
      {own && state !== 'done' ? (
        <a className="tap" href={`${keep}#keep`} aria-label={t('agreement.commitments.keepOf', { body })}>
          {t('agreement.commitments.keep')}
        </a>
      ) : null}
      {own && state === 'done' ? (
        <Deed
          intent="reopen"
          of={{ id }}
          label={t('agreement.commitments.reopen')}
          spoken={t('agreement.commitments.reopenOf', { body })}
        />
      ) : null}
      {!own && state === 'due' ? (
        <a
          className="tap"
          href={workspacePath('recordAct', locale, params, {
            kind: 'nonPerformance',
            agreement: agreement.id,
            commitment: id,
          })}
          aria-label={t('agreement.commitments.contestOf', { body })}
        >
          {t('agreement.commitments.contest')}
        </a>
      ) : null}
      <a
        className="tap"
        href={proposePath(locale, params, id)}
        aria-label={t('agreement.commitments.proposeOf', { body })}
      >
        {t('agreement.commitments.propose')}
      </a>
    </div>
  )
}

type KeptProps = { commitment: Commitment; documents: readonly { id: string; title: string }[]; kept: Kept }

/** Says that a promise was kept: on which day, and what shows it. */
export function KeptForm({ commitment, documents, kept }: KeptProps) {
  const { t } = useSite()
  return (
    <section aria-labelledby="keep" className="note mt-6">
      <h2 id="keep">{t('agreement.commitments.keepTitle')}</h2>
      <p>{commitment.body}</p>
      <Form intent="keep" kept={kept} files>
        <input type="hidden" name="id" value={commitment.id} />
        <TextField name="doneOn" type="date" label={t('agreement.commitments.keptOn')} />
        <TextArea name="note" label={t('agreement.commitments.proofNote')} rows={2} maxLength={1000} optional />
        <ProofFields documents={documents} />
        <Submit>{t('agreement.commitments.keepNow')}</Submit>
      </Form>
    </section>
  )
}
