import { isBinding, isOpen, isSettled, isWaivable, whatBlocks } from '../../../features/partnerships/agreement-rules.ts'
import { type Agreement, type AgreementStep, stepKinds } from '../../../features/partnerships/agreement-schema.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Deed } from '../form/deed.tsx'
import { Choices, SelectField, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { ProofFields } from './proof-fields.tsx'
import { useDay, useReason } from './words.ts'

type Kept = Readonly<Record<string, string | string[]>> | null
type FormsProps = {
  step: AgreementStep
  agreement: Agreement
  documents: readonly { id: string; title: string }[]
  kept: Kept
}

/** The step one has come for: what it is, then the form that records it and the one that says why it does not apply. */
export function StepForms({ step, agreement, documents, kept }: FormsProps) {
  const { t } = useSite()
  const reason = useReason()
  const blocks = whatBlocks(agreement, step)
  return (
    <section aria-labelledby="step" className="note mt-6">
      <h2 id="step">{step.name}</h2>
      <StepWords step={step} />
      {blocks.length > 0 ? (
        <ul className="blocks mt-2">
          {blocks.map((block) => (
            <li key={block.reason + (block.values?.name ?? '')}>{reason(block)}</li>
          ))}
        </ul>
      ) : (
        <>
          <Form intent="record" kept={kept} files>
            <input type="hidden" name="step" value={step.id} />
            <input type="hidden" name="kind" value={step.kind} />
            <TextField name="doneOn" type="date" label={t(`agreement.steps.day.${step.kind}`)} />
            <TextField
              name="reference"
              label={t(`agreement.steps.reference.${step.kind}`)}
              help={t('agreement.steps.referenceHelp')}
              maxLength={200}
              optional
            />
            <ProofFields documents={documents} />
            <Submit>{t(`agreement.steps.record.${step.kind}`)}</Submit>
          </Form>
          {isWaivable(step) ? (
            <details className="mt-6" open={!step.required}>
              <summary className="tap">{t('agreement.steps.waive')}</summary>
              <Form intent="waive">
                <input type="hidden" name="step" value={step.id} />
                <TextArea
                  name="reason"
                  label={t('agreement.steps.reason')}
                  help={t('agreement.steps.reasonHelp')}
                  rows={2}
                  maxLength={500}
                />
                <Submit quiet>{t('agreement.steps.waiveNow')}</Submit>
              </Form>
            </details>
          ) : null}
        </>
      )}
    </section>
  )
}

function StepWords({ step }: { step: AgreementStep }) {
  const { t } = useSite()
  const day = useDay()
  return (
    <>
      {step.explains ? <p className="measure">{step.explains}</p> : null}
      {step.source ? (
        <p className="source">
          {step.source.url ? <a href={step.source.url}>{step.source.name}</a> : step.source.name}
          {' · '}
          {t('agreement.steps.checked', { day: day(step.source.checkedOn) })}
        </p>
      ) : null}
    </>
  )
}

type OwnProps = {
  steps: readonly AgreementStep[]
  agreement: Agreement
  params: { key: string; tie: string; agreement: string }
  mayWrite: boolean
}

/** The steps of one's own side in their order: what is recorded, what can be, and what stands in the way. */
export function OwnSteps({ steps, agreement, params, mayWrite }: OwnProps) {
  const { t } = useSite()
  const texts = [null, ...agreement.amendments.map(({ id }) => id)]
  return texts.map((amendmentId) => {
    const number = agreement.amendments.find(({ id }) => id === amendmentId)?.number
    const own = steps.filter((step) => step.amendmentId === amendmentId)
    return own.length === 0 ? null : (
      <section key={amendmentId} className="mt-10">
        <h2>{number === undefined ? t('agreement.steps.own') : t('agreement.steps.ofAmendment', { number })}</h2>
        <ol className="threads mt-2">
          {own.map((step) => (
            <li key={step.id}>
              <OwnStep step={step} agreement={agreement} params={params} mayWrite={mayWrite} />
            </li>
          ))}
        </ol>
      </section>
    )
  })
}

function OwnStep({ step, agreement, params, mayWrite }: Omit<OwnProps, 'steps'> & { step: AgreementStep }) {
  const { t, locale } = useSite()
  const day = useDay()
  const reason = useReason()
  const all = isSettled(step) ? [] : whatBlocks(agreement, step)
  // What comes before is enough to say: the rest is told at the step that comes first.
  const earlier = all.filter((block) => block.reason === 'agreement_step_earlier')
  const blocks = earlier.length > 0 ? earlier : all
  const closed = !isOpen(agreement.state) && !isBinding(agreement.state)
  const amendment = agreement.amendments.find(({ id }) => id === step.amendmentId)
  const free = amendment ? amendment.state !== 'inForce' && amendment.state !== 'abandoned' : isOpen(agreement.state)
  return (
    <>
      <p className="font-[650]">{step.name}</p>
      {step.required ? null : <p className="source">{t('agreement.step.notRequired')}</p>}
      {step.doneOn === null ? null : (
        <p>
          {t('agreement.step.doneOn', { day: day(step.doneOn) })}
          {step.reference ? ` · ${step.reference}` : null}
          {step.document ? ` · ${step.document.title}` : null}
        </p>
      )}
      {step.waivedReason ? <p>{t('agreement.step.waived', { reason: step.waivedReason })}</p> : null}
      {blocks.length > 0 && !closed ? (
        <ul className="blocks">
          {blocks.map((block) => (
            <li key={block.reason + (block.values?.name ?? '')}>{reason(block)}</li>
          ))}
        </ul>
      ) : null}
      {mayWrite && free ? (
        <div className="row-actions mt-2">
          {isSettled(step) ? (
            <Deed
              intent="reopen"
              of={{ step: step.id }}
              label={t('agreement.steps.reopen')}
              spoken={t('agreement.steps.reopenOf', { name: step.name })}
            />
          ) : blocks.length > 0 ? (
            <button type="button" className="button" disabled>
              {t(`agreement.steps.record.${step.kind}`)}
            </button>
          ) : (
            <a className="button" href={`${workspacePath('agreementSteps', locale, params, { step: step.id })}#step`}>
              {t(`agreement.steps.record.${step.kind}`)}
            </a>
          )}
        </div>
      ) : null}
    </>
  )
}

/** Who signs for one's own side. */
export function SignatoryForm({ party }: { party: Agreement['parties'][number] }) {
  const { t } = useSite()
  return (
    <section aria-labelledby="signs" className="mt-12">
      <h2 id="signs">{t('agreement.steps.signs')}</h2>
      <Form intent="sign">
        <TextField name="name" label={t('agreement.steps.signsName')} value={party.signatoryName} maxLength={120} />
        <TextField
          name="functionTitle"
          label={t('agreement.steps.signsFunction')}
          value={party.signatoryFunction}
          maxLength={120}
        />
        <Submit quiet>{t('agreement.steps.signsSave')}</Submit>
      </Form>
    </section>
  )
}

/** Adds a step our rules do not know. */
export function AddStepForm({ agreement }: { agreement: Agreement }) {
  const { t } = useSite()
  const amendments = agreement.amendments.filter(({ state }) => state !== 'inForce' && state !== 'abandoned')
  if (!isOpen(agreement.state) && amendments.length === 0) return null
  return (
    <details className="mt-12">
      <summary className="tap">{t('agreement.steps.add')}</summary>
      <Form intent="add">
        <p className="source mt-2">{t('agreement.steps.addLead')}</p>
        <TextField name="name" label={t('agreement.steps.addName')} maxLength={200} />
        <SelectField
          name="kind"
          label={t('agreement.steps.addKind')}
          value="authorisation"
          options={stepKinds.map((value) => ({ value, label: t(`agreement.stepKind.${value}`) }))}
        />
        {isOpen(agreement.state) ? null : (
          <SelectField
            name="amendment"
            label={t('agreement.steps.addTo')}
            options={amendments.map(({ id, number }) => ({
              value: id,
              label: t('agreement.steps.ofAmendment', { number }),
            }))}
          />
        )}
        <Choices
          name="required"
          label={t('agreement.steps.addRequired')}
          value="yes"
          options={[
            { value: 'yes', label: t('agreement.steps.addYes') },
            { value: 'no', label: t('agreement.steps.addNo') },
          ]}
        />
        <Submit quiet>{t('agreement.steps.addNow')}</Submit>
      </Form>
    </details>
  )
}
