import type { WaitingCorrection } from '../../../features/freshness/decide-correction.server.ts'
import { inputOf } from '../../../features/freshness/fields.ts'
import { pathTo } from '../../paths.ts'
import { TextArea } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { ValueFields, valueLabel } from './value-fields.tsx'

type Corrections = { waiting: readonly WaitingCorrection[]; decided: readonly WaitingCorrection[] }

const isWebAddress = (text: string) => /^https?:\/\/\S+$/.test(text)

function What({ correction }: { correction: WaitingCorrection }) {
  const { t, locale, day } = useSite()
  const { kind, key, name, field, value, valueThen, source, word, createdAt } = correction
  const address = kind === 'organisation' ? pathTo('authority', locale, { key }) : pathTo('tie', locale, { id: key })
  return (
    <>
      <h3>
        <a href={address}>{name}</a>
      </h3>
      <p>
        {t(`freshness.field.${field}`)}
        {value ? <b>{t('freshness.verify.value', { value: valueLabel(t, field, value) })}</b> : null}
      </p>
      {valueThen ? (
        <p className="source">{t('freshness.correct.now', { value: valueLabel(t, field, valueThen) })}</p>
      ) : null}
      {source ? (
        <p className="source">
          {t('freshness.decide.source')}{' '}
          {isWebAddress(source) ? (
            <a href={source} rel="noopener nofollow">
              {source}
            </a>
          ) : (
            source
          )}
        </p>
      ) : null}
      {word ? <p className="mt-1">« {word} »</p> : null}
      <p className="source">{t('freshness.decide.on', { day: day(createdAt) })}</p>
    </>
  )
}

// Each form has its own deed and number: what was typed comes back to the one it was typed in.
function Decision({ correction }: { correction: WaitingCorrection }) {
  const { t } = useSite()
  const { id, field, value } = correction
  const editable = inputOf(field).input !== 'nothing' && field !== 'other'
  return (
    <div className="row-actions mt-3">
      <Form intent="accept" className="inline">
        <input type="hidden" name="id" value={id} />
        <Submit>{t('freshness.decide.accept')}</Submit>
      </Form>
      {editable ? (
        <details>
          <summary className="tap">{t('freshness.decide.edit')}</summary>
          <Form intent="acceptEdited">
            <input type="hidden" name="id" value={id} />
            <ValueFields field={field} value={value} />
            <TextArea name="word" label={t('freshness.decide.word')} rows={2} optional />
            <Submit>{t('freshness.decide.acceptEdited')}</Submit>
          </Form>
        </details>
      ) : null}
      <details>
        <summary className="tap">{t('freshness.decide.refuse')}</summary>
        <Form intent="refuse">
          <input type="hidden" name="id" value={id} />
          <TextArea name="word" label={t('freshness.decide.why')} help={t('freshness.decide.whyHelp')} rows={2} />
          <Submit quiet>{t('freshness.decide.refuse')}</Submit>
        </Form>
      </details>
    </div>
  )
}

/** Corrections to decide on, and what was decided lately. */
export function CorrectionList({ waiting, decided }: Corrections) {
  const { t, day } = useSite()
  return (
    <>
      <h2 className="sr-only">{t('freshness.decide.state.waiting')}</h2>
      {waiting.length === 0 ? <p className="measure mt-6">{t('freshness.decide.none')}</p> : null}
      <ul className="threads mt-6">
        {waiting.map((correction) => (
          <li key={correction.id} className="py-4">
            <What correction={correction} />
            <Decision correction={correction} />
          </li>
        ))}
      </ul>
      {decided.length > 0 ? (
        <section aria-labelledby="decided" className="mt-10">
          <h2 id="decided">{t('freshness.decide.lately')}</h2>
          <ul className="threads mt-3">
            {decided.map((correction) => (
              <li key={correction.id} className="py-3">
                <b>{correction.name}</b>
                <span className="block">
                  {t(`freshness.field.${correction.field}`)}
                  {correction.value
                    ? t('freshness.verify.value', {
                        value: valueLabel(t, correction.field, correction.valueKept ?? correction.value),
                      })
                    : null}
                </span>
                <span className="source block">
                  {t(`freshness.decide.state.${correction.state}`, {
                    day: correction.decidedAt ? day(correction.decidedAt) : '',
                  })}
                  {correction.decisionWord ? ` « ${correction.decisionWord} »` : null}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
